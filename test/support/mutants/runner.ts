// Runs each test of a rule once as it is and then once for every living mutant that it walks through, in the same process:
// thousands of mutants cost seconds. What it is to do stands in `order.json` of the folder in MUTANTS, what came of it is
// written beside it.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { TestRunner } from 'vitest';

/** `active` is chosen for the whole file, from its import on; -1 hunts test by test. */
export type Order = { active: number; living: number[]; total: number; fastest: number; slowest: number };
export type Caught = {
  killed: Record<number, string>;
  /** Walked through while the file was loaded or set up, where choosing one later changes nothing. */
  outside: number[];
  walked: number[];
  /** A mutant changed what later tests stand on, so the rest of the file has to be run from its beginning. */
  again: boolean;
};
type RunnerTest = Parameters<TestRunner['onAfterTryTask']>[0];

const folder = process.env.MUTANTS ?? '';
const order = JSON.parse(readFileSync(join(folder, 'order.json'), 'utf8')) as Order;
/** A mutant that goes on for so many times its way without it never ends. */
const PATIENCE = 10;
const AT_LEAST = 200_000;
const PATIENCE_OF_A_FILE = 20_000_000;

let active = order.active;
let steps = 0;
let limit = active < 0 ? Infinity : PATIENCE_OF_A_FILE;
const walked = new Uint8Array(order.total);
const everWalked = new Set<number>();
Object.assign(globalThis, {
  MUTANT(index: number): boolean {
    walked[index] = 1;
    steps += 1;
    if (steps > limit) throw new Error('never ends');
    return index === active;
  },
});
// The first failure is enough.
fc.configureGlobal({ endOnFailure: true });

/** Milliseconds of a test that is run once more after each mutant, to see that nothing stayed behind. */
const CHEAP = 10;
let again = false;
const living = new Set(order.living);
const killed: Record<number, string> = {};
const outside = new Set<number>();
/** Takes down what was walked through since it was asked last. */
function walkedSince(): number[] {
  const found = [...walked.keys()].filter((index) => walked[index] === 1);
  walked.fill(0);
  for (const index of found) everWalked.add(index);
  return found;
}

async function holds(run: () => unknown): Promise<boolean> {
  try {
    await run();
    return true;
  } catch {
    return false;
  }
}

export default class Hunter extends TestRunner {
  async runTask(test: RunnerTest): Promise<void> {
    const run = TestRunner.getTestFn(test);
    if (order.active >= 0) {
      await run();
      return;
    }
    for (const index of walkedSince()) outside.add(index);
    steps = 0;
    const since = process.cpuUsage();
    // What is broken is run no further, and the file begins anew.
    if (again) return;
    await run();
    const { user, system } = process.cpuUsage(since);
    const took = (user + system) / 1000;
    const own = steps;
    const through = walkedSince().filter((index) => living.has(index));
    if (again || took < order.fastest || took >= order.slowest) return;
    // A test that cannot be run twice says nothing here.
    if (!(await holds(run))) return;
    walkedSince();
    for (const index of through) {
      if (again) break;
      active = index;
      steps = 0;
      limit = own * PATIENCE + AT_LEAST;
      if (!(await holds(run))) {
        killed[index] = test.name;
        living.delete(index);
      }
      active = -1;
      limit = Infinity;
      if (took > CHEAP || (await holds(run))) continue;
      again = true;
      killed[index] = test.name;
    }
    again ||= took > CHEAP && !(await holds(run));
    walked.fill(0);
  }

  override onAfterRunFiles(...files: Parameters<TestRunner['onAfterRunFiles']>): void {
    for (const index of walkedSince()) outside.add(index);
    const caught: Caught = { killed, outside: [...outside], walked: [...everWalked], again };
    writeFileSync(join(folder, 'caught.json'), JSON.stringify(caught));
    super.onAfterRunFiles(...files);
  }
}
