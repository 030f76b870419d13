// npm run edition -- 2027: makes the folder of the next edition from the last one and says what a person must decide.
// It writes over nothing, and the edition in force stays the one that the site and the worker name.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import calendar from '#content/calendar.json' with { type: 'json' };
import findings from '#content/texts/findings.json' with { type: 'json' };
import regions from '#content/regions.json' with { type: 'json' };
import { LANGUAGES } from '#rules/application';
import { calendarFrom } from '#rules/calendar';
import { parseEdition } from '#rules/edition.schema';
import { nextTemplate, toDecide } from '#rules/next-edition';
import { say } from '#rules/wording';
import { OperatorError, PROJECT } from './settings.ts';

const HELP = 'npm run edition -- YEAR';

/** Writes content/YEAR and adds it to content/editions.json; `content` is another folder in tests. */
export function openEdition(args: string[], content = join(PROJECT, 'content')): void {
  const [year, ...rest] = args;
  if (year === undefined || !/^20\d\d$/.test(year) || rest.length > 0)
    throw new OperatorError(`Say the year of the next edition: ${HELP}`);
  const list = join(content, 'editions.json');
  const editions = JSON.parse(readFileSync(list, 'utf8')) as string[];
  const last = editions
    .filter((edition) => edition < year)
    .sort()
    .at(-1);
  if (last === undefined)
    throw new OperatorError(`There is no edition before ${year}; the editions are ${editions.join(', ')}.`);
  const folder = join(content, year);
  if (existsSync(folder))
    throw new OperatorError(
      `${folder} is there already and is not written over; edit it, or remove it first.`,
    );
  const moved = (name: string): string =>
    nextTemplate(readFileSync(join(content, last, name), 'utf8'), last, year);
  const template = moved('contest.yaml');
  // Read as the house reads it: what cannot be read is not written.
  const edition = parseEdition(
    parse(template),
    calendarFrom(calendar),
    regions.map(({ code }) => code),
  );
  const announcements = LANGUAGES.map((language) => `announcement.${language}.mdx`);
  const files: [string, string][] = [
    ['contest.yaml', template],
    ...announcements.map((name): [string, string] => [name, moved(name)]),
  ];
  mkdirSync(folder);
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  writeFileSync(list, `${JSON.stringify([...editions, year].sort())}\n`);
  process.stdout.write(`Made from ${last}: ${files.map(([name]) => join(folder, name)).join(', ')}\n`);
  process.stdout.write(`A person decides before ${year} is placed:\n`);
  for (const { clause, code, values } of toDecide(edition, year)) {
    const words = (findings as Record<string, Parameters<typeof say>[0]>)[code];
    const told = words === undefined ? code : say(words, 'en', values);
    process.stdout.write(`  §${clause}  ${told}\n`);
  }
  process.stdout.write(`How an edition comes into force stands in docs/editions.md.\n`);
}
