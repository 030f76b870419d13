// Which letters a person may look at before they leave, and how long they wait at most. A letter on which a term hangs
// leaves by itself: to forget one endangers nothing.

import { addWorkingDays } from './calendar.ts';
import { addDays, localDay, startOfDay } from './days.ts';
import type { Day } from './days.ts';
import type { Edition } from './edition.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';

/**
 * Letters that tell of a decision, with the paragraph of it. Receipts, links and what tells of a message never wait.
 */
export const HOLDABLE: Readonly<Record<string, string>> = {
  'not-admitted': '14',
  'not-passed': '15',
  invited: '16',
  'not-finalist': '17',
  'not-winner': '20',
};

/** The acts that write such letters. */
export const HOLDING: readonly string[] = [
  'confirm-admission',
  'decide-application',
  'publish-selection',
  'invite',
  'invite-evenly',
  'publish-result',
];

/** A working day to look at a letter; ours, the regulation knows no such wait. */
const WORKING_DAYS = 1;

/**
 * The instant at which a held letter leaves at the latest, milliseconds: the end of the next working day, or of the act's
 * own term `due` where that is sooner. Null where nothing may wait: the term is over.
 */
export function heldUntil(at: number, due: Day | null, edition: Edition): number | null {
  const today = localDay(at);
  if (due !== null && due < today) return null;
  const next = addWorkingDays(today, WORKING_DAYS, edition.calendar);
  const last = due !== null && due < next ? due : next;
  return startOfDay(addDays(last, 1));
}

export const LONGEST_SUBJECT = 200;
export const LONGEST_LETTER = 10_000;

/** What was decided stays in the letter word for word: `facts` are the values of the record as the letter says them. */
export function editFindings(
  written: { subject: string; body: string },
  facts: string[],
  clause: string,
): Finding[] {
  const refused = (code: string, values: Finding['values']): Finding => refusal(clause, code, values);
  const plain = (text: string): string => text.replace(/\s+/g, ' ');
  const whole = plain(`${written.subject}\n${written.body}`);
  return [
    ...(written.subject.length > LONGEST_SUBJECT ? [refused('TOO_LONG', { max: LONGEST_SUBJECT })] : []),
    ...(written.body.length > LONGEST_LETTER ? [refused('TOO_LONG', { max: LONGEST_LETTER })] : []),
    ...facts
      .filter((fact) => !whole.includes(plain(fact).trim()))
      .map((fact) => refused('LETTER_LACKS', { fact: fact.trim() })),
  ];
}
