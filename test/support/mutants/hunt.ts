// Hunts the mutants of rules/ with the tests of test/rules: test by test in one process where a mutant lies in the way of
// a test, file by file where it lies in what is made when the file is loaded.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createVitest } from 'vitest/node';
import type { Vitest } from 'vitest/node';
import { mutate } from './operators.ts';
import type { Mutant } from './operators.ts';
import type { Caught, Order } from './runner.ts';

const ROOT = join(import.meta.dirname, '../../..');
const RULES = join(ROOT, 'rules');
/** Milliseconds of a test: quick ones are asked first, slow ones only about what lived on, the slowest never. */
const PASSES = [0, 10, 60, 600, 4_000];

export type Prey = Mutant & { file: string; id: number; killedBy?: string };

/** All mutants of the rules, numbered through, and each source with its own in it. */
function breed(): { all: Prey[]; sources: Map<string, string> } {
  const all: Prey[] = [];
  const sources = new Map<string, string>();
  for (const file of readdirSync(RULES).sort()) {
    const { mutants, code } = mutate(readFileSync(join(RULES, file), 'utf8'), all.length);
    sources.set(file, code);
    all.push(...mutants.map((mutant) => ({ ...mutant, file, id: all.length + mutant.index })));
  }
  return { all, sources };
}

/** Every mutant with the test that killed it, where one did. `only` keeps to the mutants of some files. */
export async function hunt(only: (file: string) => boolean = () => true): Promise<Prey[]> {
  const { all, sources } = breed();
  const folder = mkdtempSync(join(tmpdir(), 'uzdik-mutants-'));
  process.env.MUTANTS = folder;
  const vitest = await createVitest(
    'test',
    {
      root: ROOT,
      config: false,
      watch: false,
      include: ['test/rules/**/*.test.ts'],
      runner: join(import.meta.dirname, 'runner.ts'),
      reporters: [{}],
      pool: 'forks',
      maxWorkers: 1,
      fileParallelism: false,
      // What is kept of the sources as they are would be taken for those with the mutants in them.
      fsModuleCache: false,
      bail: 1,
      testTimeout: 120_000,
      silent: true,
    },
    {
      plugins: [
        {
          name: 'mutants',
          enforce: 'pre',
          transform: (_, id) => (join(id, '..') === RULES ? (sources.get(basename(id)) ?? null) : null),
        },
      ],
    },
  );
  try {
    const living = new Set(all.filter(({ file }) => only(file)).map(({ id }) => id));
    const files = (await vitest.globTestSpecifications()).map(({ moduleId }) => moduleId).sort();
    const outside = new Map<number, string[]>();
    const mark = ({ killed }: Caught): void => {
      for (const [id, test] of Object.entries(killed)) {
        living.delete(Number(id));
        const prey = all[Number(id)];
        if (prey) prey.killedBy = test;
      }
    };
    const order = (more: Partial<Order>): Order => ({
      active: -1,
      living: [...living],
      total: all.length,
      fastest: 0,
      slowest: 0,
      ...more,
    });
    for (const [index, slowest] of PASSES.slice(1).entries()) {
      for (const file of files) {
        let caught: Caught | undefined;
        for (let left = living.size + 1; caught === undefined || (caught.again && living.size < left);) {
          left = living.size;
          caught = await run(vitest, folder, file, order({ fastest: PASSES[index] ?? 0, slowest }));
          if (caught === undefined) throw new Error(`${file} is red as it stands`);
          mark(caught);
        }
        if (index === 0) for (const id of caught.outside) outside.set(id, [...(outside.get(id) ?? []), file]);
      }
    }
    for (const id of [...living]) {
      for (const file of outside.get(id) ?? []) {
        if (await run(vitest, folder, file, order({ active: id }))) continue;
        mark({ killed: { [id]: basename(file) }, outside: [], walked: [], again: false });
        break;
      }
    }
    return all.filter(({ file }) => only(file));
  } finally {
    await vitest.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What was caught; nothing where a test of the file failed or the file did not load. */
async function run(vitest: Vitest, folder: string, file: string, order: Order): Promise<Caught | undefined> {
  writeFileSync(join(folder, 'order.json'), JSON.stringify(order));
  rmSync(join(folder, 'caught.json'), { force: true });
  const specifications = (await vitest.globTestSpecifications()).filter(({ moduleId }) => moduleId === file);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications, false);
  const red = unhandledErrors.length > 0 || testModules.some((module) => !module.ok());
  if (red) return undefined;
  return JSON.parse(readFileSync(join(folder, 'caught.json'), 'utf8')) as Caught;
}
