// What is against the policy is not kept, and what is kept stays data, on every way into the house.

import { hostileUploads } from '../support/hostile/index.ts';
import { keepFigures } from '../support/results.ts';

hostileUploads(2_000, 2026, (figures) => keepFigures('files', figures));
