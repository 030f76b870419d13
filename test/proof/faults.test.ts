// Every dependency fails at every call of every route that writes, before it is done, after it is done, and without an
// end: never 500, and the same request again ends as if nothing had failed. A few houses share the scenarios: what never
// ends is mostly waited for.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Faults } from '../support/faults/run.ts';
import type { Wrong } from '../support/faults/run.ts';
import { SCENARIOS } from '../support/faults/scenarios.ts';
import { keepFigures } from '../support/results.ts';

const HOUSES = 3;

const free: Faults[] = [];
const waiting: ((faults: Faults) => void)[] = [];
let cases = 0;
const wrong: Wrong[] = [];
beforeAll(async () => {
  free.push(...(await Promise.all(Array.from({ length: HOUSES }, () => Faults.open()))));
}, 1_800_000);
afterAll(async () => {
  const routes = new Set(SCENARIOS.map(({ route }) => route)).size;
  keepFigures('faults', { routes, scenarios: SCENARIOS.length, cases, wrong: wrong.length });
  await Promise.all(free.map((faults) => faults.close()));
});

const taken = (): Promise<Faults> => {
  const faults = free.pop();
  return faults === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(faults);
};
function given(faults: Faults): void {
  const next = waiting.shift();
  if (next === undefined) free.push(faults);
  else next(faults);
}

describe.concurrent('a dependency fails', () => {
  it.each(SCENARIOS)(
    '$route: $name',
    async (scenario) => {
      const faults = await taken();
      try {
        const played = await faults.play(scenario, () => true);
        cases += played.cases;
        wrong.push(...played.wrong);
        expect(played.wrong).toEqual([]);
      } finally {
        given(faults);
      }
    },
    3_600_000,
  );
});
