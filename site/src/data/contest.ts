// The edition in force as this build publishes it: the register it was given, or the template before there is one.

import { parse } from 'yaml';
import calendar from '#content/calendar.json';
import template from '#edition/contest.yaml?raw';
import { LANGUAGES } from '#rules/application';
import type { Language } from '#rules/application';
import { calendarFrom } from '#rules/calendar';
import { localDay } from '#rules/days';
import { parseEdition } from '#rules/edition.schema';
import { inForce } from '#rules/publication';
import type { Mode, PublicationBody, Register } from '#rules/publication';
import type { View } from '../results/parts.tsx';
import { contestOf, dayOf, readRegister, viewOf } from './read-contest.ts';
import { regions } from './regions.ts';

export { nameIn, regionName, regions, slugOf } from './regions.ts';

export const mode = (process.env.UZDIK_MODE ?? 'real') as Mode;
export const languages = LANGUAGES;

const { UZDIK_REGISTER } = process.env;
const register =
  UZDIK_REGISTER === undefined ? { text: null, publications: [] } : await readRegister(UZDIK_REGISTER);

export const contest = contestOf(register.text, register.publications, () =>
  parseEdition(
    parse(template),
    calendarFrom(calendar),
    regions.map(({ code }) => code),
  ),
);
export const { publications, edition, placement } = contest;

/** The keys of the register; none before anything is published. */
export const registerKeys: Register['keys'] =
  register.text === null ? [] : (JSON.parse(register.text) as Register).keys;

const force = inForce(publications);

/** Bodies of one kind that are in force, in order of publication. */
export const bodiesOf = <K extends PublicationBody['kind']>(
  kind: K,
): Extract<PublicationBody, { kind: K }>[] =>
  force.flatMap(({ body }) => (body.kind === kind ? [body as Extract<PublicationBody, { kind: K }>] : []));

/** Local day of the first publication of a kind; null before it. */
export function publicationDay(kind: PublicationBody['kind']): string | null {
  const found = publications.find(({ body }) => body.kind === kind);
  return found === undefined ? null : localDay(Date.parse(found.at));
}

/** Every time the Agency made the term longer, with the instant at which it said so. */
export const extensions = publications.flatMap(({ at, body }) =>
  body.kind === 'extension' ? [{ ...body, at }] : [],
);
/** Every day that was moved since placement, with the instant at which the Agency said so. */
export const movedDays = publications.flatMap(({ at, body }) =>
  body.kind === 'calendar' ? [{ ...body, at }] : [],
);
export const revision: number = publications.at(-1)?.number ?? 0;

/** Last day of the check (§13); null before placement. */
export const checkDay: string | null = dayOf(contest, 'check');

/** getStaticPaths of a page that exists in every language. */
export const everyLanguage = (): { params: { lang: Language } }[] =>
  languages.map((lang) => ({ params: { lang } }));

/** What the pages of results of the edition in force are made from, in the reader's language. */
export const view = (language: Language): View => viewOf(contest, language);
