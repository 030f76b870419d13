// Texts of the staff are read before a build: the first mistake stops it with one sentence that names file, line, what is
// wrong and what to do (docs/editors.md).

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import terms from '#content/texts/terms.json' with { type: 'json' };
import { LANGUAGES } from '#rules/application';
import type { Edition } from '#rules/edition';
import { announcementSchema, newsSchema } from '#rules/news.schema';
import { OperatorError } from './settings.ts';
import { foreignLinks, typedNumbers, unlike } from './staff-parity.ts';
import { wrongTemplate } from './staff-template.ts';
import { readText } from './staff-text.ts';
import type { Mistake, Schema } from './staff-text.ts';

const CLAUSES = Object.keys(terms).flatMap((key) => (key.startsWith('clause.') ? [key.slice(7)] : []));
const NAME = /^([a-z0-9]+(?:-[a-z0-9]+)*)\.(kk|ru|en)\.mdx$/;

/** Throws at the first mistake in the texts of any edition; `content` is the folder of all of them. */
export function checkStaffContent(content: string): void {
  for (const year of readdirSync(content).sort()) {
    if (!existsSync(join(content, year, 'contest.yaml'))) continue;
    const [mistake] = mistakesOf(content, year);
    if (mistake === undefined) continue;
    const { file, line, what, remedy } = mistake;
    throw new OperatorError(`${file}, line ${line}: ${what}; ${remedy}.`);
  }
}

/** Mistakes in the texts of one edition, file by file. */
function mistakesOf(content: string, year: string): Mistake[] {
  const folder = join(content, year);
  const template = readFileSync(join(folder, 'contest.yaml'), 'utf8');
  const wrong = wrongTemplate(template, `content/${year}/contest.yaml`);
  if (wrong.length > 0) return wrong;
  const edition = parse(template) as Partial<Edition>;
  const news = existsSync(join(folder, 'news')) ? readdirSync(join(folder, 'news')).sort() : [];
  const misnamed = news
    .filter((name) => !NAME.test(name))
    .map((name) => ({
      ...{ file: `content/${year}/news/${name}`, line: 1, what: 'this is no name of a piece of news' },
      remedy: 'write small Latin letters, digits and hyphens, then the language: first-day.kk.mdx',
    }));
  const items = [...new Set(news.flatMap((name) => NAME.exec(name)?.[1] ?? []))];
  return [
    ...misnamed,
    ...inThreeLanguages(content, `${year}/announcement`, { schema: announcementSchema, edition }, true),
    ...items.flatMap((name) =>
      inThreeLanguages(content, `${year}/news/${name}`, { schema: newsSchema, edition }, false),
    ),
  ];
}

/** Mistakes of a text and its translations; in an `official` one no number may be typed. */
function inThreeLanguages(
  content: string,
  stem: string,
  context: { schema: Schema; edition: Partial<Edition> },
  official: boolean,
): Mistake[] {
  const path = (language: string): string => `${stem}.${language}.mdx`;
  const there = LANGUAGES.filter((language) => existsSync(join(content, path(language))));
  const missing = LANGUAGES.filter((language) => !there.includes(language)).map((language) => ({
    ...{ file: `content/${path(language)}`, line: 1, what: 'this translation is missing' },
    remedy: `write it after content/${path(there[0] ?? 'kk')}`,
  }));
  const texts = there.map((language) => ({
    language,
    text: readText(readFileSync(join(content, path(language)), 'utf8'), `content/${path(language)}`, {
      ...context,
      clauses: CLAUSES,
    }),
  }));
  const own = texts.flatMap(({ language, text }) => [
    ...text.mistakes,
    ...foreignLinks(text, language),
    ...(official ? typedNumbers(text) : []),
  ]);
  const [first, ...others] = texts.map(({ text }) => text);
  if (missing.length + own.length > 0 || first === undefined) return [...missing, ...own];
  return others.flatMap((other) => unlike(other, first));
}
