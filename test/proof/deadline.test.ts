// A second and a millisecond before the instant, at it, and after it, on every path on which an instant decides.

import { afterAll } from 'vitest';
import { deadlines, met } from '../support/deadline/suite.ts';
import { keepFigures } from '../support/results.ts';

deadlines();
afterAll(() => keepFigures('deadline', { paths: met.paths.size, cells: met.cells }));
