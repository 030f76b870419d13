// No text becomes a formula, a header or markup in a document that is made of it.

import { injections } from '../support/injection/index.ts';
import { keepFigures } from '../support/results.ts';

injections(5_000, 2026, (figures) => keepFigures('injection', figures));
