// Each suite can fail: without the guard it is there for, its quick form is red.

import { afterAll, expect, test } from 'vitest';
import { keepFigures } from '../support/results.ts';
import { failuresWithout } from '../support/spoilt.ts';
import type { Guard } from '../support/spoilt.ts';

const GUARDS: Guard[] = [
  {
    suite: 'race',
    lacks: 'the guard rows of a batch',
    file: 'worker/db/guard.ts',
    from: 'WHERE NOT (${condition})',
    to: 'WHERE 0 AND NOT (${condition})',
    project: 'worker',
    test: 'test/worker/races.test.ts',
  },
];

const red: Record<string, number> = {};
for (const guard of GUARDS)
  test(`${guard.suite} is red without ${guard.lacks}`, () => {
    const failures = failuresWithout(guard);
    red[`${guard.suite}, without ${guard.lacks}`] = failures;
    expect(failures).toBeGreaterThan(0);
  }, 900_000);
afterAll(() => keepFigures('guards', red));
