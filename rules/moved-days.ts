// A day that the Government moves after the announcement was placed (the working days of §13, §16, §19): the Agency
// publishes it with a reason, and every term computed afterwards counts with it. The regulation knows no such act. What
// we read: a commission's day comes sooner or later with the calendar, as everybody's does; a term that runs against an
// applicant only grows. So the last day of §12 is rolled off a new day off and is never rolled back, and the term of an
// objection does not end on a day that was declared working (docs/decisions 26).

import { isWorkingDay, override, rollForward, UnknownYear } from './calendar.ts';
import { addDays, localDay } from './days.ts';
import type { Day } from './days.ts';
import type { Edition, Placement } from './edition.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';
import type { CalendarBody, PlacementBody, PublicationBody } from './publication.ts';
import { extendedTerm, isLate } from './terms.ts';

export type InForce = { edition: Edition; placement: Placement };
type Later = { at: string; body: PublicationBody };

/** The edition as moved days change its calendar; of two changes of one day the later one stands. */
export const withMovedDays = (edition: Edition, moved: readonly CalendarBody[]): Edition =>
  moved.length === 0
    ? edition
    : {
        ...edition,
        calendar: override(edition.calendar, [...moved]),
        movedDays: [
          ...edition.movedDays,
          ...moved.map(({ date, working, reason }) => ({ date, working, decree: reason.kk })),
        ],
      };

/** The placement where its last day may have become a day off while the term still runs. */
export function rolledTerm(placement: Placement, edition: Edition, at: number): Placement {
  if (isLate(at, placement.deadline)) return placement;
  return { ...placement, ...extendedTerm(placement.lastDay, edition) };
}

/** What placement froze as the publications after it changed it, in their order: extensions and moved days. */
export const inForceAfter = (
  { edition, placement }: Pick<PlacementBody, 'edition' | 'placement'>,
  later: readonly Later[],
): InForce =>
  later.reduce<InForce>(
    (before, { at, body }) => {
      if (body.kind === 'extension') {
        const { lastDay, deadline } = body;
        return { ...before, placement: { ...before.placement, lastDay, deadline } };
      }
      if (body.kind !== 'calendar') return before;
      const moved = withMovedDays(before.edition, [body]);
      return { edition: moved, placement: rolledTerm(before.placement, moved, Date.parse(at)) };
    },
    { edition, placement },
  );

/** What stands against moving a day now: it lies ahead, its year is known, and it is not so already. */
export function movedDayFindings(
  { date, working }: Pick<CalendarBody, 'date' | 'working'>,
  edition: Edition,
  at: number,
): Finding[] {
  try {
    if (date <= localDay(at)) return [refusal('13', 'MOVED_DAY_PAST', { day: date })];
    return isWorkingDay(date, edition.calendar) === working
      ? [refusal('13', 'DAY_IS_SO', { day: date })]
      : [];
  } catch (error) {
    if (error instanceof UnknownYear) return [refusal('13', 'CALENDAR_YEAR_UNKNOWN', { year: error.year })];
    throw error;
  }
}

/** The end of an applicant's term on `day`: rolled off days off, and off days that were only declared working. */
export function rollForApplicant(day: Day, { calendar, movedDays }: Edition): Day {
  const declared = new Set(movedDays.filter(({ working }) => working).map(({ date }) => date));
  let last = rollForward(day, calendar);
  while (declared.has(last)) last = rollForward(addDays(last, 1), calendar);
  return last;
}
