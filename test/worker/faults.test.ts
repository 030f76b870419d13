// A dependency that fails at any call of any route that writes: the answer is never 500, and the same request again ends
// as if nothing had failed. Here a part of the cases; all of them in test/proof.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS } from '../../worker/access.ts';
import { acts } from '../../worker/acts/all.ts';
import { ALIKE } from '../support/faults/raced.ts';
import { Faults } from '../support/faults/run.ts';
import { ACT } from '../support/faults/scenario.ts';
import { SCENARIOS } from '../support/faults/scenarios.ts';

/** Of the cases of each scenario one in so many, and of those that never end fewer. */
const ONE_IN = 20;
const ONE_THAT_HANGS_IN = 120;

let faults: Faults;
let count = 0;
beforeAll(async () => {
  faults = await Faults.open();
});
afterAll(async () => {
  process.stdout.write(`faults: ${count} cases\n`);
  await faults.close();
});

it('every route that writes has a scenario', () => {
  const writing = Object.keys(ACCESS).filter((route) => /^(POST|PATCH|PUT|DELETE) /.test(route));
  expect([...new Set(SCENARIOS.map(({ route }) => route))].sort()).toEqual(writing.sort());
});

it('every act of the desk has a scenario, or says which one stands for it', () => {
  const played = SCENARIOS.filter(({ route }) => route === ACT).map(({ name }) => name);
  expect([...played, ...Object.keys(ALIKE)].sort()).toEqual([...acts.keys()].sort());
});

describe('a dependency fails', () => {
  it.each(SCENARIOS)('$route: $name', async (scenario) => {
    let index = SCENARIOS.indexOf(scenario);
    const { cases, wrong } = await faults.play(
      scenario,
      ({ how }) => (index += 1) % (how === 'hangs' ? ONE_THAT_HANGS_IN : ONE_IN) === 0,
    );
    count += cases;
    expect(wrong).toEqual([]);
  });
});
