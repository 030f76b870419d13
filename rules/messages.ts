// Messages between the secretary and an applicant. The regulation knows none: they are a convenience, and no document of
// the application. What is sent here completes nothing (§12–14).

import type { Stage } from './edition.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';
import type { Standing } from './next-step.ts';

export const SIDES = ['secretary', 'applicant'] as const;
export type Side = (typeof SIDES)[number];

export const LONGEST_MESSAGE = 10_000;
export const MOST_FILES = 5;
/** In one thread; more is a correspondence for which there is a letter. */
export const MOST_MESSAGES = 200;

/** The stage in whose thread an applicant writes: a finalist talks with the republican commission's secretary. */
export const threadStage = (standing: Standing): Stage =>
  standing === 'finalist' || standing === 'winner' || standing === 'not-winner' ? 'republican' : 'regional';

export type Written = { text: string; files: number; withdrawn: boolean; before: number };

/** What stands against a message; nothing where it may be sent. */
export function messageFindings({ text, files, withdrawn, before }: Written): Finding[] {
  if (withdrawn) return [refused('MESSAGES_CLOSED')];
  if (before >= MOST_MESSAGES) return [refused('MESSAGES_MANY', { max: MOST_MESSAGES })];
  return [
    ...(text.trim() === '' && files === 0 ? [refused('MESSAGE_EMPTY')] : []),
    ...(text.length > LONGEST_MESSAGE ? [refused('TOO_LONG', { max: LONGEST_MESSAGE })] : []),
    ...(files > MOST_FILES ? [refused('MESSAGE_FILES_MANY', { max: MOST_FILES })] : []),
  ];
}

const refused = (code: string, values?: Finding['values']): Finding => refusal('12', code, values);
