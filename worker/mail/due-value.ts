// What a commission owes, as a value of a letter: the words and the order of its language come when it is sent.

import { formatDay } from '#rules/dates-in-words';
import type { Language } from '#rules/application';
import type { DueAct } from '#rules/due';
import type { Role } from '#rules/lifecycle';
import { words } from '../texts.ts';

/** Who is reminded of what a commission owes. */
export const REMINDED: readonly Role[] = ['secretary', 'chair'];

type Owed = Pick<DueAct, 'act' | 'clause' | 'due' | 'left'>;

export const dueValue = (acts: Owed[]): string =>
  acts.map(({ act, clause, due, left }) => [act, clause, due, left].join('|')).join(' ');

/** The lines of a letter that `dueValue` made. */
export const dueLines = (value: string, language: Language): string =>
  value
    .split(' ')
    .map((owed) => {
      const [act = '', clause = '', due = '', left = ''] = owed.split('|');
      return `– ${dueSentence({ act, clause, due, left: Number(left) }, language)}`;
    })
    .join('\n');

/** «Name of the act (paragraph 13): 24 September 2026, overdue by 2 working days». */
const dueSentence = (owed: Owed, language: Language): string =>
  `${dueAct(owed, language)}: ${dueWhen(owed, language)}`;

/** «Name of the act (paragraph 13)». */
export const dueAct = ({ act, clause }: Pick<Owed, 'act' | 'clause'>, language: Language): string =>
  `${words(language, 'desk', `act.${act}`)} (${words(language, 'desk', 'clause.paragraph', { n: clause })})`;

/** «24 September 2026, overdue by 2 working days». */
export const dueWhen = ({ due, left }: Pick<Owed, 'due' | 'left'>, language: Language): string =>
  `${formatDay(due, language)}, ${leftWords(left, language)}`;

/** «overdue by 2 working days»: `left` in working days to the last one, below 0 those that are over. */
export function leftWords(left: number, language: Language): string {
  const key = left === 0 ? 'last-day' : left > 0 ? 'days-left' : 'days-over';
  return words(language, 'desk', key, { n: Math.abs(left) });
}
