import { beforeAll, describe, expect, it, test } from 'vitest';
import type { Register } from '#rules/publication';
import { receiptFindings, signReceipt } from '#rules/receipt';
import { readReceipt } from '#rules/receipt.schema';
import type { Receipt, SignedReceipt } from '#rules/receipt';
import { fingerprintOf } from '#rules/register';

const HEAD = 'c'.repeat(64);
const plain: Receipt = {
  format: 'uzdik-receipt/1',
  contest: '2026',
  mode: 'real',
  reference: 'UZ26-7K3M-9QXT',
  filing: 'a'.repeat(32),
  version: 1,
  receivedAt: '2026-09-15T18:59:59.999Z',
  late: false,
  commission: '10',
  organisation: { kk: 'Тіркеу орталығы', ru: 'Центр регистрации' },
  files: [{ kind: 'report', criterion: null, name: 'есеп.pdf', size: 17, sha256: 'd'.repeat(64) }],
  manifestSha256: 'e'.repeat(64),
  register: { number: 1, hash: HEAD },
};
let register: Register;
let signed: SignedReceipt;
let stranger: SignedReceipt;

async function keys(): Promise<{ privateKey: CryptoKey; publicKey: string; fingerprint: string }> {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const publicKey = btoa(String.fromCharCode(...raw));
  return { privateKey: pair.privateKey, publicKey, fingerprint: await fingerprintOf(publicKey) };
}

beforeAll(async () => {
  const [own, other] = [await keys(), await keys()];
  register = {
    format: 'uzdik-register/1',
    keys: [{ fingerprint: own.fingerprint, publicKey: own.publicKey }],
    publications: [{ number: 1, hash: HEAD } as Register['publications'][number]],
  };
  signed = await signReceipt(plain, own.privateKey, own.fingerprint);
  stranger = await signReceipt(plain, other.privateKey, other.fingerprint);
});
const codes = async (receipt: SignedReceipt): Promise<string[]> =>
  (await receiptFindings(receipt, register)).map(({ clause, code }) => `§${clause} ${code}`);

describe('§12 a receipt', () => {
  it('holds as it was given, in whatever order its members stand', async () => {
    expect(await codes(signed)).toEqual([]);
    const turned = Object.fromEntries(Object.entries(signed).reverse());
    expect(await codes(readReceipt(JSON.stringify(turned, null, 2)) as SignedReceipt)).toEqual([]);
  });

  test.each<[string, Partial<Receipt>]>([
    ['the instant by a millisecond', { receivedAt: '2026-09-15T18:59:59.998Z' }],
    ['late', { late: true }],
    ['the organisation', { organisation: { kk: 'Тіркеу орталығы', ru: 'Другой центр' } }],
    ['the size of a file', { files: plain.files.map((file) => ({ ...file, size: 18 })) }],
    ['a file left out', { files: [] }],
    ['the reference', { reference: 'UZ26-7K3M-9QXV' }],
  ])('does not hold with one change: %s', async (_, change) => {
    expect(await codes({ ...signed, ...change })).toEqual(['§12 RECEIPT_CHANGED']);
  });

  it('of another key is none of this register', async () => {
    expect(await codes(stranger)).toEqual(['§12 RECEIPT_KEY_UNKNOWN']);
  });

  it('names a head that a register cut short no longer has', async () => {
    const cut = { ...register, publications: [] };
    const findings = await receiptFindings(signed, cut);
    expect(findings).toEqual([
      { clause: '12', code: 'HEAD_NOT_FOUND', kind: 'refusal', values: { publication: 1 } },
    ]);
  });

  test.each([
    ['text', 'receipt'],
    ['a register', '{"format":"uzdik-register/1","keys":[],"publications":[]}'],
    ['a member more', () => JSON.stringify({ ...signed, note: '' })],
    ['a member less', () => JSON.stringify({ ...signed, late: undefined })],
  ])('is not %s', (_, text) => {
    expect(readReceipt(typeof text === 'string' ? text : text())).toBeNull();
  });
});
