// docs/register.md: its example is what it says byte by byte, and a verifier written from it alone judges as ours does
// whatever small thing is changed in a register.

import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonical } from '#rules/canonical';
import { checkDiploma } from '#rules/diploma';
import { readCode } from '#rules/diploma-code';
import type { Publication, Register } from '#rules/publication';
import { fingerprintOf, publicationHash, signatureHolds } from '#rules/register';
import { verifyRegister } from '#rules/verify-register';
import { tiedContest } from '../support/contest.ts';
import { registerOf } from '../support/register.ts';
import { brokenSteps } from '../support/second-verifier.js';
import { sealed } from '../support/forge.ts';

const description = readFileSync(join(import.meta.dirname, '../../docs/register.md'), 'utf8');
const example = (name: string): string => {
  const found = new RegExp(`\`\`\`(?:text) ${name}\n([\\s\\S]*?)\n\`\`\``).exec(description);
  if (found === null) throw new Error(`docs/register.md has no ${name}`);
  return found[1] ?? '';
};

describe('the example', () => {
  // RFC 8032, 7.1, test 1.
  const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const key = JSON.parse(example('example-key')) as { fingerprint: string; publicKey: string };

  it('names the key by its fingerprint', async () => {
    const raw = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32);
    expect(key.publicKey).toBe(raw.toString('base64'));
    expect(key.fingerprint).toBe(createHash('sha256').update(raw).digest('hex'));
    expect(await fingerprintOf(key.publicKey)).toBe(key.fingerprint);
  });

  it.each(['1', '2'])('publication %s: bytes, hash and signature', async (n) => {
    const text = example(`example-${n}`);
    const [hash = '', signature = ''] = example(`example-${n}-seal`).split('\n');
    const publication = JSON.parse(text) as Publication;
    expect(canonical(publication)).toBe(text);
    expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
    expect(await publicationHash(publication)).toBe(hash);
    expect(sign(null, Buffer.from(text), secret).toString('base64')).toBe(signature);
    const signed = { ...publication, hash, key: key.fingerprint, signature };
    expect(await signatureHolds(signed, key.publicKey)).toBe(true);
    if (n === '2') expect(publication.previous).toBe(example('example-1-seal').split('\n')[0]);
  });

  it('a diploma: data, code and signature', async () => {
    const [data, code] = [example('example-diploma'), example('example-diploma-code')];
    const read = readCode(code);
    expect(canonical(read?.diploma)).toBe(data);
    const keys = [{ fingerprint: key.fingerprint, publicKey: key.publicKey }];
    expect(read === null ? null : (await checkDiploma(read, keys, null)).key).toBe(key.fingerprint);
    const at = code.lastIndexOf('.');
    expect(sign(null, Buffer.from(code.slice(0, at)), secret).toString('base64url')).toBe(code.slice(at + 1));
  });

  it('a sheet: bytes and commitment', () => {
    const text = example('example-sheet');
    expect(canonical(JSON.parse(text))).toBe(text);
    expect(createHash('sha256').update(text).digest('hex')).toBe(example('example-sheet-commitment'));
  });
});

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Every value inside, by the way to it. */
function places(value: Json, way: (string | number)[] = []): (string | number)[][] {
  const inside: [string | number, Json][] = Array.isArray(value)
    ? value.map((item, index) => [index, item])
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
      : [];
  return [way, ...inside.flatMap(([key, item]) => places(item, [...way, key]))];
}

/** A value of the same sort that says something else. */
function other(value: Json, dice: number): Json {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return dice % 2 === 0 ? value + 1 : Math.max(0, value - 1);
  if (typeof value === 'string') {
    const day = /^(\d{4}-\d\d-)(\d\d)/.exec(value);
    if (day !== null) return value.replace(day[0], `${day[1] ?? ''}${dice % 2 === 0 ? '11' : '19'}`);
    return /^[0-9a-f]{32,}$/.test(value)
      ? value.replaceAll(value[0] ?? '', 'abc'[dice % 3] ?? 'a')
      : `${value}x`;
  }
  if (Array.isArray(value) && value.length > 0) {
    const at = dice % value.length;
    if (dice % 3 === 0) return value.filter((_, index) => index !== at);
    return dice % 3 === 1 ? [...value, value[at] ?? null] : [...value].reverse();
  }
  return value;
}

function put(value: Json, way: (string | number)[], dice: number): Json {
  const [key, ...rest] = way;
  if (key === undefined) return other(value, dice);
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? put(item, rest, dice) : item));
  if (typeof value !== 'object' || value === null) return value;
  return { ...value, [key]: put(value[key] ?? null, rest, dice) };
}

describe('a verifier written from the description', () => {
  const RUNS = 150;
  let text: string;
  let rich: number[];
  beforeAll(async () => {
    const register = await registerOf(await tiedContest());
    // The regions without applicants say little; two of their publications are enough.
    rich = [0, 1, 2, 3, 4, 5, 6, ...[-3, -2, -1].map((back) => register.publications.length + back)];
    text = canonical(register);
  });

  it('finds the same steps broken, whatever one thing a forger changes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.nat({ max: 5 }), async (which, where, dice) => {
        const register = JSON.parse(text) as Register;
        const row = register.publications[rich[which % rich.length] ?? 0];
        if (row === undefined) throw new Error('no such publication');
        const body = row.body as unknown as Json;
        const ways = places(body).filter((way) => way.at(-1) !== 'kind' && way.length > 0);
        row.body = put(body, ways[where % ways.length] ?? [], dice) as unknown as typeof row.body;
        const spoilt = canonical(sealed(register));
        const { steps } = await verifyRegister(spoilt);
        const broken = steps.filter(({ findings }) => findings.length > 0);
        expect(brokenSteps(spoilt)).toEqual(broken.map(({ publication, name }) => [publication, name]));
      }),
      { numRuns: RUNS, seed: 2026 },
    );
  });
});
