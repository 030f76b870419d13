// Lists at the desk and on the site: what a filter asks, a table for a spreadsheet, the order of the Kazakh alphabet, the
// gaps of the text, and until when what is kept.

import { describe, expect, it, test } from 'vitest';
import { filterQuery, NO_FILTER, parseFilter } from '#rules/application-filter';
import { csvText } from '#rules/csv';
import { GAPS, gapsIn, settingWords } from '#rules/gaps';
import { compareKk, searchFold, sortKeyKk } from '#rules/kazakh';
import { dataKeptUntil, draftsKeptUntil, forgottenBefore } from '#rules/keeping';
import { reminderDue } from '#rules/reminders';
import { edition, placedAt } from '../support/edition.ts';

describe('§13 the list of applications', () => {
  const kinds = edition.applicantKinds.value;
  const whole = {
    search: 'UZ26',
    state: 'not-admitted',
    kind: kinds[0] ?? '',
    late: true,
    sheetMissing: true,
    unread: true,
  } as const;
  const pairs = [
    ['q', 'UZ26'],
    ['state', 'not-admitted'],
    ['kind', kinds[0]],
    ['late', '1'],
    ['sheet', '1'],
    ['unread', '1'],
  ];

  it('asks for everything where nothing is said', () => {
    expect(parseFilter({}, kinds)).toEqual({
      ...{ search: '', state: '', kind: '', late: false, sheetMissing: false, unread: false },
    });
    expect(NO_FILTER).toEqual(parseFilter({}, kinds));
    expect(filterQuery(NO_FILTER)).toEqual([]);
  });

  it('is read from an address and written back to it', () => {
    expect(filterQuery(whole)).toEqual(pairs);
    expect(parseFilter(Object.fromEntries(pairs) as Record<string, string>, kinds)).toEqual(whole);
  });

  it.each(['received', 'admitted', 'not-admitted', 'withdrawn'] as const)('knows the state %s', (state) => {
    expect(parseFilter({ state }, kinds)).toEqual({ ...NO_FILTER, state });
  });

  it('leaves out what it does not know', () => {
    expect(parseFilter({ state: 'x', kind: 'x', late: '0', sheet: 'true', unread: '' }, kinds)).toEqual(
      NO_FILTER,
    );
    expect(parseFilter({ q: `  ${'ә'.repeat(300)}` }, kinds)).toEqual({
      ...NO_FILTER,
      search: 'ә'.repeat(200),
    });
  });
});

describe('a table for a spreadsheet', () => {
  it('has the mark of UTF-8, semicolons, doubled quotes and a line end after each row', () => {
    expect(
      csvText([
        ['а', 'б"в'],
        [1, true],
      ]),
    ).toBe('\uFEFF"а";"б""в"\r\n"1";"true"\r\n');
  });

  test.each(['=1', '+1', '-1', '@x', '\tx', '\rx', '\nx', '＝1', '＋1', '－1', '＠x'])(
    '%j is no formula',
    (text) => {
      expect(csvText([[text]])).toBe(`\uFEFF"'${text}"\r\n`);
    },
  );

  it('a sign inside a text is a sign', () => expect(csvText([['1=1']])).toBe('\uFEFF"1=1"\r\n'));
});

describe('§18 the order of the Kazakh alphabet', () => {
  const LETTERS = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя';
  it('is that of its letters, whatever their case', () => {
    const shuffled = [...LETTERS].sort();
    expect(shuffled.sort(compareKk).join('')).toBe(LETTERS);
    expect([...LETTERS.toUpperCase()].sort().sort(compareKk).join('')).toBe(LETTERS.toUpperCase());
  });

  it('digits and Latin come first, marks and blanks do not count', () => {
    expect(['ә', 'z', '1'].sort(compareKk)).toEqual(['1', 'z', 'ә']);
    expect(sortKeyKk(' «Ақ-Жол»  1 ')).toBe(sortKeyKk('ақ жол 1'));
    expect(sortKeyKk('а б')).not.toBe(sortKeyKk('аб'));
    expect(sortKeyKk('й')).toBe(sortKeyKk('и\u0306'));
  });

  it('a key has a letter for a letter, digits and Latin as they are', () => {
    expect(sortKeyKk('Аә z1')).toBe('\u4000\u4001 z1');
  });

  it('two that are written differently and sort alike have an order of their own, the same is the same', () => {
    expect([compareKk('А', 'а'), compareKk('а', 'А'), compareKk('а', 'а')]).toEqual([-1, 1, 0]);
    expect([compareKk('а', 'б'), compareKk('б', 'а')]).toEqual([-1, 1]);
  });

  it('search finds a Kazakh word typed with Russian letters', () => {
    expect(searchFold('  «Әлғқңөұүһіё»! ')).toBe('алгкноуухие');
    expect(searchFold('и\u0306')).toBe('й');
  });
});

describe('§15, §17, §20 where the text is silent', () => {
  it('each gap has its number for ever', () => {
    expect(GAPS.map(({ n }) => n)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
    ]);
  });

  it('is found by its paragraph', () => {
    expect(gapsIn('20').map(({ n }) => n)).toEqual([12, 15]);
    expect(gapsIn('3')).toEqual([]);
  });

  it('says the setting that carries the reading', () => {
    expect(settingWords('marks.passAbove', edition)).toBe('marks.passAbove: 15');
    expect(settingWords('commission.regional.quorum', edition)).toBe('commission.regional.quorum: 2/3');
    for (const path of ['marks.nothing', 'edition', 'nothing.at.all'])
      expect(() => settingWords(path, edition)).toThrow(`the edition has no setting «${path}»`);
    const withNull = { ...edition, marks: null } as unknown as typeof edition;
    expect(() => settingWords('marks', withNull)).toThrow('the edition has no setting «marks»');
  });
});

describe('§9, §12 what is kept, and who is reminded', () => {
  const placement = placedAt(Date.parse('2026-09-01T05:00:00.000Z'));
  const at = (text: string): number => Date.parse(text);

  it('drafts for thirty days after the deadline, people for twelve months after the end', () => {
    expect(new Date(draftsKeptUntil(placement, edition)).toISOString()).toBe('2026-10-15T19:00:00.000Z');
    expect(new Date(forgottenBefore(at('2026-10-15T19:00:00.000Z'), edition)).toISOString()).toBe(
      placement.deadline,
    );
    expect(new Date(dataKeptUntil(at('2026-11-30T05:00:00.000Z'), edition)).toISOString()).toBe(
      '2027-11-29T19:00:00.000Z',
    );
  });

  const { daysBefore, hour } = edition.reminders;
  const [first = 0, last = 0] = [Math.max(...daysBefore), Math.min(...daysBefore)];
  const since = (days: number): number =>
    at(`${placement.lastDay}T00:00:00+05:00`) - days * 86_400_000 + hour * 3_600_000;
  test.each([
    ['a millisecond before the first', since(first) - 1, null],
    ['at the first', since(first), { days: first, since: since(first) }],
    ['a millisecond before the last', since(last) - 1, { days: first, since: since(first) }],
    ['at the last, and only the last', since(last), { days: last, since: since(last) }],
    ['a millisecond before the deadline', at(placement.deadline) - 1, { days: last, since: since(last) }],
    ['at the deadline', at(placement.deadline), null],
  ])('a reminder is due %s', (_, now, expected) => {
    expect(reminderDue(placement, edition, now)).toEqual(expected);
  });
});

describe('§13 a search that is as long as it may be', () => {
  it.each([
    [199, 199],
    [200, 200],
    [201, 200],
  ])('of %i letters keeps %i', (typed, kept) => {
    expect(parseFilter({ q: 'ә'.repeat(typed) }, []).search).toHaveLength(kept);
  });
});
