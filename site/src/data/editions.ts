// The editions whose pages of results this build makes, and those whose pages were made before (docs/editions.md). A
// build makes either the whole site with the pages of the edition in force, or the pages of archived editions alone.

import { readFileSync } from 'node:fs';
import type { Language } from '#rules/application';
import { resultsSchema } from '#rules/results.schema';
import type { Results } from '#rules/results.schema';
import { contest, languages, mode } from './contest.ts';
import { contestOf, readRegister } from './read-contest.ts';
import type { Contest } from './read-contest.ts';

/** Files of registers by year, as JSON. */
const { UZDIK_ARCHIVED, UZDIK_ARCHIVES } = process.env;
const filesOf = (text: string | undefined): [year: string, file: string][] =>
  Object.entries(JSON.parse(text ?? '{}') as Record<string, string>);

async function archived(year: string, file: string): Promise<Contest> {
  const { text, publications } = await readRegister(file);
  const read = contestOf(text, publications, () => {
    throw new Error(`${file} has no placement, so it is no register of an ended edition`);
  });
  if (read.year !== year) throw new Error(`${file} is the register of ${read.year} and not of ${year}`);
  const of = publications.at(-1)?.mode;
  if (mode === 'real' && of !== 'real')
    throw new Error(`${file} is the register of a ${of} and no contest's: no real site shows it`);
  return read;
}

/** Contests whose pages this build makes. */
export const printed: readonly Contest[] =
  UZDIK_ARCHIVED === undefined
    ? [contest]
    : await Promise.all(filesOf(UZDIK_ARCHIVED).map(([year, file]) => archived(year, file)));

/** Results of archived editions whose pages stand beside this build's, newest first. */
export const earlier: readonly Results[] = filesOf(UZDIK_ARCHIVES)
  .map(([, file]) => resultsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))))
  .sort((a, b) => b.contest.localeCompare(a.contest));

export const contestIn = (year: string): Contest => {
  const found = printed.find((one) => one.year === year);
  if (found === undefined) throw new Error(`This build makes no pages of ${year}`);
  return found;
};

/** The contest that a page is about: the one of the year in its address, else the one in force. */
export const contestOfPage = ({ year }: { year?: string | undefined }): Contest =>
  year === undefined ? contest : contestIn(year);

/** getStaticPaths of a page that exists for every edition. */
export const everyYear = (): { params: { year: string } }[] =>
  printed.map(({ year }) => ({ params: { year } }));

/** getStaticPaths of a page that exists for every edition in every language. */
export const everyYearAndLanguage = (): { params: { lang: Language; year: string } }[] =>
  languages.flatMap((lang) => everyYear().map(({ params }) => ({ params: { lang, ...params } })));
