// An extract of the journal is checked from its own bytes; every kind of tampering is found.

import { beforeAll, describe, expect, it, test } from 'vitest';
import { canonical } from '#rules/canonical';
import { extractFindings, namesPeople, signExtract } from '#rules/extract';
import type { Extract, ExtractHead, JournalEntry } from '#rules/extract';
import { readExtract } from '#rules/extract.schema';
import { sha256Hex } from '#rules/register';

const DAY = Date.parse('2026-09-10T05:00:00.000Z');
let privateKey: CryptoKey;
let head: Omit<ExtractHead, 'entriesSha256'>;
let whole: Extract;

async function stream(name: string, bodies: unknown[]): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  let previous = '0'.repeat(64);
  for (const [index, body] of bodies.entries()) {
    const entry = {
      stream: name,
      seq: index + 1,
      at: DAY + index,
      actor: 'a'.repeat(32),
      act: 'act',
      body: canonical(body),
      previous,
    };
    const hash = await sha256Hex(canonical(entry));
    entries.push({ ...entry, body: namesPeople(body) ? null : entry.body, hash });
    previous = hash;
  }
  return entries;
}
async function sealed(entries: JournalEntry[], changes: Partial<ExtractHead> = {}): Promise<Extract> {
  const own = { ...head, entriesSha256: await sha256Hex(canonical(entries)), ...changes };
  return { ...own, entries, signature: await signExtract(own, privateKey) };
}
const codes = async (extract: Extract): Promise<string[]> =>
  (await extractFindings(extract, null)).map(({ clause, code }) => `§${clause} ${code}`);

beforeAll(async () => {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  privateKey = pair.privateKey;
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  head = {
    format: 'uzdik-extract/1',
    contest: '2026',
    mode: 'real',
    taken: {
      at: '2026-09-12T05:00:00.000Z',
      by: 'b'.repeat(32),
      commission: '10',
      application: null,
      from: '2026-09-10',
      to: '2026-09-11',
    },
    key: await sha256Hex(raw),
    publicKey: btoa(String.fromCharCode(...raw)),
  };
  whole = await sealed([
    ...(await stream('application:1', [{ n: 1 }, { n: 2 }])),
    ...(await stream('commission:10', [{ seats: [{ name: 'Ким' }] }, { n: 1 }, { n: 2 }])),
  ]);
});

describe('an extract of the journal', () => {
  it('holds, and is read again from its own canonical text', async () => {
    expect(await codes(whole)).toEqual([]);
    const text = `${canonical(whole)}\n`;
    expect(readExtract(text)).toEqual(whole);
    expect(readExtract(text.replace('{', '{ '))).toBeNull();
    expect(readExtract(canonical({ ...whole, more: 1 }))).toBeNull();
    expect(readExtract('{}')).toBeNull();
  });

  it('withholds a body that names somebody, and only such a one', () => {
    expect(whole.entries.map(({ body }) => body === null)).toEqual([false, false, true, false, false]);
    expect(namesPeople({ a: [{ b: { email: '' } }] })).toBe(true);
    expect(namesPeople({ a: [{ b: { reference: 'name' } }] })).toBe(false);
  });

  it('is not of the register whose key it does not have', async () => {
    const { key, publicKey } = head;
    const register = (fingerprint: string) => ({
      format: 'uzdik-register/1' as const,
      keys: [{ fingerprint, publicKey }],
      publications: [],
    });
    expect(await extractFindings(whole, register(key))).toEqual([]);
    const [finding] = await extractFindings(whole, register('0'.repeat(64)));
    expect(finding?.code).toBe('EXTRACT_KEY_UNKNOWN');
  });

  const changed = (change: (extract: Extract) => void): Extract => {
    const copy = structuredClone(whole);
    change(copy);
    return copy;
  };
  test.each<[string, (extract: Extract) => void, string[]]>([
    [
      'a body',
      (e) => void (e.entries[1]!.body = '{"n":3}'),
      ['§8 EXTRACT_CHANGED', '§8 EXTRACT_ENTRY_CHANGED'],
    ],
    ['an actor', (e) => void (e.entries[0]!.actor = 'x'), ['§8 EXTRACT_CHANGED', '§8 EXTRACT_ENTRY_CHANGED']],
    [
      'an entry left out',
      (e) => void e.entries.splice(3, 1),
      ['§8 EXTRACT_CHANGED', '§8 EXTRACT_CHAIN_BROKEN'],
    ],
    ['the last entry left out', (e) => void e.entries.pop(), ['§8 EXTRACT_CHANGED']],
    ['a body withheld', (e) => void (e.entries[1]!.body = null), ['§8 EXTRACT_CHANGED']],
    ['the days', (e) => void (e.taken.to = '2026-09-12'), ['§8 EXTRACT_CHANGED']],
    ['the commission', (e) => void (e.taken.commission = '11'), ['§8 EXTRACT_CHANGED']],
    ['another key', (e) => void (e.key = '1'.repeat(64)), ['§8 EXTRACT_KEY_UNKNOWN', '§8 EXTRACT_CHANGED']],
  ])('tampering is found: %s', async (_, change, expected) => {
    expect(await codes(changed(change))).toEqual(expected);
  });

  it('even the hand that signs cannot leave an entry out of the middle, nor change one, nor add other days', async () => {
    const entries = structuredClone(whole.entries);
    expect(await codes(await sealed(entries.filter((_, index) => index !== 3)))).toEqual([
      '§8 EXTRACT_CHAIN_BROKEN',
    ]);
    expect(await codes(await sealed(entries.map((e, i) => (i === 1 ? { ...e, act: 'other' } : e))))).toEqual([
      '§8 EXTRACT_ENTRY_CHANGED',
    ]);
    const later = await sealed(entries, { taken: { ...head.taken, to: '2026-09-09', from: '2026-09-09' } });
    expect(new Set(await codes(later))).toEqual(new Set(['§8 EXTRACT_OUTSIDE_DAYS']));
  });
});

describe('an extract beside its edges', () => {
  const [begin, end] = [Date.parse('2026-09-09T19:00:00.000Z'), Date.parse('2026-09-11T19:00:00.000Z')];
  const entry = async (changes: Partial<JournalEntry>): Promise<JournalEntry> => {
    const plain = {
      stream: 's',
      seq: 1,
      at: begin,
      actor: 'a',
      act: 'b',
      body: '{}',
      previous: '0'.repeat(64),
    };
    const whole = { ...plain, ...changes };
    return { ...whole, hash: await sha256Hex(canonical(whole)) };
  };
  const found = async (...entries: JournalEntry[]) => extractFindings(await sealed(entries), null);

  it('§8 its days begin and end at midnight', async () => {
    const outside = [
      { clause: '8', code: 'EXTRACT_OUTSIDE_DAYS', kind: 'refusal', values: { stream: 's', seq: 1 } },
    ];
    expect(await found(await entry({ at: begin }))).toEqual([]);
    expect(await found(await entry({ at: begin - 1 }))).toEqual(outside);
    expect(await found(await entry({ at: end - 1 }))).toEqual([]);
    expect(await found(await entry({ at: end }))).toEqual(outside);
  });

  it('§8 each entry follows the one before by number and by hash', async () => {
    const first = await entry({});
    const next = (changes: Partial<JournalEntry>) => entry({ seq: 2, previous: first.hash, ...changes });
    const broken = (seq: number) => [
      { clause: '8', code: 'EXTRACT_CHAIN_BROKEN', kind: 'refusal', values: { stream: 's', seq } },
    ];
    expect(await found(first, await next({}))).toEqual([]);
    expect(await found(first, await next({ seq: 3 }))).toEqual(broken(3));
    expect(await found(first, await next({ previous: '1'.repeat(64) }))).toEqual(broken(2));
    expect(await found(first, await next({ stream: 't', seq: 9 }))).toEqual([]);
  });

  it('one of the register’s keys is enough, and a body names somebody at any depth', async () => {
    const keys = [
      { fingerprint: '0'.repeat(64), publicKey: head.publicKey },
      { fingerprint: head.key, publicKey: head.publicKey },
    ];
    expect(await extractFindings(whole, { format: 'uzdik-register/1', keys, publications: [] })).toEqual([]);
    expect(await extractFindings({ ...whole, key: '1'.repeat(64) }, null)).toEqual([
      { clause: '8', code: 'EXTRACT_KEY_UNKNOWN', kind: 'refusal' },
      { clause: '8', code: 'EXTRACT_CHANGED', kind: 'refusal' },
    ]);
    expect(namesPeople({ a: 1, b: { c: [{ bin: '' }] } })).toBe(true);
    expect([namesPeople(null), namesPeople('name'), namesPeople({})]).toEqual([false, false, false]);
  });

  it('is read with one line end behind it and no more', () => {
    const text = canonical(whole);
    expect([readExtract(text), readExtract(`${text}\n`)]).toEqual([whole, whole]);
    expect([readExtract(`${text}\n\n`), readExtract(`\n${text}`)]).toEqual([null, null]);
    expect(readExtract(text.replace(head.key, `x${head.key}`))).toBeNull();
    expect(readExtract(text.replace(head.key, `${head.key}x`))).toBeNull();
  });
});
