// What a check says: each publication is judged in steps, and a step is what was counted (lines with their numbers) and
// what does not hold about it. Words for the lines are in content/texts/verify.json under `line-<code>`.

import type { Clause, Finding } from './finding.ts';

/** In the order in which they are taken; each has words under `step-<name>`. */
export type StepName =
  /** The file as a whole. */
  | 'form'
  | 'keys'
  /** The seal of one publication. */
  | 'number'
  | 'chain'
  | 'hash'
  | 'signature'
  /** Its place among the others: published once, or a correction of what was in force. */
  | 'standing'
  | 'term'
  | 'day'
  | 'time'
  | 'order'
  /** §14–15. */
  | 'counts'
  | 'grounds'
  | 'commitments'
  | 'marks'
  | 'passed'
  /** §4, §5, §7, §16, §17, §20, §21. */
  | 'contenders'
  | 'quorum'
  | 'ballots'
  | 'votes'
  | 'casting'
  | 'outcome'
  /** §18. */
  | 'regions'
  | 'list'
  /** The register's end. */
  | 'in-force'
  | 'pin';

/** What only the whole register shows, after its last publication. */
export const AT_THE_END: readonly StepName[] = ['in-force', 'pin'];

/** Of the register itself: the regulation has no words on them, so none of its paragraphs is named beside them. */
const OF_THE_REGISTER: readonly StepName[] = ['form', 'keys', 'number', 'chain', 'hash', 'signature', 'pin'];

/** Whether a paragraph of the regulation is what the step checks. */
export const isOfTheRules = (name: StepName): boolean => !OF_THE_REGISTER.includes(name);

export type Line = { code: string; values: Record<string, string | number> };

/** Holds where it has no finding. */
export type Step = { name: StepName; clause: Clause; lines: Line[]; findings: Finding[] };

export const line = (code: string, values: Line['values'] = {}): Line => ({ code, values });

export const step = (name: StepName, clause: Clause, lines: Line[], findings: Finding[] = []): Step => ({
  name,
  clause,
  lines,
  findings,
});

export const findingsIn = (steps: readonly Step[]): Finding[] => steps.flatMap(({ findings }) => findings);

/** True where every item is greater than the one before, so that none stands twice. */
export const isSorted = (list: readonly string[]): boolean =>
  list.every((item, index) => index === 0 || (list[index - 1] ?? '') < item);

const SHORT = 8;
/** The beginning of an opaque id, enough to tell filings of one commission apart. */
export const shortId = (id: string): string => `${id.slice(0, SHORT)}…`;
