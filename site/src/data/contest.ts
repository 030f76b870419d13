// What this build publishes: the register it was given, verified before a page is made of it. An unlawful publication
// stops the build and names its paragraph.

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import calendar from '#content/calendar.json';
import { LANGUAGES } from '#rules/application';
import type { Language } from '#rules/application';
import { calendarFrom } from '#rules/calendar';
import type { Edition, Placement } from '#rules/edition';
import { parseEdition } from '#rules/edition.schema';
import { inForce } from '#rules/publication';
import type { Mode, PublicationBody, Register, SignedPublication } from '#rules/publication';
import { localDay } from '#rules/days';
import { inForceAfter } from '#rules/moved-days';
import { checkBy } from '#rules/terms';
import { verifyRegister } from '#rules/verify-register';
import type { View } from '../results/parts.tsx';
import template from '../../../content/2026/contest.yaml?raw';
import { regions } from './regions.ts';
import { words } from './texts.ts';

export { nameIn, regionName, regions, slugOf } from './regions.ts';

export const mode = (process.env.UZDIK_MODE ?? 'real') as Mode;
export const languages = LANGUAGES;

/** The bytes of the register, unchanged; null where nothing is published. */
export const registerText: string | null =
  process.env.UZDIK_REGISTER === undefined ? null : readFileSync(process.env.UZDIK_REGISTER, 'utf8');

export const publications: SignedPublication[] = await verified(registerText);

async function verified(text: string | null): Promise<SignedPublication[]> {
  if (text === null) return [];
  const { ok, steps } = await verifyRegister(text);
  if (ok) return (JSON.parse(text) as Register).publications;
  const broken = steps.flatMap(({ publication, findings }) =>
    findings.map(({ clause, code, values }) => {
      const said = words('en', 'findings', code, { publication, ...values });
      return `publication ${publication}, §${clause}: ${said}`;
    }),
  );
  throw new Error(`The register is not lawful, so no site is built from it:\n${broken.join('\n')}`);
}

/** The keys of the register; none before anything is published. */
export const registerKeys: Register['keys'] =
  registerText === null ? [] : (JSON.parse(registerText) as Register).keys;

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

const placed = bodiesOf('placement')[0];

const terms = placed === undefined ? null : inForceAfter(placed, publications);

/** With the working calendar in force. */
export const edition: Edition =
  terms?.edition ??
  parseEdition(
    parse(template),
    calendarFrom(calendar),
    regions.map(({ code }) => code),
  );
/** Every time the Agency made the term longer, with the instant at which it said so. */
export const extensions = publications.flatMap(({ at, body }) =>
  body.kind === 'extension' ? [{ ...body, at }] : [],
);
/** Every day that was moved since placement, with the instant at which the Agency said so. */
export const movedDays = publications.flatMap(({ at, body }) =>
  body.kind === 'calendar' ? [{ ...body, at }] : [],
);
/** With the last day in force. */
export const placement: Placement | null = terms?.placement ?? null;
export const revision: number = publications.at(-1)?.number ?? 0;

/** Last day of the check (§13); null before placement. */
export const checkDay: string | null = placement === null ? null : checkBy(placement.lastDay, edition);

/** getStaticPaths of a page that exists in every language. */
export const everyLanguage = (): { params: { lang: Language } }[] =>
  languages.map((lang) => ({ params: { lang } }));

/** What the pages of results are made from, in the reader's language. */
export const view = (language: Language): View => ({ language, edition, publications });
