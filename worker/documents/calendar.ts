// Interviews and sittings as a calendar file (RFC 5545): each with its beginning and place.

import type { Language } from '#rules/application';
import { words } from '../texts.ts';

const LINE_BYTES = 73;

/** What a calendar shows. Instants are milliseconds; without minutes an event has no end. */
export type Event = { uid: string; startsAt: number; minutes: number | null; place: string; summary: string };

/** `at` is when the file is made, milliseconds. The same event keeps its uid, so a later file moves it. */
export function calendarOf(events: Event[], at: number, origin: string): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Uzdik//Contest//KK',
    ...events.flatMap(({ uid, startsAt, minutes, place, summary }) => [
      'BEGIN:VEVENT',
      `UID:${uid}@${new URL(origin).hostname}`,
      `DTSTAMP:${utc(at)}`,
      `DTSTART:${utc(startsAt)}`,
      ...(minutes === null ? [] : [`DTEND:${utc(startsAt + minutes * 60_000)}`]),
      `SUMMARY:${escaped(summary)}`,
      `LOCATION:${escaped(place)}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

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
): Event => ({
  uid: `${reference}-${stage}`,
  startsAt,
  minutes,
  place,
  summary: words(language, 'documents', 'interview', { reference }),
});

const utc = (instant: number): string => new Date(instant).toISOString().replace(/[-:]|\.\d{3}/g, '');
const escaped = (text: string): string =>
  text.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\n/g, '\\n');

/** Lines of at most 75 bytes; what goes on begins with a blank. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let text = '';
  let bytes = 0;
  for (const letter of line) {
    const length = encoder.encode(letter).byteLength;
    if (bytes + length > LINE_BYTES) {
      text += '\r\n ';
      bytes = 1;
    }
    text += letter;
    bytes += length;
  }
  return text;
}
