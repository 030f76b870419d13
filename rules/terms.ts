// Terms of the procedure (§12, §13, §16, §18, §19) as dates and as one exclusive instant.

import type { Edition, Placement } from './edition.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';
import { addWorkingDays, rollForward } from './calendar.ts';
import { addDays, daysBetween, localDay, startOfDay } from './days.ts';
import type { Day } from './days.ts';

const WEEK = 7;

export type Term = Pick<Placement, 'placementDay' | 'nominalLastDay' | 'lastDay' | 'deadline'>;

/**
 * §12: two weeks from the day of placement. The text says «со дня размещения»; we start on the next day, which is the
 * general rule for terms and the reading kinder to applicants. The last day ends at 24:00, so the deadline is the
 * first instant of the day after it, exclusive.
 */
export function placementTerm(placedAt: number, edition: Edition): Term {
  const placementDay = localDay(placedAt);
  const nominalLastDay = addDays(placementDay, edition.terms.submissionWeeks.value * WEEK);
  const lastDay = rollForward(nominalLastDay, edition.calendar);
  return {
    placementDay,
    nominalLastDay,
    lastDay,
    deadline: new Date(startOfDay(addDays(lastDay, 1))).toISOString(),
  };
}

/** The term as a later day makes it; where that day is none for work, its next working day. */
export function extendedTerm(lastDay: Day, edition: Edition): Pick<Placement, 'lastDay' | 'deadline'> {
  const last = rollForward(lastDay, edition.calendar);
  return { lastDay: last, deadline: new Date(startOfDay(addDays(last, 1))).toISOString() };
}

/** §12, §14: at the deadline it is late. */
export const isLate = (receivedAt: number, deadline: string): boolean => receivedAt >= Date.parse(deadline);

/** §13: last working day of the check, counted from the last day of acceptance. */
export const checkBy = (lastDay: Day, edition: Edition): Day =>
  addWorkingDays(lastDay, edition.terms.checkWorkingDays.value, edition.calendar);

/** §16: last working day of the invitation, counted from the date of the signed selection protocol. */
export const inviteBy = (signedOn: Day, edition: Edition): Day =>
  addWorkingDays(signedOn, edition.terms.inviteWorkingDays.value, edition.calendar);

/** §19: last working day of the handover, counted from the date of the signed voting protocol. */
export const handoverBy = (signedOn: Day, edition: Edition): Day =>
  addWorkingDays(signedOn, edition.terms.handoverWorkingDays.value, edition.calendar);

/** §18 sets no term; the order on state bodies' sites gives three working days after the last region's protocol. */
export const listBy = (lastSignedOn: Day, edition: Edition): Day =>
  addWorkingDays(lastSignedOn, edition.terms.listWorkingDays.value, edition.calendar);

/** Local dates between now and the last day: 0 on the last day itself, negative afterwards. */
export const daysLeft = (lastDay: Day, now: number): number => daysBetween(localDay(now), lastDay);

/** True once the due day has ended. */
export const isOverdue = (dueDay: Day, now: number): boolean => localDay(now) > dueDay;

/** A protocol's date starts terms (§16, §19): not before what it records, not after its scan was handed in. */
export function signedOnFindings(dates: { signedOn: Day; notBefore: Day; uploadedOn: Day }): Finding[] {
  const { signedOn, notBefore, uploadedOn } = dates;
  const wrong = (code: string, day: Day): Finding[] => [refusal('19', code, { day }, 'signedOn')];
  if (signedOn < notBefore) return wrong('SIGNED_BEFORE_SITTING', notBefore);
  return signedOn > uploadedOn ? wrong('SIGNED_AFTER_UPLOAD', uploadedOn) : [];
}
