// The working calendar and the days it is made of.

import { describe, expect, it, test } from 'vitest';
import { isWorkingDay, override, UnknownYear, workingDaysLeft } from '#rules/calendar';
import { addMonths, instantOf, isDay } from '#rules/days';
import { signedOnFindings } from '#rules/terms';
import { edition } from '../support/edition.ts';

const { calendar } = edition;

describe('§13 the working calendar', () => {
  it('says the year that it does not know', () => {
    const said = 'the working calendar has no year 2031';
    expect(() => isWorkingDay('2031-01-05', calendar)).toThrow(said);
    const change = (): unknown => override(calendar, [{ date: '2031-01-05', working: true }]);
    expect(change).toThrow(said);
    let year = '';
    try {
      change();
    } catch (error) {
      year = error instanceof UnknownYear ? error.year : '';
    }
    expect(year).toBe('2031');
  });

  it('no working day is left on the last one, and that is plainly 0', () => {
    const left = (today: string): number => workingDaysLeft('2026-09-18', today, calendar);
    expect([left('2026-09-17'), left('2026-09-18'), left('2026-09-19'), left('2026-09-21')]).toEqual([
      1, 0, -0, -1,
    ]);
  });

  it('a day that was moved twice stands once', () => {
    const plain = { 2026: { off: ['2026-12-16'], working: ['2026-12-19'] } };
    const moved = (...days: [string, boolean][]) =>
      override(
        plain,
        days.map(([date, working]) => ({ date, working })),
      )['2026'];
    expect(moved(['2026-12-16', true])).toEqual({ off: [], working: ['2026-12-19', '2026-12-16'] });
    expect(moved(['2026-12-19', false])).toEqual({ off: ['2026-12-16', '2026-12-19'], working: [] });
    expect(moved(['2026-12-16', false], ['2026-12-19', true])).toEqual(plain[2026]);
    expect(plain[2026]).toEqual({ off: ['2026-12-16'], working: ['2026-12-19'] });
  });

  test.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2028-02-29', true],
    ['2026-13-01', false],
    ['2026-9-1', false],
    ['', false],
  ])('%j is a day: %s', (text, there) => expect(isDay(text)).toBe(there));

  test.each([
    ['00:00', '2026-09-21T19:00:00.000Z'],
    ['09:30', '2026-09-22T04:30:00.000Z'],
    ['24:00', '2026-09-22T19:00:00.000Z'],
  ])('%s of 22 September is %s', (time, expected) => {
    expect(new Date(instantOf('2026-09-22', time)).toISOString()).toBe(expected);
    expect(instantOf('2026-09-22', '9:30')).toBeNaN();
  });

  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-03-15', 0, '2026-03-15'],
    ['2026-11-30', 12, '2027-11-30'],
  ])('%s and %i months are %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });

  it('§19 a protocol that was signed on another day', () => {
    const on = (signedOn: string) =>
      signedOnFindings({ signedOn, notBefore: '2026-10-12', uploadedOn: '2026-10-13' });
    const wrong = (code: string, day: string) => [
      { clause: '19', code, kind: 'refusal', field: 'signedOn', values: { day } },
    ];
    expect(on('2026-10-11')).toEqual(wrong('SIGNED_BEFORE_SITTING', '2026-10-12'));
    expect([on('2026-10-12'), on('2026-10-13')]).toEqual([[], []]);
    expect(on('2026-10-14')).toEqual(wrong('SIGNED_AFTER_UPLOAD', '2026-10-13'));
  });
});
