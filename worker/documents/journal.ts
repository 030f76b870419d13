// An entry of the journal in words. Only what is named here is told of an entry's body: no mark, no choice of a ballot, no
// reason and no text of anybody, whoever looks.

import { canonical } from '#rules/canonical';
import { csvText } from '#rules/csv';
import { formatInstant } from '#rules/dates-in-words';
import type { Language } from '#rules/application';
import { sha256Hex } from '#rules/register';
import { NO_HEAD } from '../db/commit.ts';
import type { Entry } from '../db/journal.ts';
import { commissionName } from '../pages/names.ts';
import { hasWords, words } from '../texts.ts';

type Body = Record<string, unknown>;
type Tell = (body: Body, language: Language) => string | number | null;

const number =
  (key: string): Tell =>
  (body) =>
    typeof body[key] === 'number' ? body[key] : null;
const count =
  (key: string): Tell =>
  (body) =>
    Array.isArray(body[key]) ? body[key].length : null;
const commission =
  (key: string): Tell =>
  ({ [key]: code }, language) =>
    typeof code === 'string' ? commissionName(language, code) : null;
/** A day, a number of a paper: short words of our own making, never what somebody typed. */
const plain =
  (key: string): Tell =>
  ({ [key]: value }) =>
    typeof value === 'string' && /^[\w:.-]{1,64}$/.test(value) ? value : null;
const letter: Tell = ({ letter: key }, language) => {
  const template = typeof key === 'string' ? (key.split(':')[0] ?? '') : '';
  return hasWords('desk', `letter.${template}`) ? words(language, 'desk', `letter.${template}`) : null;
};

/** What is told of an act beside its name: text key of the label, and how the value is found. */
const TOLD: Record<string, Record<string, Tell>> = {
  place: { 'last-day': plain('lastDay'), publication: number('publication') },
  extend: { 'last-day': plain('lastDay'), publication: number('publication') },
  'set-commission': { seats: count('seats') },
  'file-application': { version: number('version'), found: count('findings') },
  correct: { version: number('version') },
  'keep-filed': { version: number('version') },
  transfer: { from: commission('origin'), to: commission('target') },
  declare: { applications: count('items') },
  'admission-list': { version: number('version'), applications: count('items') },
  'confirm-admission': { version: number('version'), applications: count('items') },
  mark: { version: number('version') },
  'commit-sheets': { publication: number('publication'), sheets: number('sheets') },
  'sign-selection': { 'signed-on': plain('signedOn') },
  'publish-selection': { publication: number('publication'), passed: number('passed') },
  invite: { applications: count('invitations') },
  'open-sitting': { sitting: number('number'), present: count('present'), needed: number('needed') },
  ballot: { round: number('round'), seat: number('seat') },
  'casting-vote': { round: number('round') },
  'sign-protocol': { 'signed-on': plain('signedOn') },
  'publish-result': { publication: number('publication') },
  handover: { applications: number('applications'), files: number('files') },
  'publish-list': { publication: number('publication'), finalists: number('finalists') },
  'announce-award': { letters: number('letters') },
  'resend-letter': { letter },
  'edit-letter': { letter, version: number('version') },
  'release-letter': { letter },
  'send-message': { message: number('number'), files: number('files') },
  'write-message': { message: number('number'), files: number('files') },
  object: { objection: number('number') },
  'answer-objection': { objection: number('number') },
  erase: { applications: count('applications'), files: number('files') },
};

/** What was done; an act of an older version that has no words any more keeps its name. */
export const actWords = (language: Language, act: string): string =>
  hasWords('tools', `journal.${act}`) ? words(language, 'tools', `journal.${act}`) : act;

/** The particulars of an entry: «Нұсқа: 2; Жарияланым: 5». */
export function particulars(language: Language, { act, body }: Pick<Entry, 'act' | 'body'>): string {
  const read = JSON.parse(body) as Body;
  return Object.entries(TOLD[act] ?? {})
    .flatMap(([label, tell]) => {
      const value = tell(read, language);
      return value === null ? [] : [`${words(language, 'tools', `told.${label}`)}: ${value}`];
    })
    .join('; ');
}

/** Who acted: a person with the role, the applicant, or the house by itself. */
export function actorWords(language: Language, { name, role, actor }: Entry): string {
  if (name !== '') return `${name} (${words(language, 'desk', `role.${role}`)})`;
  return words(language, 'tools', actor === 'applicant' ? 'side.applicant' : 'journal-itself');
}

/** True where the entry's hash is that of what it says, and it follows the entry before it. */
export async function isUnbroken(entry: Entry): Promise<boolean> {
  const { stream, seq, at, actor, act, body, previous, hash, before } = entry;
  const own = await sha256Hex(canonical({ stream, seq, at, actor, act, body, previous }));
  const follows = seq === 1 ? previous === NO_HEAD.hash : previous === before;
  return own === hash && follows;
}

/** The entries as a table. */
export function journalCsv(language: Language, entries: Entry[]): string {
  const say = (key: string): string => words(language, 'tools', key);
  return csvText([
    ['journal-at', 'journal-commission', 'journal-who', 'journal-act', 'journal-told', 'journal-application']
      .map(say)
      .concat(say('journal-place'), 'SHA-256'),
    ...entries.map((entry) => [
      formatInstant(new Date(entry.at).toISOString(), language),
      commissionName(language, entry.commission),
      actorWords(language, entry),
      actWords(language, entry.act),
      particulars(language, entry),
      entry.reference ?? '',
      `${entry.stream} ${entry.seq}`,
      entry.hash,
    ]),
  ]);
}
