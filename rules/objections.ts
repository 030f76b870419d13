// An objection to a decision on an application. The regulation says nothing of it; the term and the answer are general
// administrative law as we read it (docs/decisions), settings of the edition.

import { addWorkingDays } from './calendar.ts';
import { addMonths } from './days.ts';
import type { Day } from './days.ts';
import type { Edition } from './edition.ts';
import { rollForApplicant } from './moved-days.ts';
import type { Standing } from './next-step.ts';

/** Decisions that end an application's way, each with the paragraph it was made by. */
export const OBJECTIONABLE: Partial<Record<Standing, string>> = {
  'not-admitted': '14',
  'not-passed': '15',
  'not-finalist': '17',
  'not-winner': '21',
};

/** The last day to object to a decision that became known on `knownOn`. */
export const objectBy = (knownOn: Day, edition: Edition): Day =>
  rollForApplicant(addMonths(knownOn, edition.objections.termMonths.value), edition);

/** The last day of the answer to an objection of `filedOn`. */
export const answerBy = (filedOn: Day, edition: Edition): Day =>
  addWorkingDays(filedOn, edition.objections.answerWorkingDays.value, edition.calendar);
