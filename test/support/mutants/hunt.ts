// Hunts the mutants of rules/ with the tests of test/rules: test by test in one process where a mutant lies in the way of
// a test, file by file where it lies in what is made when the file is loaded. The quickest tests are asked about every mutant
// on their way, the others about the rules that they are there for.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createVitest } from 'vitest/node';
import type { Vitest } from 'vitest/node';
import { EQUIVALENT } from './equivalent.ts';
import type { Equivalent } from './equivalent.ts';
import { mutate } from './operators.ts';
import type { Mutant } from './operators.ts';
import type { Caught, Order } from './runner.ts';

const ROOT = join(import.meta.dirname, '../../..');
const RULES = join(ROOT, 'rules');
/** Milliseconds of a test: quick ones are asked first, slow ones only about what lived on, the slowest never. */
const PASSES = [0, 10, 60, 600, 4_000];

/** `equivalent` says why no test can tell it, where equivalent.ts lists it. */
export type Prey = Mutant & { file: string; id: number; killedBy?: string; equivalent?: string };
/** `stale` names what equivalent.ts lists and there is not: the rule has changed. */
export type Bag = { mutants: Prey[]; stale: string[] };

/** All mutants of the rules, numbered through, and each source with its own in it. */
function breed(): { all: Prey[]; sources: Map<string, string>; met: Set<Equivalent> } {
  const all: Prey[] = [];
  const met = new Set<Equivalent>();
  const sources = new Map<string, string>();
  for (const file of readdirSync(RULES).sort()) {
    const text = readFileSync(join(RULES, file), 'utf8');
    const lines = text.split('\n');
    const { mutants, code } = mutate(text, all.length);
    sources.set(file, code);
    const first = all.length;
    for (const mutant of mutants) {
      const at = lines[mutant.line - 1]?.trim();
      const listed = EQUIVALENT.find(
        (one) => one.file === file && one.line === at && one.from === mutant.from && one.to === mutant.to,
      );
      if (listed !== undefined) met.add(listed);
      const why = listed === undefined ? {} : { equivalent: listed.why };
      all.push({ ...mutant, file, id: first + mutant.index, ...why });
    }
  }
  return { all, sources, met };
}

const importsIn = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/from '(?:#rules|\.)\/([\w.-]+?)(?:\.ts)?'/g)].map(
    ([, name]) => `${name}.ts`,
  );
/** The rules that a file of tests is there for: those that it imports, and those that they rest on. */
function coveredBy(test: string, rules: ReadonlySet<string>): ReadonlySet<string> {
  const own = importsIn(test).filter((name) => rules.has(name));
  return new Set([...own, ...own.flatMap((name) => importsIn(join(RULES, name)))]);
}

/**
 * Every mutant with the test that killed it, where one did. `only` keeps to the mutants of some files, and so to the tests
 * that cover them: a few rules take a minute of the processor.
 */
export async function hunt(only: (file: string) => boolean = () => true): Promise<Bag> {
  const { all, sources, met } = breed();
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
    /** Files of tests that walk through a mutant while they are loaded; and all that a file has walked through. */
    const outside = new Map<number, string[]>();
    const walked = new Map<string, ReadonlySet<number>>();
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
    const rules = new Set(sources.keys());
    const covered = new Map(files.map((file) => [file, coveredBy(file, rules)]));
    const own = (id: number, test: string): boolean => covered.get(test)?.has(all[id]?.file ?? '') === true;
    /** Asks a file of tests about what lives and is to be asked, from its beginning as often as a mutant stayed behind. */
    const ask = async (
      file: string,
      among: (id: number) => boolean,
      speed: Partial<Order>,
    ): Promise<void> => {
      for (;;) {
        const reached = walked.get(file);
        const asked = [...living].filter((id) => among(id) && reached?.has(id) !== false);
        if (!asked.some((id) => own(id, file))) return;
        const caught = await run(vitest, folder, file, order({ living: asked, ...speed }));
        if (caught === undefined) throw new Error(`${file} is red as it stands`);
        mark(caught);
        if (reached === undefined)
          for (const id of caught.outside) outside.set(id, [...(outside.get(id) ?? []), file]);
        if (!caught.again) walked.set(file, new Set(caught.walked));
        if (!caught.again || asked.every((id) => living.has(id))) return;
      }
    };
    const passes = PASSES.slice(1).map((slowest, index) => ({ fastest: PASSES[index] ?? 0, slowest }));
    for (const speed of passes) {
      for (const file of files) await ask(file, (id) => speed.fastest === 0 || own(id, file), speed);
    }
    for (const id of [...living]) {
      const itself = (test: string): boolean => importsIn(test).includes(all[id]?.file ?? '');
      const loading = [...new Set(outside.get(id))]
        .filter((file) => own(id, file))
        .sort((one, other) => Number(itself(other)) - Number(itself(one)));
      for (const file of loading) {
        if (await run(vitest, folder, file, order({ active: id }))) continue;
        mark({ killed: { [id]: basename(file) }, outside: [], walked: [], again: false });
        break;
      }
    }
    return {
      mutants: all.filter(({ file }) => only(file)),
      stale: EQUIVALENT.filter((one) => !met.has(one)).map(
        ({ file, from, to }) => `${file}: ${from} → ${to}`,
      ),
    };
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
