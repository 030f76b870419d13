// Two acts at once have one winner, or the lawful order of both: the quick form of test/proof/race.test.ts.

import { expect, it } from 'vitest';
import { acts } from '../../worker/acts/all.ts';
import { ALONE, hasRaced, PAIRS, races } from '../support/races/index.ts';

races(PAIRS, 50, () => undefined);

it('every act of the desk has raced, or says why nothing can come between', ({ task }) => {
  const names = [...acts.keys()];
  expect(names.filter((name) => !hasRaced(name) && ALONE[name] === undefined)).toEqual([]);
  expect(Object.keys(ALONE).filter((name) => hasRaced(name) || !names.includes(name))).toEqual([]);
  task.meta.counted = { 'pairs of acts raced': PAIRS.length };
});
