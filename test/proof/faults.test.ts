// Every dependency fails at every call of every route that writes, before it is done, after it is done, and without an
// end: never 500, and the same request again ends as if nothing had failed.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { Faults } from '../support/faults/run.ts';
import type { Wrong } from '../support/faults/run.ts';
import { SCENARIOS } from '../support/faults/scenarios.ts';
import { keepFigures } from '../support/results.ts';

let faults: Faults;
let cases = 0;
const wrong: Wrong[] = [];
beforeAll(async () => {
  faults = await Faults.open();
});
afterAll(async () => {
  const routes = new Set(SCENARIOS.map(({ route }) => route)).size;
  keepFigures('faults', { routes, scenarios: SCENARIOS.length, cases, wrong: wrong.length });
  await faults.close();
});

it.each(SCENARIOS)(
  '$route: $name',
  async (scenario) => {
    const played = await faults.play(scenario, () => true);
    cases += played.cases;
    wrong.push(...played.wrong);
    expect(played.wrong).toEqual([]);
  },
  3_600_000,
);
