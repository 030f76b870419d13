// An interview as a calendar file (RFC 5545): one event with its beginning and place.

import type { Language } from '#rules/application';
import { words } from '../texts.ts';

const LINE_BYTES = 73;

/** `at` is when the file is made, milliseconds. */
export function interviewCalendar(
  language: Language,
  reference: string,
  { startsAt, place, stage }: { startsAt: number; place: string; stage: string },
  at: number,
  origin: string,
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Uzdik//Contest//KK',
    'BEGIN:VEVENT',
    `UID:${reference}-${stage}@${new URL(origin).hostname}`,
    `DTSTAMP:${utc(at)}`,
    `DTSTART:${utc(startsAt)}`,
    `SUMMARY:${escaped(words(language, 'documents', 'interview', { reference }))}`,
    `LOCATION:${escaped(place)}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

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
