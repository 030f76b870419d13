// §21 the seal of a register of three publications: every step of a true one and of each way of breaking it, and the words
// in which a check is told.

import { beforeAll, describe, expect, it, test } from 'vitest';
import { canonical } from '#rules/canonical';
import type { Register } from '#rules/publication';
import { verifyRegister } from '#rules/verify-register';
import type { Pins } from '#rules/verify-register';
import { brokenAt, findingWords, lineWords, paragraphOf, stepName, wordsOf } from '#rules/verify-words';
import type { Texts } from '#rules/verify-words';
import { bodies, key, registerOf } from '../support/register.ts';
import { said } from '../support/said.ts';

let truth: Register;
beforeAll(async () => {
  truth = await registerOf((await bodies()).slice(0, 3));
});
const copy = (): Register => JSON.parse(JSON.stringify(truth)) as Register;
const row = (register: Register, index: number) => {
  const found = register.publications[index];
  if (found === undefined) throw new Error('no such publication');
  return found;
};
/** What is broken, `publication step: codes`, and whether all holds. */
async function broken(register: Register | string, pins: Pins = {}): Promise<string[]> {
  const { steps, ok } = await verifyRegister(
    typeof register === 'string' ? register : canonical(register),
    pins,
  );
  const found = steps.filter(({ findings }) => findings.length > 0);
  expect(ok).toBe(found.length === 0);
  return found.map(
    ({ publication, name, findings }) =>
      `${publication} ${name}: ${findings.map(({ clause, code, kind, values }) => `§${clause} ${code} ${kind}${values === undefined ? '' : ` ${JSON.stringify(values)}`}`).join('; ')}`,
  );
}

describe('§21 a register of three', () => {
  it('is told step by step, and its head is the last one', async () => {
    const told: [number | null, number, number][] = [];
    const head = row(truth, 2);
    const verdict = await verifyRegister(
      canonical(truth),
      { key: key.fingerprint, head: { number: 2, hash: row(truth, 1).hash } },
      (publication, steps, all) => told.push([publication?.number ?? null, steps.length, all]),
    );
    expect([verdict.ok, verdict.head]).toEqual([true, { number: 3, hash: head.hash }]);
    expect(told).toEqual([
      [null, 2, 3],
      [1, 7, 3],
      [2, 7, 3],
      [3, 10, 3],
    ]);
    const seal = verdict.steps.filter(({ publication, name }) =>
      publication === 0 ? true : publication === 2 && /^(number|chain|hash|signature)$/.test(name),
    );
    expect(seal.map((step) => `${step.publication} ${said(step)}`)).toEqual([
      '0 form §21\n  form publications=3',
      `0 keys §21\n  key key=${key.fingerprint}`,
      '2 number §21\n  number number=2 expected=2',
      `2 chain §21\n  chain named=${row(truth, 0).hash} hash=${row(truth, 0).hash}`,
      `2 hash §21\n  hash computed=${row(truth, 1).hash} hash=${row(truth, 1).hash}`,
      `2 signature §21\n  signature key=${key.fingerprint}`,
      `0 pin §21\n  pin number=2 hash=${row(truth, 1).hash}`,
    ]);
  });

  test.each<[string, (register: Register) => void, string[]]>([
    ['nothing', () => undefined, []],
    [
      'a number',
      (register) => (row(register, 1).number = 7),
      [
        '2 number: §21 NUMBER_OUT_OF_ORDER refusal {"publication":2}',
        '2 hash: §21 HASH_WRONG refusal {"publication":2}',
        '2 signature: §21 SIGNATURE_INVALID refusal {"publication":2}',
      ],
    ],
    [
      'what it follows',
      (register) => (row(register, 1).previous = 'a'.repeat(64)),
      [
        '2 chain: §21 CHAIN_BROKEN refusal {"publication":2}',
        '2 hash: §21 HASH_WRONG refusal {"publication":2}',
        '2 signature: §21 SIGNATURE_INVALID refusal {"publication":2}',
      ],
    ],
    [
      'a hash',
      (register) => (row(register, 1).hash = 'a'.repeat(64)),
      [
        '2 hash: §21 HASH_WRONG refusal {"publication":2}',
        '3 chain: §21 CHAIN_BROKEN refusal {"publication":3}',
      ],
    ],
    [
      'a signature',
      (register) => (row(register, 1).signature = row(register, 2).signature),
      ['2 signature: §21 SIGNATURE_INVALID refusal {"publication":2}'],
    ],
    [
      'the key that signed',
      (register) => (row(register, 2).key = 'a'.repeat(64)),
      ['3 signature: §21 SIGNATURE_INVALID refusal {"publication":3}'],
    ],
    [
      'the name of a key',
      (register) => register.keys.push({ ...key, fingerprint: 'a'.repeat(64) }),
      ['0 keys: §21 KEY_NAME_WRONG refusal'],
    ],
    [
      'a key that is none',
      (register) => register.keys.push({ fingerprint: 'a'.repeat(64), publicKey: '%' }),
      ['0 keys: §21 KEY_NAME_WRONG refusal'],
    ],
  ])('%s is changed', async (_, change, expected) => {
    const register = copy();
    change(register);
    expect(await broken(register)).toEqual(expected);
  });

  it('is not the one that a reader remembers', async () => {
    expect(await broken(truth, { key: 'a'.repeat(64) })).toEqual(['0 keys: §21 KEY_NOT_PINNED refusal']);
    for (const head of [
      { number: 2, hash: row(truth, 2).hash },
      { number: 4, hash: row(truth, 1).hash },
    ])
      expect(await broken(truth, { head })).toEqual([
        `0 pin: §21 HEAD_NOT_FOUND refusal {"publication":${head.number}}`,
      ]);
  });

  it('is read strictly: one line end may follow, nothing else may differ', async () => {
    const text = canonical(truth);
    expect(await broken(`${text}\n`)).toEqual([]);
    for (const spoilt of [
      `${text}\n\n`,
      `\n${text}`,
      ` ${text}`,
      `${text.slice(0, -1)},"x":1}`,
      '{',
      'null',
      '',
    ])
      expect(await broken(spoilt)).toEqual(['0 form: §21 REGISTER_UNREADABLE refusal']);
    const { head, steps } = await verifyRegister('{');
    expect([head, steps.length]).toEqual([null, 1]);
    const told: unknown[] = [];
    await verifyRegister('{', {}, (publication, made, all) => told.push([publication, made.length, all]));
    expect(told).toEqual([[null, 1, 0]]);
  });

  it('an empty one has no head', async () => {
    const { head, ok } = await verifyRegister(canonical({ ...truth, publications: [] }));
    expect([head, ok]).toEqual([null, true]);
  });
});

describe('§21 the words of a check', () => {
  const texts = (language: Texts['language']): Texts => ({
    language,
    verify: {
      'line-term': 'until {day}, at {at}, {nothing}',
      'line-many': { one: '{n} день', few: '{n} дня', many: '{n} дней', other: '{n} күн' },
      'step-votes': 'Votes',
      'broken-file': 'the file breaks at {step}',
      'broken-at': '{publication}, {step}, {clause}',
      'broken-seal': '{publication} breaks at {step}',
      appendix: 'appendix {clause}',
      clause: 'paragraph {clause}',
    },
    findings: { LOST: 'in {publication}: {what}' },
  });

  it('days and instants are written as people write them, what is no day stays', () => {
    const at = (values: object) =>
      lineWords(texts('ru'), { code: 'term', values: values as Record<string, string> });
    expect(at({ day: '2026-09-15', at: '2026-09-15T19:00:00.000Z' })).toBe(
      'until 15 сентября 2026 года, at 16 сентября 2026 года, 00:00 (UTC+5), –',
    );
    expect(at({ day: 'x2026-09-15', at: '2026-09-15T99:00:00.000Z' })).toBe(
      'until x2026-09-15, at 2026-09-15T99:00:00.000Z, –',
    );
    expect(at({ day: '2026-09-15x', at: 'x2026-09-15T19:00:00.000Z' })).toBe(
      'until 2026-09-15x, at x2026-09-15T19:00:00.000Z, –',
    );
    expect(at({ day: 0, at: '2026-09-15T19:00:00.000Zx' })).toBe('until 0, at 2026-09-15T19:00:00.000Zx, –');
  });

  test.each([
    [1, '1 день'],
    [2, '2 дня'],
    [4, '4 дня'],
    [5, '5 дней'],
    [11, '11 дней'],
    [12, '12 дней'],
    [14, '14 дней'],
    [15, '15 дней'],
    [21, '21 день'],
    [22, '22 дня'],
    [112, '112 дней'],
    [-1, '-1 день'],
    [1.5, '1.5 күн'],
  ])('%d is said as %s', (n, expected) => {
    expect(lineWords(texts('ru'), { code: 'many', values: { n } })).toBe(expected);
  });

  it('English knows one and others, Kazakh one form; what has no words is its code', () => {
    expect([1, 2].map((n) => wordsOf(texts('en'), 'line-many', { n }))).toEqual(['1 день', '2 күн']);
    expect(wordsOf(texts('kk'), 'line-many', { n: 1 })).toBe('1 күн');
    expect(wordsOf(texts('kk'), 'nothing')).toBe('nothing');
  });

  it('where it breaks: the file, or a publication with its paragraph; a finding in its own words', () => {
    const finding = { clause: 'A2', code: 'LOST', kind: 'refusal', values: { what: 'a mark' } } as const;
    const step = { name: 'votes', clause: '17', lines: [], findings: [finding] } as const;
    const words = texts('en');
    const at = (number: number, findings: (typeof finding)[]) =>
      brokenAt(words, number, { ...step, lines: [], findings });
    expect(at(0, [finding])).toBe('the file breaks at Votes');
    expect(at(3, [finding])).toBe('3, Votes, appendix 2');
    expect(at(3, [])).toBe('3, Votes, paragraph 17');
    expect(findingWords(words, finding, 3)).toBe('in 3: a mark');
    expect(findingWords(words, { ...finding, code: 'UNKNOWN' }, 3)).toBe('UNKNOWN');
    expect([stepName(words, 'votes'), paragraphOf(words, step)]).toEqual(['Votes', 'paragraph 17']);
  });

  it('a step of the register itself names no paragraph', () => {
    const words = texts('en');
    for (const name of ['form', 'keys', 'number', 'chain', 'hash', 'signature', 'pin'] as const) {
      const step = { name, clause: '21', lines: [], findings: [] } as const;
      const bare = { ...step, lines: [], findings: [] };
      expect([paragraphOf(words, bare), brokenAt(words, 3, bare)]).toEqual([
        null,
        `3 breaks at ${stepName(words, name)}`,
      ]);
    }
  });
});

describe('a value in words', () => {
  const texts: Texts = { language: 'ru', verify: { of: '{v}' }, findings: {} };
  test.each([
    ['2026-09-15', '15 сентября 2026 года'],
    ['x2026-09-15', 'x2026-09-15'],
    ['2026-09-15x', '2026-09-15x'],
    ['2026-09-15T18:59:59.999Z', '15 сентября 2026 года, 23:59 (UTC+5)'],
    ['x2026-09-15T18:59:59.999Z', 'x2026-09-15T18:59:59.999Z'],
    ['2026-09-15T18:59:59.999Zx', '2026-09-15T18:59:59.999Zx'],
    ['2026-13-15T18:59:59.999Z', '2026-13-15T18:59:59.999Z'],
  ])('%s is %s', (v, expected) => expect(wordsOf(texts, 'of', { v })).toBe(expected));
});
