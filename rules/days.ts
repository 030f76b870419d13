// Local dates of Kazakhstan: the whole country is at UTC+5 without summer time since 1 March 2024, so fixed
// arithmetic is exact and no time zone table is needed.

/** A local date, 'YYYY-MM-DD'. */
export type Day = string;

const OFFSET_MS = 5 * 3_600_000;
const DAY_MS = 86_400_000;

/** The local date of an instant in milliseconds UTC. */
export const localDay = (instant: number): Day => new Date(instant + OFFSET_MS).toISOString().slice(0, 10);

/** The local date and time of an instant to the minute, 'YYYY-MM-DDTHH:MM', as a field of a form takes it. */
export const localMinute = (instant: number): string =>
  new Date(instant + OFFSET_MS).toISOString().slice(0, 16);

/** Milliseconds UTC of 00:00 local of `day`. */
export const startOfDay = (day: Day): number => Date.parse(`${day}T00:00:00Z`) - OFFSET_MS;

/** Milliseconds UTC of a local time 'HH:MM' of `day`, '24:00' its end; NaN where there is no such time. */
export const instantOf = (day: Day, time: string): number => Date.parse(`${day}T${time}:00Z`) - OFFSET_MS;

/** Whether there is such a day in the calendar: 30 February is none. */
export const isDay = (text: string): boolean =>
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && addDays(text, 0) === text;

export const addDays = (day: Day, count: number): Day => localDay(startOfDay(day) + count * DAY_MS);

/** The same date `count` months later; the last day of a month that has no such date (Civil Code art. 174). */
export function addMonths(day: Day, count: number): Day {
  const there = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  there.setUTCMonth(there.getUTCMonth() + count);
  const lastDate = new Date(Date.UTC(there.getUTCFullYear(), there.getUTCMonth() + 1, 0)).getUTCDate();
  there.setUTCDate(Math.min(Number(day.slice(8)), lastDate));
  return there.toISOString().slice(0, 10);
}

/** 1 for Monday … 7 for Sunday. */
export const weekday = (day: Day): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((startOfDay(to) - startOfDay(from)) / DAY_MS);
