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
