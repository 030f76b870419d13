// The words of the worker, by area and key, in the reader's language.

import apply from '#content/texts/apply.json';
import desk from '#content/texts/desk.json';
import diploma from '#content/texts/diploma.json';
import documents from '#content/texts/documents.json';
import findings from '#content/texts/findings.json';
import letters from '#content/texts/letters.json';
import questions from '#content/texts/questions.json';
import terms from '#content/texts/terms.json';
import tools from '#content/texts/tools.json';
import type { Language } from '#rules/application';
import { formatDay } from '#rules/dates-in-words';
import type { Finding } from '#rules/finding';
import { say } from '#rules/wording';

const texts = { apply, desk, diploma, documents, findings, letters, questions, terms, tools };
export type Area = keyof typeof texts;
type Values = Record<string, string | number>;

/** The text `area.key`; an unknown key is a mistake of ours and throws. */
export function words(language: Language, area: Area, key: string, values?: Values): string {
  const entry = (texts[area] as Record<string, Parameters<typeof say>[0]>)[key];
  if (entry === undefined) throw new Error(`no text ${area}.${key}`);
  return say(entry, language, values);
}

/** True where there is a text `area.key`: for what old records name and this version may not know. */
export const hasWords = (area: Area, key: string): boolean => Object.hasOwn(texts[area], key);

/** The keys of an area, in their order. */
export const keysOf = (area: Area): string[] => Object.keys(texts[area]);

/** A finding as a sentence with its paragraph. */
export function sentence(language: Language, finding: Finding): string {
  const text = words(language, 'findings', finding.code, inWords(language, finding.values));
  return `${text} (${words(language, 'desk', clauseKey(finding.clause), { n: finding.clause.replace(/^A/, '') })})`;
}

/** Days, grounds and names of fields as a reader says them; the rest as it is. */
function inWords(language: Language, values: Values = {}): Values {
  const { day, ground, fields } = values;
  return {
    ...values,
    ...(typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day) ? { day: formatDay(day, language) } : {}),
    ...(hasWords('desk', `ground.${ground}`) ? { ground: words(language, 'desk', `ground.${ground}`) } : {}),
    ...(typeof fields === 'string' ? { fields: fieldNames(language, fields) } : {}),
  };
}

/** 'seats.0.email, startsAt' → «Эл. пошта, Басталуы»; a field without a name of its own is called by its key. */
function fieldNames(language: Language, paths: string): string {
  const names = paths.split(', ').map((path) => {
    const last = path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? path;
    const key = last.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const area = (['desk', 'apply'] as const).find((one) => hasWords(one, key));
    return area === undefined ? last : words(language, area, key);
  });
  return [...new Set(names)].join(', ');
}

const clauseKey = (clause: string): string =>
  clause.startsWith('A') ? 'clause.appendix' : 'clause.paragraph';
