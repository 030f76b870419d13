// Each invariant catches what it is there for, in copies of a contest of three regions played to its end.

import { afterAll } from 'vitest';
import { INVARIANTS } from '../support/invariants/check.ts';
import { caught, invariants } from '../support/invariants/suite.ts';
import { keepFigures } from '../support/results.ts';

invariants();
afterAll(() => keepFigures('invariants', { invariants: INVARIANTS.length, caught: caught.size }));
