// Calendar files (RFC 5545): what happens when and where, in lines that every calendar reads.

import type { Day } from './days.ts';
import { addDays } from './days.ts';

const LINE_BYTES = 73;

/** What a calendar shows. A whole day where `day` stands, else an instant in milliseconds; without minutes it has no end. */
export type Event = DayEvent | TimedEvent;
type Named = { uid: string; summary: string; place?: string; about?: string; address?: string };
export type DayEvent = Named & { day: Day };
export type TimedEvent = Named & { startsAt: number; minutes: number | null };

/**
 * `stamp` says when the file is made, in milliseconds; `host` completes each uid. The same event keeps its uid, so that a
 * later file moves it.
 */
export function calendarText(events: Event[], { stamp, host }: { stamp: number; host: string }): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Uzdik//Contest//KK',
    ...events.flatMap((event) => [
      'BEGIN:VEVENT',
      `UID:${event.uid}@${host}`,
      `DTSTAMP:${utc(stamp)}`,
      ...when(event),
      `SUMMARY:${escaped(event.summary)}`,
      ...said('LOCATION', event.place),
      ...said('DESCRIPTION', event.about),
      ...(event.address === undefined ? [] : [`URL:${event.address}`]),
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function when(event: Event): string[] {
  if ('day' in event)
    return [
      `DTSTART;VALUE=DATE:${plain(event.day)}`,
      `DTEND;VALUE=DATE:${plain(addDays(event.day, 1))}`,
      'TRANSP:TRANSPARENT',
    ];
  const { startsAt, minutes } = event;
  return [
    `DTSTART:${utc(startsAt)}`,
    ...(minutes === null ? [] : [`DTEND:${utc(startsAt + minutes * 60_000)}`]),
  ];
}

const plain = (day: Day): string => day.replaceAll('-', '');
const utc = (instant: number): string => new Date(instant).toISOString().replace(/[-:]|\.\d{3}/g, '');
/** A text without what ends a line or is no text (RFC 5545, 3.3.11). */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
const said = (name: string, text: string | undefined): string[] =>
  text === undefined ? [] : [`${name}:${escaped(text)}`];

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
