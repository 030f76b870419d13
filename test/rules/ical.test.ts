// Calendar files as RFC 5545 wants them.

import { describe, expect, it } from 'vitest';
import { calendarText } from '#rules/ical';

const MADE = { stamp: Date.parse('2026-09-01T05:00:00.000Z'), host: 'uzdik.kz' };

describe('a calendar file', () => {
  it('says a whole day and an instant each in its own way', () => {
    const text = calendarText(
      [
        { uid: 'a', day: '2026-12-31', summary: 'Тізім, жеңімпаздар; орын' },
        {
          uid: 'b',
          startsAt: Date.parse('2026-09-22T10:00:00.000Z'),
          minutes: 30,
          summary: 'B',
          place: 'Зал\n2',
        },
      ],
      MADE,
    );
    expect(text.split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Uzdik//Contest//KK',
      'BEGIN:VEVENT',
      'UID:a@uzdik.kz',
      'DTSTAMP:20260901T050000Z',
      'DTSTART;VALUE=DATE:20261231',
      'DTEND;VALUE=DATE:20270101',
      'TRANSP:TRANSPARENT',
      'SUMMARY:Тізім\\, жеңімпаздар\\; орын',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:b@uzdik.kz',
      'DTSTAMP:20260901T050000Z',
      'DTSTART:20260922T100000Z',
      'DTEND:20260922T103000Z',
      'SUMMARY:B',
      'LOCATION:Зал\\n2',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('folds lines at 75 bytes and never within a letter', () => {
    const summary = 'қ'.repeat(200);
    const text = calendarText([{ uid: 'a', day: '2026-09-22', summary }], MADE);
    const lines = text.split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${summary}`);
  });
});

describe('a line', () => {
  const linesOf = (event: Parameters<typeof calendarText>[0][number]): string[] =>
    calendarText([event], MADE).split('\r\n').slice(5, -3);

  it('says what it is about and where to read on, and no end where none is known', () => {
    const event = {
      uid: 'a',
      startsAt: 0,
      minutes: null,
      summary: 'A',
      about: 'B',
      address: 'https://a.kz/b',
    };
    expect(linesOf(event)).toEqual([
      'DTSTAMP:20260901T050000Z',
      'DTSTART:19700101T000000Z',
      'SUMMARY:A',
      'DESCRIPTION:B',
      'URL:https://a.kz/b',
    ]);
  });

  it('ends after so many minutes, to the second', () => {
    const [, , end] = linesOf({ uid: 'a', startsAt: 0, minutes: 1440, summary: 'A' });
    expect(end).toBe('DTEND:19700102T000000Z');
  });

  it('keeps out what is no text, and half a letter', () => {
    const summary = 'a\u0000b\u0008c\u000bd\u001fe\u007ff\tg\ud800h\r\ni\rj\\';
    const [, , , said] = linesOf({ uid: 'a', startsAt: 0, minutes: 1, summary });
    expect(said).toBe('SUMMARY:abcdef\tg\ufffdh\\ni\\nj\\\\');
  });

  it('is 73 bytes, and what goes on 73 with its blank', () => {
    const [, , ...said] = linesOf({ uid: 'a', startsAt: 0, minutes: null, summary: 'x'.repeat(65 + 72 + 1) });
    expect(said).toEqual([`SUMMARY:${'x'.repeat(65)}`, ` ${'x'.repeat(72)}`, ' x']);
    const [, , ...wide] = linesOf({ uid: 'a', startsAt: 0, minutes: null, summary: `${'x'.repeat(64)}қx` });
    expect(wide).toEqual([`SUMMARY:${'x'.repeat(64)}`, ' қx']);
  });
});
