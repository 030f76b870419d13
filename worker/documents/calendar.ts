// Interviews as a calendar shows them: each with its beginning and place.

import type { Language } from '#rules/application';
import { calendarText } from '#rules/ical';
import type { TimedEvent } from '#rules/ical';
import { words } from '../texts.ts';

/** `at` is when the file is made, milliseconds. */
export const calendarOf = (events: TimedEvent[], at: number, origin: string): string =>
  calendarText(events, { stamp: at, host: new URL(origin).hostname });

/** The applicant's file of one interview. */
export const interviewCalendar = (
  language: Language,
  reference: string,
  { startsAt, place, stage }: { startsAt: number; place: string; stage: string },
  at: number,
  origin: string,
): string =>
  calendarOf([interviewEvent(language, reference, { startsAt, place, stage, minutes: null })], at, origin);

export const interviewEvent = (
  language: Language,
  reference: string,
  {
    startsAt,
    place,
    stage,
    minutes,
  }: { startsAt: number; place: string; stage: string; minutes: number | null },
): TimedEvent => ({
  uid: `${reference}-${stage}`,
  startsAt,
  minutes,
  place,
  summary: words(language, 'documents', 'interview', { reference }),
});
