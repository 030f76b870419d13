// When those who have begun an application and not filed it are reminded of the last day (no rule of the regulation).

import { addDays, startOfDay } from './days.ts';
import type { Edition, Placement } from './edition.ts';
import { isLate } from './terms.ts';

const HOUR_MS = 3_600_000;

/**
 * The reminder that is due at `now`, milliseconds: how many days before the last one it goes out, and since when. Only
 * the nearest one: whoever was away meanwhile gets one letter, not all of them. Null where none is due.
 */
export function reminderDue(
  { lastDay, deadline }: Placement,
  { reminders }: Edition,
  now: number,
): { days: number; since: number } | null {
  if (isLate(now, deadline)) return null;
  const begun = reminders.daysBefore
    .map((days) => ({ days, since: startOfDay(addDays(lastDay, -days)) + reminders.hour * HOUR_MS }))
    .filter(({ since }) => since <= now)
    .sort((a, b) => b.since - a.since);
  return begun[0] ?? null;
}
