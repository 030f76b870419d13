// §22: what a diploma says is signed, and anybody can check it against the register.

import { beforeAll, describe, expect, it, test } from 'vitest';
import { canonical } from '#rules/canonical';
import {
  checkDiploma,
  diplomaAddress,
  diplomaNumbers,
  diplomasInForce,
  diplomasOf,
  STEPS,
  verdictOf,
} from '#rules/diploma';
import type { Diploma, DiplomaCheck } from '#rules/diploma';
import { codeOf, readCode } from '#rules/diploma-code';
import type { Code } from '#rules/diploma-code';
import { bytesToJson, jsonToBytes } from '#rules/kz-1048';
import type { Register, RepublicanBody } from '#rules/publication';
import { bodies, privateKey, registerOf, signed } from '../support/register.ts';
import { brokenDiplomaStep } from '../support/second-diploma.js';

const [A, B, C, D] = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(32)) as [
  string,
  string,
  string,
  string,
];
const names: Record<string, { kk: string; ru: string }> = {
  [A]: { kk: 'Әділет қызметі', ru: 'Служба юстиции' },
  [B]: { kk: 'Үкімет үйі «Ғ»', ru: 'Дом правительства № 1' },
  [C]: { kk: 'Һәм 中', ru: 'Центр é' },
  [D]: { kk: 'Төртінші', ru: 'Четвёртый' },
};
const won = (filings: string[], supersedes?: number, renamed = names): RepublicanBody => ({
  kind: 'republican',
  commission: 'KZ',
  contenders: [],
  sittings: [],
  rounds: [],
  winners: filings.map((filing) => ({
    commission: '71',
    filing,
    organisation: renamed[filing] ?? { kk: '', ru: '' },
  })),
  ...signed,
  ...(supersedes === undefined
    ? {}
    : { correction: { supersedes, reason: { kk: 'Қате', ru: 'Ошибка', en: 'Mistake' } } }),
});

const LAST_ROW = -1;
let register: Register;
let code: Code;
let text: string;

const codes = ({ steps }: DiplomaCheck): (string | null)[] =>
  Object.values(steps).map((found) =>
    found === null ? null : found.map(({ code: name }) => name).join(' '),
  );
const given = (of: Register, filing: string): Diploma => {
  const found = diplomasInForce(of.publications).find((row) => row.filing === filing);
  if (found === undefined) throw new Error(`no diploma of ${filing}`);
  return found.diploma;
};
const read = (from: string): Code => {
  const found = readCode(from);
  if (found === null) throw new Error(`no code in ${from}`);
  return found;
};
const textOf = ({ signed: part, signature }: Code): string =>
  `${part}.${Buffer.from(signature, 'base64').toString('base64url')}`;
/** By rules/, and by the second verifier, which has to stop at the same step. */
async function check(one: Code, of: Register): Promise<DiplomaCheck> {
  const found = await checkDiploma(one, of.keys, of.publications);
  const broken = STEPS.find((step) => (found.steps[step] ?? []).length > 0) ?? null;
  expect(brokenDiplomaStep(textOf(one), of)).toBe(broken);
  return found;
}
/** A code that the key's holder signed although the register says otherwise. */
const forged = async (change: Partial<Diploma>): Promise<Code> =>
  read(await codeOf({ ...code.diploma, ...change }, privateKey));

beforeAll(async () => {
  register = await registerOf([...(await bodies()).slice(0, LAST_ROW), won([B, A])]);
  text = await codeOf(given(register, A), privateKey);
  code = read(text);
});

describe('§22 a diploma', () => {
  it('says number, day, names, publication and whose contest it is, and nothing else', () => {
    const last = register.publications.at(-1);
    expect(diplomasInForce(register.publications)).toEqual([
      {
        filing: B,
        diploma: {
          ...{ date: '2026-10-12', head: `${last?.number}:${last?.hash}`, mode: 'rehearsal' },
          ...{ number: '2026-2', ...names[B] },
        },
      },
      {
        filing: A,
        diploma: {
          ...{ date: '2026-10-12', head: `${last?.number}:${last?.hash}`, mode: 'rehearsal' },
          ...{ number: '2026-1', ...names[A] },
        },
      },
    ]);
  });

  it('is given by no publication but that of the winners', () => {
    expect(
      register.publications.slice(0, LAST_ROW).flatMap((row) => diplomasOf(row, register.publications)),
    ).toEqual([]);
  });

  it('has the same code each time, from which it is read whole', async () => {
    expect(await codeOf(given(register, A), privateKey)).toBe(text);
    expect(code.diploma).toEqual(given(register, A));
    expect(read(`https://uzdik.example/kk/diploma/#${text}`)).toEqual(code);
    expect(read(`%PDF-1.7 /URI (https://uzdik.example/kk/diploma/#${text}) >>`)).toEqual(code);
  });

  it('holds against its register', async () => {
    const found = await check(code, register);
    expect([codes(found), found.now, found.key, verdictOf(found)]).toEqual([
      ['', '', '', ''],
      null,
      register.keys[0]?.fingerprint,
      'holds',
    ]);
  });

  it('without the register is signed, and nothing more is said', async () => {
    const found = await checkDiploma(code, register.keys, null);
    expect([codes(found), verdictOf(found)]).toEqual([['', null, null, null], 'signed']);
  });
});

describe('§22 a diploma changed by one sign', () => {
  it('never holds, whichever sign it is', async () => {
    const outcomes = new Set<string>();
    for (let at = 0; at < text.length; at += 1) {
      const other = text[at] === 'A' ? 'B' : 'A';
      const spoilt = readCode(text.slice(0, at) + other + text.slice(at + 1));
      outcomes.add(spoilt === null ? 'unread' : codes(await check(spoilt, register)).join());
    }
    expect([...outcomes].sort()).toEqual(['DIPLOMA_SIGNATURE_WRONG,,,', 'unread']);
  });

  test.each<[string, Partial<Diploma>]>([
    ['the number', { number: '2026-2' }],
    ['the day', { date: '2026-10-13' }],
    ['the Kazakh name by a letter', { kk: 'Әділет қызмети' }],
    ['the Russian name', { ru: 'Служба Юстиции' }],
    ['the publication', { head: `1:${'0'.repeat(64)}` }],
    ['a rehearsal made real', { mode: 'real' }],
  ])('has another signature: %s', async (_, change) => {
    const { signed: part } = await forged(change);
    const found = await check(read(`${part}.${text.split('.').at(-1)}`), register);
    expect([codes(found), found.key, verdictOf(found)]).toEqual([
      ['DIPLOMA_SIGNATURE_WRONG', null, null, null],
      null,
      'wrong',
    ]);
  });

  test.each<[string, () => string]>([
    ['no code', () => 'https://uzdik.example/kk/diploma/'],
    ['a code cut short', () => text.slice(0, -1)],
    ['a code grown longer', () => `${text}A`],
    ['no signature', () => text.slice(0, text.lastIndexOf('.'))],
    ['a member too much', () => codeText({ ...code.diploma, rank: 1 })],
    ['a member missing', () => codeText({ ...code.diploma, ru: undefined })],
    ['no JSON', () => `uzdik-diploma/1.AAAA.${'A'.repeat(86)}`],
  ])('is no diploma: %s', (_, made) => {
    expect(readCode(made())).toBeNull();
    expect(brokenDiplomaStep(made(), register)).toBe('form');
  });

  const codeText = (value: unknown): string =>
    `uzdik-diploma/1.${Buffer.from(jsonToBytes(canonical(value))).toString('base64url')}.${'A'.repeat(86)}`;
});

describe('§22 a diploma that the register does not confirm', () => {
  it('of another key is none of this register', async () => {
    const stranger = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
    const found = await check(read(await codeOf(code.diploma, stranger.privateKey)), register);
    expect(codes(found)).toEqual(['DIPLOMA_SIGNATURE_WRONG', null, null, null]);
  });

  it('of a key whose fingerprint is another’s is not believed', async () => {
    const keys = register.keys.map((key) => ({ ...key, fingerprint: 'f'.repeat(64) }));
    expect(codes(await check(code, { ...register, keys }))[0]).toBe('DIPLOMA_SIGNATURE_WRONG');
  });

  test.each<[string, () => Partial<Diploma>, string[]]>([
    ['an unknown publication', () => ({ head: `9999:${'0'.repeat(64)}` }), ['', 'DIPLOMA_NOT_PUBLISHED']],
    [
      'a known number with another hash',
      () => ({ head: code.diploma.head.replace(/.$/, (last) => (last === '0' ? '1' : '0')) }),
      ['', 'DIPLOMA_NOT_PUBLISHED'],
    ],
    [
      'a publication of no winners',
      () => ({ head: `1:${register.publications[0]?.hash}` }),
      ['', '', 'DIPLOMA_NOT_A_WINNER'],
    ],
    ['a number nobody has', () => ({ number: '2026-3' }), ['', '', 'DIPLOMA_NOT_A_WINNER']],
    ['another winner’s number', () => ({ number: '2026-2' }), ['', '', 'DIPLOMA_SAYS_OTHERWISE']],
    ['another name', () => ({ kk: 'Басқа' }), ['', '', 'DIPLOMA_SAYS_OTHERWISE']],
    ['another day', () => ({ date: '2026-10-13' }), ['', '', 'DIPLOMA_SAYS_OTHERWISE']],
    ['a rehearsal made real', () => ({ mode: 'real' }), ['', '', 'DIPLOMA_SAYS_OTHERWISE']],
  ])('names %s', async (_, change, expected) => {
    const found = await check(await forged(change()), register);
    expect([codes(found), verdictOf(found)]).toEqual([
      Array.from({ length: 4 }, (__, step) => expected[step] ?? null),
      'wrong',
    ]);
  });

  it('is not confirmed by a publication that was changed under its hash', async () => {
    const publications = register.publications.map((row) =>
      row.body.kind === 'republican' ? { ...row, at: '2026-10-21T05:00:00.000Z' } : row,
    );
    const found = await check(code, { ...register, publications });
    expect(codes(found)).toEqual(['', 'DIPLOMA_NOT_PUBLISHED', null, null]);
  });
});

describe('§22 a diploma after a correction', () => {
  const renamed = { ...names, [A]: { kk: 'Әділет қызметі', ru: 'Служба юстиции (исправлено)' } };
  let corrected: Register;
  let last: number;
  beforeAll(async () => {
    const before = register.publications.map(({ body }) => body);
    const first = before.length;
    // B is out and C and D are in; then only a name is put right.
    corrected = await registerOf([...before, won([D, A, C], first), won([D, A, C], first + 1, renamed)]);
    last = first + 2;
  });

  it('keeps its number, and whoever comes in gets the next', () => {
    expect([...diplomaNumbers(corrected.publications)]).toEqual([
      [A, '2026-1'],
      [B, '2026-2'],
      [C, '2026-3'],
      [D, '2026-4'],
    ]);
  });

  it('was genuine and is replaced by the one in force', async () => {
    const found = await check(code, corrected);
    expect([codes(found), verdictOf(found), found.now, found.steps.force]).toEqual([
      ['', '', '', 'DIPLOMA_SUPERSEDED'],
      'replaced',
      given(corrected, A),
      [{ clause: '22', code: 'DIPLOMA_SUPERSEDED', kind: 'refusal', values: { publication: last } }],
    ]);
    expect(found.now?.ru).toBe('Служба юстиции (исправлено)');
  });

  it('of who is no winner any more was genuine and has no successor', async () => {
    const found = await check(read(await codeOf(given(register, B), privateKey)), corrected);
    expect([codes(found), verdictOf(found), found.now]).toEqual([
      ['', '', '', 'DIPLOMA_WITHDRAWN'],
      'replaced',
      null,
    ]);
  });

  it('made anew holds', async () => {
    for (const filing of [A, C, D]) {
      const found = await check(read(await codeOf(given(corrected, filing), privateKey)), corrected);
      expect(verdictOf(found)).toBe('holds');
    }
  });
});

describe('§22 the letters of a diploma’s code', () => {
  const table = Array.from({ length: 128 }, (_, index) => bytesToJson(new Uint8Array([128 + index])));

  it('are those of KZ-1048, which is Windows-1251 with the Kazakh ones', () => {
    const windows = new TextDecoder('windows-1251').decode(
      Uint8Array.from({ length: 128 }, (_, index) => 128 + index),
    );
    const other = table.flatMap((letter, index) =>
      letter === windows[index] ? [] : [`${(128 + index).toString(16).toUpperCase()} ${letter}`],
    );
    expect(other.join(', ')).toBe(
      '8D Қ, 8E Һ, 98 \ufffd, 9D қ, 9E һ, A1 Ұ, A2 ұ, A3 Ә, A5 Ө, AA Ғ, AF Ү, B4 ө, BA ғ, BC ә, BD Ң, BE ң, BF ү',
    );
  });

  it.each(['Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі Ёё «№» – —', 'é 中 😀 \ufffd', '"\\\n'])('keep %j', (words) => {
    const json = JSON.stringify({ words });
    expect(JSON.parse(bytesToJson(jsonToBytes(json)))).toEqual({ words });
  });

  it('take one byte each in Kazakh and in Russian', () => {
    expect(jsonToBytes('ӘҒҚҢӨҰҮҺІәғқңөұүһіЁЖё')).toHaveLength(21);
  });
});

describe('§22 where a diploma is, and what is no code', () => {
  it('has an address by its number', () => {
    expect(diplomaAddress('2026-12')).toBe('/api/diplomas/2026/12.pdf');
  });

  it('a signature that is written in another way is none', () => {
    // The last of its 86 signs carries four bits that nothing says: sixteen signs would mean the same bytes.
    const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = signs.indexOf(text.at(-1) ?? '');
    const other = signs[last + 1] ?? '';
    expect(readCode(text)).toEqual(code);
    expect(readCode(`${text.slice(0, -1)}${other}`)).toBeNull();
    expect([readCode(''), readCode('uzdik-diploma/1.'), readCode(`${text}A`)]).toEqual([null, null, null]);
  });
});

describe('§22 the publication that a diploma names', () => {
  it('is the one of that number and that hash', async () => {
    const { publications } = register;
    const [last, other] = [publications.at(-1), publications.at(0)];
    const head = `${last?.number ?? 0}:${other?.hash ?? ''}`;
    const forged = read(await codeOf({ ...code.diploma, head }, privateKey));
    expect((await checkDiploma(forged, register.keys, publications)).steps).toEqual({
      signature: [],
      publication: [
        {
          ...{ clause: '22', code: 'DIPLOMA_NOT_PUBLISHED', kind: 'refusal' },
          values: { publication: last?.number },
        },
      ],
      winner: null,
      force: null,
    });
  });
});

test('what stands first above ASCII is a letter of the table in a byte, and an escape in a text', () => {
  expect(bytesToJson(Uint8Array.of(0x7f, 0x80))).toBe('\u007fЂ');
  expect([...jsonToBytes('\u007fЂ')]).toEqual([0x7f, 0x80]);
  expect(bytesToJson(jsonToBytes('\u0080'))).toBe('\\u0080');
});
