// §12, §13: a day that the Government moved. Commissions count with it; a term that runs for an applicant only grows.

import { describe, expect, it, test } from 'vitest';
import { inForceAfter, movedDayFindings, rollForApplicant, withMovedDays } from '#rules/moved-days';
import { objectBy } from '#rules/objections';
import type { CalendarBody, PublicationBody } from '#rules/publication';
import { checkBy } from '#rules/terms';
import { edition, placedAt } from '../support/edition.ts';

const PLACED = '2026-09-01T05:00:00.000Z';
const placement = placedAt(Date.parse(PLACED));
const moved = (date: string, working: boolean): CalendarBody => ({
  kind: 'calendar',
  date,
  working,
  reason: { kk: 'Қаулы', ru: 'Постановление', en: 'Decree' },
});
const after = (...list: [at: string, body: PublicationBody][]) =>
  inForceAfter(
    { edition, placement },
    list.map(([at, body]) => ({ at, body })),
  );

describe('§13 the days of a commission', () => {
  it('end a working day later where one of them became a day off, earlier where a Saturday is worked', () => {
    expect(placement.lastDay).toBe('2026-09-15');
    const by = (...list: CalendarBody[]): string => checkBy(placement.lastDay, withMovedDays(edition, list));
    expect(by()).toBe('2026-09-24');
    expect(by(moved('2026-09-17', false))).toBe('2026-09-25');
    expect(by(moved('2026-09-19', true))).toBe('2026-09-23');
    // Of two changes of one day the later one stands.
    expect(by(moved('2026-09-17', false), moved('2026-09-17', true))).toBe('2026-09-24');
    // The day after the last of them changes nothing.
    expect(by(moved('2026-09-25', false))).toBe('2026-09-24');
  });
});

describe('§12 the term of applicants only grows', () => {
  test.each<[string, string, [string, PublicationBody][], string]>([
    ['nothing moved', '2026-09-15', [], '2026-09-15T19:00:00.000Z'],
    [
      'its last day is off',
      '2026-09-16',
      [['2026-09-10T05:00:00.000Z', moved('2026-09-15', false)]],
      '2026-09-16T19:00:00.000Z',
    ],
    [
      'the day before it is off',
      '2026-09-15',
      [['2026-09-10T05:00:00.000Z', moved('2026-09-14', false)]],
      '2026-09-15T19:00:00.000Z',
    ],
    [
      'off, and working again',
      '2026-09-16',
      [
        ['2026-09-10T05:00:00.000Z', moved('2026-09-15', false)],
        ['2026-09-11T05:00:00.000Z', moved('2026-09-15', true)],
      ],
      '2026-09-16T19:00:00.000Z',
    ],
    [
      'longer by the Agency, and the new last day is off',
      '2026-09-21',
      [
        [
          '2026-09-09T05:00:00.000Z',
          {
            kind: 'extension',
            lastDay: '2026-09-18',
            deadline: '2026-09-18T19:00:00.000Z',
            reason: moved('', true).reason,
          },
        ],
        ['2026-09-10T05:00:00.000Z', moved('2026-09-18', false)],
      ],
      '2026-09-21T19:00:00.000Z',
    ],
    [
      'its last day is off once the term is over',
      '2026-09-15',
      [['2026-09-15T19:00:00.000Z', moved('2026-09-15', false)]],
      '2026-09-15T19:00:00.000Z',
    ],
  ])('%s: %s', (_, lastDay, list, deadline) => {
    expect(after(...list).placement).toMatchObject({ lastDay, deadline });
  });

  it('nothing else that is published moves it', () => {
    const list: PublicationBody = { kind: 'list', finalists: [], none: [] };
    expect(after(['2026-09-10T05:00:00.000Z', list])).toEqual({ edition, placement });
  });

  it('an objection does not end on a Saturday that was declared working', () => {
    // Three months after 2026-09-19 end on Saturday 2026-12-19.
    const of = (...list: CalendarBody[]): string => objectBy('2026-09-19', withMovedDays(edition, list));
    expect(of()).toBe('2026-12-21');
    expect(of(moved('2026-12-19', true))).toBe('2026-12-21');
    expect(of(moved('2026-12-21', false))).toBe('2026-12-22');
  });
});

describe('§13 which day may be moved', () => {
  const at = Date.parse('2026-09-10T18:59:59.999Z');
  test.each<[string, boolean, string[]]>([
    ['2026-09-09', false, ['MOVED_DAY_PAST']],
    ['2026-09-10', false, ['MOVED_DAY_PAST']],
    ['2026-09-11', false, []],
    ['2026-09-11', true, ['DAY_IS_SO']],
    ['2026-09-12', true, []],
    ['2026-09-12', false, ['DAY_IS_SO']],
    ['2039-01-03', true, ['CALENDAR_YEAR_UNKNOWN']],
  ])('%s declared working %s: %j', (date, working, codes) => {
    const found = movedDayFindings({ date, working }, edition, at);
    expect(found.map(({ clause, code }) => `${clause} ${code}`)).toEqual(codes.map((code) => `13 ${code}`));
  });

  it('today begins at 00:00 of UTC+5', () => {
    const midnight = at + 1;
    expect(movedDayFindings({ date: '2026-09-11', working: false }, edition, midnight)).toHaveLength(1);
  });
});

describe('§13 an edition with moved days', () => {
  it('knows them by the decree, and none leave it as it is', () => {
    expect(withMovedDays(edition, [])).toBe(edition);
    expect(withMovedDays(edition, [moved('2026-09-19', true)]).movedDays).toEqual([
      ...edition.movedDays,
      { date: '2026-09-19', working: true, decree: 'Қаулы' },
    ]);
  });

  it('a day off is no day that was declared working', () => {
    const day = '2026-12-21';
    expect(rollForApplicant(day, edition)).toBe(day);
    expect(
      rollForApplicant(day, { ...edition, movedDays: [{ date: day, working: false, decree: '' }] }),
    ).toBe(day);
    expect(rollForApplicant(day, { ...edition, movedDays: [{ date: day, working: true, decree: '' }] })).toBe(
      '2026-12-22',
    );
  });

  it('says the day, or the year that is not known', () => {
    const at = Date.parse('2026-09-10T05:00:00.000Z');
    const found = (date: string) => movedDayFindings({ date, working: false }, edition, at);
    const refused = (code: string, values: object) => [{ clause: '13', code, kind: 'refusal', values }];
    expect(found('2026-09-10')).toEqual(refused('MOVED_DAY_PAST', { day: '2026-09-10' }));
    expect(found('2026-09-12')).toEqual(refused('DAY_IS_SO', { day: '2026-09-12' }));
    expect(found('2039-01-03')).toEqual(refused('CALENDAR_YEAR_UNKNOWN', { year: '2039' }));
    const broken = { ...edition, calendar: null } as unknown as typeof edition;
    expect(() => movedDayFindings({ date: '2026-09-12', working: true }, broken, at)).toThrow(TypeError);
  });
});
