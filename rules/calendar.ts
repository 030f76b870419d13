// Working days: five-day week, holidays and moved days from the edition's calendar. A year without data is refused,
// never guessed: decrees that move days appear weeks before.

import type { Calendar } from './edition.ts';
import { addDays, weekday } from './days.ts';
import type { Day } from './days.ts';

/** A term runs into a year of which the calendar knows nothing. */
export class UnknownYear extends Error {
  readonly year: string;
  constructor(year: string) {
    super(`the working calendar has no year ${year}`);
    this.year = year;
  }
}

const SATURDAY = 6;

export function isWorkingDay(day: Day, calendar: Calendar): boolean {
  const year = calendar[day.slice(0, 4)];
  if (year === undefined) throw new UnknownYear(day.slice(0, 4));
  if (year.working.includes(day)) return true;
  return weekday(day) < SATURDAY && !year.off.includes(day);
}

/** `day` itself where it is a working day, else the next one. */
export function rollForward(day: Day, calendar: Calendar): Day {
  let at = day;
  while (!isWorkingDay(at, calendar)) at = addDays(at, 1);
  return at;
}

/** The `count`-th working day after `day`; the day itself does not count (Civil Code art. 173 by analogy). */
export function addWorkingDays(day: Day, count: number, calendar: Calendar): Day {
  let at = day;
  for (let left = count; left > 0; left -= 1) at = rollForward(addDays(at, 1), calendar);
  return at;
}

/** Working days after `from` up to and with `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: Day, to: Day, calendar: Calendar): number {
  let count = 0;
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorkingDay(at, calendar)) count += 1;
  return count;
}

/** Working days from `today` to `due`, negative once it has passed. */
export const workingDaysLeft = (due: Day, today: Day, calendar: Calendar): number =>
  today <= due ? workingDaysBetween(today, due, calendar) : -workingDaysBetween(due, today, calendar);

/** The calendar of content/calendar.json as the rules read it: names dropped, dates kept. */
export function calendarFrom(
  content: Record<string, { off: { date: string }[]; working: string[] }>,
): Calendar {
  return Object.fromEntries(
    Object.entries(content).map(([year, { off, working }]) => [
      year,
      { off: off.map(({ date }) => date), working },
    ]),
  );
}

/** The calendar with days that a decree moved; of two changes of one day the later one stands. */
export function override(calendar: Calendar, changes: { date: Day; working: boolean }[]): Calendar {
  const changed = structuredClone(calendar);
  for (const { date, working } of changes) {
    const year = changed[date.slice(0, 4)];
    if (year === undefined) throw new UnknownYear(date.slice(0, 4));
    year.off = year.off.filter((day) => day !== date);
    year.working = year.working.filter((day) => day !== date);
    if (working) year.working.push(date);
    else year.off.push(date);
  }
  return changed;
}
