// Requests that no page of ours sends.

import { fuzzRequests } from '../support/fuzz/index.ts';
import { keepFigures } from '../support/results.ts';

fuzzRequests(300_000, 2026, (figures) => keepFigures('fuzz', figures));
