// node test/support/mutants/main.ts FILE [RULE…]: hunts the mutants of all rules, or of those named, and writes what came of
// it to FILE. With `--cases` instead it tries the properties of the rules on many cases each.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVitest } from 'vitest/node';
import { hunt } from './hunt.ts';
import { CASES } from './many-cases.ts';

/** What the proof reads. */
export type Hunted = {
  mutants: {
    file: string;
    line: number;
    operator: string;
    from: string;
    to: string;
    killedBy?: string;
    equivalent?: string;
  }[];
  stale: string[];
};
export type Tried = { properties: number; cases: number; failed: number };

const ROOT = join(import.meta.dirname, '../../..');
const [target = '', ...names] = process.argv.slice(2);

/** Files of properties that do not bring a number of cases of their own below the pass line. */
const PROPERTIES = ['ballots', 'marks', 'oracle', 'register', 'search', 'terms'];
async function tried(): Promise<Tried> {
  const files = PROPERTIES.map((name) => join(ROOT, 'test/rules', `${name}.test.ts`));
  const vitest = await createVitest('test', {
    root: ROOT,
    config: false,
    watch: false,
    include: files,
    setupFiles: [join(import.meta.dirname, 'many-cases.ts')],
    reporters: [{}],
    maxWorkers: 1,
    testTimeout: 3_600_000,
  });
  const { testModules } = await vitest.runTestSpecifications(await vitest.globTestSpecifications(), true);
  const failed = testModules.filter((module) => !module.ok()).length;
  await vitest.close();
  const properties = files.flatMap((file) => readFileSync(file, 'utf8').match(/fc\.assert\(/g) ?? []).length;
  return { properties, cases: CASES, failed };
}

const found =
  names[0] === '--cases'
    ? await tried()
    : await hunt((file) => names.length === 0 || names.includes(file.replace(/\.ts$/, '')));
writeFileSync(target, JSON.stringify(found));
