// A change of a rule is noticed by its tests, and its properties hold for as many cases as the pass line asks.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Hunted, Tried } from '../support/mutants/main.ts';
import { keepFigures } from '../support/results.ts';

const ROOT = join(import.meta.dirname, '../..');
const HOURS = 4 * 3_600_000;
const LEAST = 0.95;
const folder = mkdtempSync(join(tmpdir(), 'uzdik-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Vitest does not run in vitest, so it has a process of its own. */
function told<T>(...args: string[]): T {
  const file = join(folder, 'told.json');
  const run = spawnSync(process.execPath, ['test/support/mutants/main.ts', file, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  expect(run.status).toBe(0);
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

let properties: Tried | undefined;
it('every property holds for 100,000 cases', { timeout: HOURS }, () => {
  properties = told<Tried>('--cases');
  expect(properties.failed).toBe(0);
});

it('95 of 100 mutants of the rules are killed', { timeout: HOURS }, () => {
  const { mutants: all, stale } = told<Hunted>();
  expect(stale).toEqual([]);
  expect(
    all.filter(({ killedBy, equivalent }) => killedBy !== undefined && equivalent !== undefined),
  ).toEqual([]);
  const mutants = all.filter(({ equivalent }) => equivalent === undefined);
  const killed = mutants.filter(({ killedBy }) => killedBy !== undefined);
  const files = [...new Set(mutants.map(({ file }) => file))];
  for (const name of files) {
    const [bred, dead] = [mutants, killed].map((list) => list.filter(({ file }) => file === name).length);
    process.stdout.write(`${name}: ${dead} of ${bred}\n`);
  }
  for (const { file, line, operator, from, to, killedBy } of mutants)
    if (killedBy === undefined) process.stdout.write(`lives: ${file}:${line} ${operator}: ${from} → ${to}\n`);
  const share = killed.length / mutants.length;
  expect(share).toBeGreaterThanOrEqual(LEAST);
  keepFigures('rules', {
    files: files.length,
    mutants: mutants.length,
    killed: killed.length,
    equivalent: all.length - mutants.length,
    killedPercent: Math.floor(share * 1000) / 10,
    properties: properties?.properties ?? 0,
    casesAProperty: properties?.cases ?? 0,
  });
});
