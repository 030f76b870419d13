import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  addWorkingDays,
  calendarFrom,
  isWorkingDay,
  override,
  rollForward,
  UnknownYear,
  workingDaysBetween,
} from '#rules/calendar';
import { addDays, daysBetween, localDay, startOfDay, weekday } from '#rules/days';
import {
  checkBy,
  daysLeft,
  handoverBy,
  inviteBy,
  isLate,
  isOverdue,
  listBy,
  placementTerm,
  signedOnFindings,
} from '#rules/terms';
import { parseEdition } from '#rules/edition.schema';
import { edition, template } from '../support/edition.ts';

const { calendar } = edition;
const noon = (day: string): number => Date.parse(`${day}T12:00:00+05:00`);

describe('§12 two weeks from the day of placement', () => {
  test.each([
    [
      'A plain',
      '2026-09-01T12:00:00+05:00',
      '2026-09-01',
      '2026-09-15',
      '2026-09-15',
      '2026-09-15T19:00:00.000Z',
    ],
    [
      'B ends on a holiday',
      '2026-12-02T12:00:00+05:00',
      '2026-12-02',
      '2026-12-16',
      '2026-12-17',
      '2026-12-17T19:00:00.000Z',
    ],
    [
      'C across Nauryz',
      '2027-03-10T12:00:00+05:00',
      '2027-03-10',
      '2027-03-24',
      '2027-03-25',
      '2027-03-25T19:00:00.000Z',
    ],
    [
      'D transfer day',
      '2026-10-12T12:00:00+05:00',
      '2026-10-12',
      '2026-10-26',
      '2026-10-27',
      '2026-10-27T19:00:00.000Z',
    ],
    [
      'E late evening',
      '2026-09-01T23:30:00+05:00',
      '2026-09-01',
      '2026-09-15',
      '2026-09-15',
      '2026-09-15T19:00:00.000Z',
    ],
    [
      'F after midnight',
      '2026-09-02T00:30:00+05:00',
      '2026-09-02',
      '2026-09-16',
      '2026-09-16',
      '2026-09-16T19:00:00.000Z',
    ],
  ])('%s', (_, placed, placementDay, nominalLastDay, lastDay, deadline) => {
    expect(placementTerm(Date.parse(placed), edition)).toEqual({
      placementDay,
      nominalLastDay,
      lastDay,
      deadline,
    });
  });

  test.each([
    [-1000, false],
    [-1, false],
    [0, true],
    [1, true],
    [1000, true],
  ])('%i ms from the deadline is late: %s', (offset, late) => {
    const deadline = '2026-09-15T19:00:00.000Z';
    expect(isLate(Date.parse(deadline) + offset, deadline)).toBe(late);
  });

  it('refuses a term that runs into a year without data', () => {
    expect(() => placementTerm(noon('2027-12-25'), edition)).toThrow(UnknownYear);
  });

  it('counts days left by local dates: 0 on the last day', () => {
    expect(daysLeft('2026-09-15', Date.parse('2026-09-15T23:59:59.999+05:00'))).toBe(0);
    expect(daysLeft('2026-09-15', Date.parse('2026-09-14T00:00:00+05:00'))).toBe(1);
    expect(daysLeft('2026-09-15', Date.parse('2026-09-16T00:00:00+05:00'))).toBe(-1);
  });

  it('ends on a working day, never before fourteen days are over', () => {
    const dayOf = fc.integer({ min: 0, max: 650 }).map((n) => addDays('2025-02-01', n));
    fc.assert(
      fc.property(dayOf, fc.integer({ min: 0, max: 86_399_999 }), (day, ms) => {
        const term = placementTerm(startOfDay(day) + ms, edition);
        expect(term.placementDay).toBe(day);
        expect(daysBetween(day, term.nominalLastDay)).toBe(14);
        expect(term.lastDay >= term.nominalLastDay).toBe(true);
        expect(isWorkingDay(term.lastDay, calendar)).toBe(true);
        expect(localDay(Date.parse(term.deadline) - 1)).toBe(term.lastDay);
      }),
    );
  });
});

describe('§13 seven working days of the check', () => {
  test.each([
    ['2026-09-15', '2026-09-24'],
    ['2026-12-17', '2026-12-28'],
    ['2027-03-25', '2027-04-05'],
    ['2026-10-27', '2026-11-05'],
    ['2026-09-16', '2026-09-25'],
  ])('after %s until %s', (lastDay, due) => expect(checkBy(lastDay, edition)).toBe(due));

  it('is overdue only once the due day has ended', () => {
    expect(isOverdue('2026-09-24', Date.parse('2026-09-24T23:59:59.999+05:00'))).toBe(false);
    expect(isOverdue('2026-09-24', Date.parse('2026-09-25T00:00:00+05:00'))).toBe(true);
  });
});

describe('§16 five working days of the invitation', () => {
  test.each([
    ['2026-09-30', '2026-10-07'],
    ['2026-12-30', '2027-01-11'],
    ['2027-04-07', '2027-04-14'],
    ['2026-11-09', '2026-11-16'],
  ])('after %s until %s', (signed, due) => expect(inviteBy(signed, edition)).toBe(due));
});

describe('§18 three working days of the list', () => {
  it('counts from the last signed protocol', () => expect(listBy('2026-10-22', edition)).toBe('2026-10-28'));
});

describe('§19 three working days of the handover', () => {
  test.each([
    ['2026-10-22', '2026-10-28'],
    ['2027-01-15', '2027-01-20'],
    ['2027-04-29', '2027-05-05'],
    ['2026-11-20', '2026-11-25'],
  ])('after %s until %s', (signed, due) => expect(handoverBy(signed, edition)).toBe(due));

  test.each([
    ['2026-10-21', ['SIGNED_BEFORE_SITTING']],
    ['2026-10-22', []],
    ['2026-10-24', []],
    ['2026-10-25', ['SIGNED_AFTER_UPLOAD']],
  ])('a protocol of 22 October entered on the 24th may be signed on %s: %j', (signedOn, codes) => {
    const found = signedOnFindings({ signedOn, notBefore: '2026-10-22', uploadedOn: '2026-10-24' });
    expect(found.map(({ code }) => code)).toEqual(codes);
    expect(found.every(({ clause }) => clause === '19')).toBe(true);
  });
});

describe('the working calendar', () => {
  test.each([
    ['2025', 246],
    ['2026', 247],
    ['2027', 247],
  ])('%s has %i working days', (year, count) => {
    const days = Array.from({ length: 365 }, (_, n) => addDays(`${year}-01-01`, n));
    expect(days.filter((day) => isWorkingDay(day, calendar)).length).toBe(count);
  });

  it('knows the moved days: a working Sunday, a working 31 August, Constitution Day in March', () => {
    expect(isWorkingDay('2025-01-05', calendar)).toBe(true);
    expect(isWorkingDay('2026-08-31', calendar)).toBe(true);
    expect(isWorkingDay('2027-03-15', calendar)).toBe(false);
  });

  it('takes overrides without changing what was frozen', () => {
    const moved = override(calendar, [{ date: '2026-09-15', working: false }]);
    expect(isWorkingDay('2026-09-15', moved)).toBe(false);
    expect(isWorkingDay('2026-09-15', calendar)).toBe(true);
    expect(isWorkingDay('2026-09-19', override(calendar, [{ date: '2026-09-19', working: true }]))).toBe(
      true,
    );
    expect(() => override(calendar, [{ date: '2031-01-01', working: true }])).toThrow(UnknownYear);
  });

  it('a decree written into the template moves the last day', () => {
    const changed = {
      ...(template as object),
      movedDays: [{ date: '2026-09-15', working: false, decree: '№ 1' }],
    };
    const decreed = parseEdition(changed, calendar, []);
    expect(placementTerm(noon('2026-09-01'), edition).lastDay).toBe('2026-09-15');
    expect(placementTerm(noon('2026-09-01'), decreed).lastDay).toBe('2026-09-16');
  });

  it('rolls and counts', () => {
    expect(rollForward('2026-09-19', calendar)).toBe('2026-09-21');
    expect(addWorkingDays('2026-09-18', 0, calendar)).toBe('2026-09-18');
    expect(workingDaysBetween('2026-09-18', '2026-09-21', calendar)).toBe(1);
    expect(weekday('2026-09-21')).toBe(1);
    expect(calendarFrom({ '2030': { off: [{ date: '2030-01-01' }], working: [] } })).toEqual({
      '2030': { off: ['2030-01-01'], working: [] },
    });
  });
});
