// Archived editions: their registers never change, so their pages are made once and carried into every later build.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LANGUAGES } from '#rules/application';
import { Astro, houseName } from './astro.ts';
import type { House } from './astro.ts';
import { CACHE, settle, sourceHash } from './sources.ts';

export type Archived = {
  year: string;
  /** The frozen register: content/YEAR/results/register.json. */
  register: string;
  /** Names what its pages are made from: the sources, the house, the register. */
  key: string;
};

const YEAR = /^\d{4}$/;

/** The editions before `inForce` whose registers stand in `content`, oldest first. */
export function archivedEditions(content: string, inForce: string, house: House): Archived[] {
  const registers = readdirSync(content)
    .filter((name) => YEAR.test(name) && name < inForce)
    .sort()
    .map((year) => ({ year, register: join(content, year, 'results', 'register.json') }))
    .filter(({ register }) => existsSync(register));
  if (registers.length === 0) return [];
  const sources = sourceHash(['site', 'content', 'rules']);
  return registers.map(({ year, register }) => {
    const hash = createHash('sha256').update(readFileSync(register)).digest('hex').slice(0, 12);
    return { year, register, key: `${year}-${houseName(house)}-${sources}-${hash}` };
  });
}

/** One name for all archived editions: a build beside others is another build. */
export const archiveHash = (archived: Archived[]): string =>
  archived.length === 0
    ? ''
    : `-${createHash('sha256')
        .update(archived.map(({ key }) => key).join())
        .digest('hex')
        .slice(0, 12)}`;

const made = (key: string): string => join(CACHE, 'archives', key);
/** Beside the builds they are carried into: there a file is linked and takes no room of its own. */
const kept = (dataDir: string, key: string): string => join(dataDir, 'site', 'archives', key);

/** Results of archived editions as data: their files by year, for a build that lists them. */
export const resultsFiles = (dataDir: string, archived: Archived[]): string =>
  JSON.stringify(
    Object.fromEntries(
      archived.map(({ year, key }) => [year, join(kept(dataDir, key), 'data', year, 'results.json')]),
    ),
  );

/** Sees to it that the pages of every archived edition are there; what is missing is made in one run of Astro. */
export async function keepArchives(dataDir: string, archived: Archived[], house: House): Promise<void> {
  const missing = archived.filter(({ key }) => !existsSync(kept(dataDir, key)));
  const unmade = missing.filter(({ key }) => !existsSync(made(key)));
  if (unmade.length > 0) await make(unmade, house);
  for (const { key } of missing) {
    const making = `${kept(dataDir, key)}.${process.pid}`;
    await cp(made(key), making, { recursive: true });
    await settle(making, kept(dataDir, key));
  }
}

/** Links the pages of archived editions into `out`: their files are those of the archive and take no room again. */
export async function carryArchives(dataDir: string, archived: Archived[], out: string): Promise<void> {
  if (archived.length === 0) return;
  const folders = archived.map(({ key }) => kept(dataDir, key));
  // Of thousands of files: a process of its own, so that the house goes on answering.
  await promisify(execFile)('cp', ['-rlf', ...folders.map((folder) => `${folder}/.`), out]);
}

async function make(archived: Archived[], house: House): Promise<void> {
  const out = join(CACHE, 'archives', `${process.pid}-${archived[0]?.key ?? ''}.making`);
  await rm(out, { recursive: true, force: true });
  const registers = Object.fromEntries(archived.map(({ year, register }) => [year, register]));
  await new Astro().build(house, out, 'editions', { UZDIK_ARCHIVED: JSON.stringify(registers) });
  for (const { year, key } of archived) {
    const own = `${out}-${year}`;
    for (const folder of foldersOf(year)) {
      if (!existsSync(join(out, folder))) continue;
      await mkdir(join(own, folder, '..'), { recursive: true });
      await rename(join(out, folder), join(own, folder));
    }
    // Style sheets, scripts and fonts are those of all of them.
    await cp(join(out, '_astro'), join(own, '_astro'), { recursive: true });
    // Another process may have made them meanwhile.
    await settle(own, made(key));
  }
  await rm(out, { recursive: true, force: true });
}

/** Where pages and data of one edition lie in a build. */
const foldersOf = (year: string): string[] => [
  ...LANGUAGES.flatMap((language) => [`${language}/results/${year}`, `${language}/news/${year}`]),
  `data/${year}`,
];
