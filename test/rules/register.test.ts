import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { canonical } from '#rules/canonical';
import { formatDay, formatDeadline, formatInstant, formatShort } from '#rules/dates-in-words';
import { compareKk, searchFold, sortKeyKk } from '#rules/kazakh';
import { inForce, isNews, supersededBy } from '#rules/publication';
import type { PublicationBody, Register } from '#rules/publication';
import { GENESIS } from '#rules/register';
import { verifyRegister } from '#rules/verify-register';
import { pluralOf, say } from '#rules/wording';
import { B, bodies, codesOf, key, registerOf } from '../support/register.ts';

describe('§21 a lawful register', () => {
  it('holds, and its head can be pinned', async () => {
    const register = await registerOf(await bodies());
    const last = register.publications.at(-1);
    const head = { number: last?.number ?? 0, hash: last?.hash ?? '' };
    expect(await verifyRegister(canonical(register), { key: key.fingerprint, head })).toMatchObject({
      ok: true,
      head,
    });
    expect((await verifyRegister(canonical(register), { key: GENESIS })).ok).toBe(false);
    const cut = { ...register, publications: register.publications.slice(0, -1) };
    expect((await verifyRegister(canonical(cut))).ok).toBe(true);
    expect((await verifyRegister(canonical(cut), { head })).ok).toBe(false);
  });
});

describe('tampering by hand is named at its step', () => {
  type Change = (register: Register) => void;
  const nth = (register: Register, kind: string) => {
    const found = register.publications.find(({ body }) => body.kind === kind);
    if (found === undefined) throw new Error(kind);
    return found;
  };
  test.each<[string, Change, string[]]>([
    [
      'an instant',
      (r) => void (nth(r, 'list').at = '2026-10-21T05:00:00.000Z'),
      ['HASH_WRONG', 'SIGNATURE_INVALID'],
    ],
    [
      'a signature',
      (r) => void (nth(r, 'list').signature = nth(r, 'placement').signature),
      ['SIGNATURE_INVALID'],
    ],
    [
      'a publication taken out',
      (r) => void r.publications.splice(1, 1),
      ['NUMBER_OUT_OF_ORDER', 'CHAIN_BROKEN'],
    ],
    [
      'a key replaced',
      (r) => void (r.keys[0] = { ...key, fingerprint: GENESIS }),
      ['KEY_NAME_WRONG', 'SIGNATURE_INVALID'],
    ],
  ])('%s', async (_, change, codes) => {
    const register = structuredClone(await registerOf(await bodies()));
    change(register);
    const found = await codesOf(register);
    for (const code of codes) expect(found.some((text) => text.endsWith(code))).toBe(true);
  });

  it('a mark changed by hand breaks the chain, the seal and §15', async () => {
    const register = structuredClone(await registerOf(await bodies()));
    const { body } = nth(register, 'selection');
    if (body.kind === 'selection') body.admitted[1]!.sheets[0]!.marks[0] = 5;
    expect(await codesOf(register)).toEqual(
      expect.arrayContaining(['§21 HASH_WRONG', '§15 COMMITMENT_NOT_OPENED', '§15 OUTCOME_NOT_FROM_MARKS']),
    );
  });

  it('a file that is not canonical is not read', async () => {
    const text = canonical(await registerOf(await bodies()));
    for (const spoilt of [
      ` ${text}`,
      text.replace('{"format"', '{"format":"x","format"'),
      text.slice(1),
      text.replace('"keys":', '"extra":1,"keys":'),
    ]) {
      expect((await verifyRegister(spoilt)).steps[0]?.findings[0]?.code).toBe('REGISTER_UNREADABLE');
    }
  });
});

describe('a rightly signed but unlawful register', () => {
  type Body<K> = Extract<PublicationBody, { kind: K }>;
  const unlawful = <K extends PublicationBody['kind']>(
    name: string,
    kind: K,
    change: (body: Body<K>) => void,
    codes: string[],
  ) =>
    it(name, async () => {
      const list = JSON.parse(JSON.stringify(await bodies())) as PublicationBody[];
      const body = list.find((row): row is Body<K> => row.kind === kind);
      if (body !== undefined) change(body);
      expect(await codesOf(await registerOf(list))).toEqual(codes);
    });

  unlawful('§12 a deadline a day early', 'placement', (b) => void (b.placement.lastDay = '2026-09-14'), [
    '§12 DEADLINE_NOT_LAWFUL',
  ]);
  unlawful(
    '§14 a refusal without a ground',
    'selection',
    (b) => void ((b.notAdmitted = [{ filing: 'c'.repeat(32), grounds: [] }]), (b.received = 3)),
    ['§14 REFUSAL_WITHOUT_GROUND'],
  );
  unlawful('§14 an application that vanished', 'selection', (b) => void (b.received = 3), [
    '§14 COUNTS_DIFFER',
  ]);
  unlawful('§15 fifteen points that pass', 'selection', (b) => void (b.admitted[1]!.passed = true), [
    '§15 OUTCOME_NOT_FROM_MARKS',
    '§16 CONTENDER_LEFT_OUT',
  ]);
  unlawful(
    '§15 a sheet not committed before',
    'selection',
    (b) => void (b.admitted[0]!.sheets[0]!.nonce = '9'.repeat(64)),
    ['§15 COMMITMENT_NOT_OPENED'],
  );
  unlawful('§5 a sitting of four', 'regional', (b) => void (b.sittings[0]!.present = [1, 2, 3, 4]), [
    '§5 QUORUM_WRONG',
    '§5 QUORUM_NOT_REACHED',
    '§17 OUTCOME_NOT_FROM_VOTES',
  ]);
  unlawful('§17 a finalist nobody voted for', 'regional', (b) => void (b.finalist!.filing = B), [
    '§17 OUTCOME_NOT_FROM_VOTES',
    '§18 LIST_NOT_FROM_REGIONS',
  ]);
  unlawful('§5 a ballot cast twice', 'regional', (b) => void (b.rounds[0]!.ballots[1]!.seat = 1), [
    '§5 BALLOTS_NOT_LAWFUL',
  ]);
  unlawful('§18 a list without the finalist', 'list', (b) => void (b.finalists = []), [
    '§18 LIST_NOT_FROM_REGIONS',
    '§4 CONTENDER_NOT_FINALIST',
    '§21 OUTCOME_NOT_FROM_VOTES',
  ]);
  unlawful('§21 a winner too few', 'republican', (b) => void (b.winners = []), [
    '§21 OUTCOME_NOT_FROM_VOTES',
  ]);
});

describe('§12 the term made longer', () => {
  const reason = { kk: 'Жүйе істемеді', ru: 'Сбой', en: 'An outage' };
  const extension = (lastDay: string, deadline: string): PublicationBody => ({
    kind: 'extension',
    lastDay,
    deadline,
    reason,
  });
  const after = async (at: number, ...list: PublicationBody[]): Promise<string[]> => {
    const all = await bodies();
    all.splice(at, 0, ...list);
    return codesOf(await registerOf(all));
  };

  it('twice, each time later: lawful', async () => {
    const [one, two] = [
      extension('2026-09-16', '2026-09-16T19:00:00.000Z'),
      extension('2026-09-21', '2026-09-21T19:00:00.000Z'),
    ];
    expect(await after(1, one, two)).toEqual([]);
    expect(await after(1, two, one)).toEqual(['§12 TERM_SHORTENED']);
  });

  test.each([
    ['a day earlier', '2026-09-14', '2026-09-14T19:00:00.000Z', ['§12 TERM_SHORTENED']],
    ['the same day', '2026-09-15', '2026-09-15T19:00:00.000Z', ['§12 TERM_SHORTENED']],
    ['a day later', '2026-09-16', '2026-09-16T19:00:00.000Z', []],
    ['an hour short of the day', '2026-09-16', '2026-09-16T18:00:00.000Z', ['§12 DEADLINE_NOT_LAWFUL']],
    ['a Saturday', '2026-09-19', '2026-09-19T19:00:00.000Z', ['§12 DEADLINE_NOT_LAWFUL']],
  ])('%s', async (_, lastDay, deadline, codes) => {
    expect(await after(1, extension(lastDay, deadline))).toEqual(codes);
  });

  it('not once a commission has published', async () => {
    expect(await after(2, extension('2026-09-16', '2026-09-16T19:00:00.000Z'))).toEqual(['§13 TERM_STANDS']);
  });

  it('§15 sheets committed before the longer term ends are early', async () => {
    expect(await after(1, extension('2026-10-30', '2026-10-30T19:00:00.000Z'))).toContain(
      '§15 TERM_NOT_OVER',
    );
  });
});

describe('§13 a day that was moved', () => {
  const moved = (date: string, working: boolean): PublicationBody => ({
    kind: 'calendar',
    date,
    working,
    reason: { kk: 'Қаулы', ru: 'Постановление', en: 'A decree' },
  });
  const after = async (at: number, ...list: PublicationBody[]): Promise<string[]> => {
    const all = await bodies();
    all.splice(at, 0, ...list);
    return codesOf(await registerOf(all));
  };

  it('is lawful for a day ahead, as often as the Government moves it, also once commissions have published', async () => {
    expect(await after(1, moved('2026-12-19', true), moved('2026-12-19', false))).toEqual([]);
    expect(await after(3, moved('2026-12-19', true))).toEqual([]);
  });

  it('is not for a day that is past, nor for one that is so already', async () => {
    expect(await after(1, moved('2026-08-31', false))).toEqual(['§13 MOVED_DAY_PAST']);
    expect(await after(1, moved('2026-12-19', false))).toEqual(['§13 DAY_IS_SO']);
  });

  it('§12 an extension is judged by the calendar that it changed', async () => {
    const longer: PublicationBody = {
      kind: 'extension',
      lastDay: '2026-10-23',
      deadline: '2026-10-23T19:00:00.000Z',
      reason: { kk: 'Жүйе', ru: 'Сбой', en: 'An outage' },
    };
    expect(await after(1, longer)).not.toContain('§12 DEADLINE_NOT_LAWFUL');
    expect(await after(1, moved('2026-10-23', false), longer)).toContain('§12 DEADLINE_NOT_LAWFUL');
  });
});

describe('canonical JSON (RFC 8785)', () => {
  it('sorts by code units and writes numbers as JavaScript does', () => {
    expect(canonical({ б: 1, a: [1.5, 1e21, null, true], A: 'ә"\n' })).toBe(
      '{"A":"ә\\"\\n","a":[1.5,1e+21,null,true],"б":1}',
    );
    expect(() => canonical({ a: Number.NaN })).toThrow(TypeError);
    expect(() => canonical('\ud800')).toThrow(TypeError);
  });

  it('means the same value and does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.integer()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonical(turned)).toBe(canonical(value));
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('Kazakh', () => {
  it('sorts by its own alphabet', () => {
    const order = [
      'Абай',
      'Ақмола',
      'Әулие',
      'Батыс',
      'Ғабит',
      'Еңбек',
      'Қарағанды',
      'Ұлытау',
      'Үржар',
      'Ыстық',
      'Іле',
      'Ясы',
    ];
    expect([...order].reverse().sort(compareKk)).toEqual(order);
    expect([...order].reverse().sort((a, b) => (sortKeyKk(a) < sortKeyKk(b) ? -1 : 1))).toEqual(order);
  });
  it('folds what a Russian keyboard cannot type', () => {
    expect(searchFold('Қызылорда ОБЛЫСЫ, Үздік')).toBe('кызылорда облысы уздик');
  });
  it('writes dates without Intl', () => {
    expect(formatDay('2026-09-15', 'kk')).toBe('2026 жылғы 15 қыркүйек');
    expect(formatDay('2026-09-15', 'ru')).toBe('15 сентября 2026 года');
    expect(formatDay('2026-09-15', 'en')).toBe('15 September 2026');
    expect(formatDeadline('2026-09-15', 'kk')).toBe('2026 жылғы 15 қыркүйек, сағат 23:59 (UTC+5)');
    expect(formatInstant('2026-09-01T19:30:00.000Z', 'ru')).toBe('2 сентября 2026 года, 00:30 (UTC+5)');
    expect([formatShort('2026-09-05', 'kk'), formatShort('2026-09-05', 'en')]).toEqual([
      '05.09.2026',
      '05/09/2026',
    ]);
  });
  test.each([
    [1, 'one'],
    [2, 'few'],
    [5, 'many'],
    [11, 'many'],
    [21, 'one'],
    [112, 'many'],
  ])('Russian plural of %i is %s', (n, form) => expect(pluralOf(n, 'ru')).toBe(form));
  it('fills placeholders and refuses a missing one', () => {
    const entry = {
      kk: '{n} күн қалды',
      ru: { one: 'Остался {n} день', few: 'Осталось {n} дня', other: 'Осталось {n} дней' },
      en: '{n} left',
    };
    expect([say(entry, 'kk', { n: 2 }), say(entry, 'ru', { n: 2 }), say(entry, 'ru', { n: 5 })]).toEqual([
      '2 күн қалды',
      'Осталось 2 дня',
      'Осталось 5 дней',
    ]);
    expect(() => say(entry, 'en')).toThrow('{n}');
  });
});

describe('a text in a language', () => {
  test.each([
    [1, 'one', 'one'],
    [0, 'many', 'other'],
    [2, 'few', 'other'],
    [4, 'few', 'other'],
    [5, 'many', 'other'],
    [11, 'many', 'other'],
    [12, 'many', 'other'],
    [14, 'many', 'other'],
    [15, 'many', 'other'],
    [22, 'few', 'other'],
    [101, 'one', 'other'],
    [111, 'many', 'other'],
    [-1, 'one', 'other'],
    [1.5, 'other', 'other'],
  ])('%d is %s in Russian, %s in English and nothing of its own in Kazakh', (n, ru, en) => {
    expect([pluralOf(n, 'ru'), pluralOf(n, 'en'), pluralOf(n, 'kk')]).toEqual([ru, en, 'other']);
  });
});

describe('§18 what holds of a register', () => {
  const row = (number: number, supersedes?: number) => ({
    number,
    body: {
      kind: 'list' as const,
      finalists: [],
      none: [],
      ...(supersedes === undefined
        ? {}
        : { correction: { supersedes, reason: { kk: 'а', ru: 'а', en: 'a' } } }),
    },
  });
  const list = [row(1), row(2, 1), row(3)];

  it('is what no later publication took the place of', () => {
    expect(inForce(list)).toEqual([list[1], list[2]]);
    expect([1, 2, 3].map((number) => supersededBy(list, number))).toEqual([list[1], undefined, undefined]);
    expect(supersededBy([...list, row(4, 1)], 1)).toBe(list[1]);
  });

  it('hashes of sheets are no news', () => {
    expect(isNews(row(1).body)).toBe(true);
    expect(isNews({ kind: 'commitments', commission: '10', filings: [] })).toBe(false);
  });
});

describe('an instant in words', () => {
  test.each([
    ['kk', '2026 жылғы 15 қыркүйек, сағат 23:59 (UTC+5)'],
    ['ru', '15 сентября 2026 года, 23:59 (UTC+5)'],
    ['en', '15 September 2026, 23:59 (UTC+5)'],
  ] as const)('%s', (language, expected) => {
    expect(formatInstant('2026-09-15T18:59:59.999Z', language)).toBe(expected);
    expect(formatDeadline('2026-09-15', language)).toBe(expected);
  });
});
