// The receipt of a filing (§12): what was received and when, signed with the key of the register, so that an applicant
// can prove it to anybody. It names the register's head at that moment: who holds it knows that the register went on
// from there.

import { canonical } from './canonical.ts';
import type { FileKind } from './application.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';
import type { Mode, Register } from './publication.ts';
import { fingerprintOf, isSignedBy, sign } from './register.ts';

export type Receipt = {
  format: 'uzdik-receipt/1';
  contest: string;
  mode: Mode;
  reference: string;
  /** The opaque id under which the filing stands in the register. */
  filing: string;
  /** 1, or more where the same application was filed again: the last one counts. */
  version: number;
  /** ISO UTC, to the millisecond. */
  receivedAt: string;
  late: boolean;
  commission: string;
  organisation: { kk: string; ru: string };
  files: { kind: FileKind; criterion: number | null; name: string; size: number; sha256: string }[];
  /** SHA-256 of the canonical form and files together. */
  manifestSha256: string;
  /** The last publication when it was received. */
  register: { number: number; hash: string };
};
/** `key` is the fingerprint of the register's key, `signature` base64 over the canonical receipt without these two. */
export type SignedReceipt = Receipt & { key: string; signature: string };

export async function signReceipt(
  receipt: Receipt,
  privateKey: CryptoKey,
  fingerprint: string,
): Promise<SignedReceipt> {
  return { ...receipt, key: fingerprint, signature: await sign(canonical(receipt), privateKey) };
}

/** What does not hold of a receipt against the register; nothing where it is true. */
export async function receiptFindings(signed: SignedReceipt, register: Register): Promise<Finding[]> {
  const broken = (code: string, values?: Finding['values']): Finding => refusal('12', code, values);
  const { key, signature, ...receipt } = signed;
  const { number, hash } = receipt.register;
  const known = register.keys.find(({ fingerprint }) => fingerprint === key);
  if (known === undefined || (await fingerprintOf(known.publicKey)) !== key)
    return [broken('RECEIPT_KEY_UNKNOWN')];
  const holds = await isSignedBy(canonical(receipt), signature, known.publicKey);
  const there = register.publications.some((row) => row.number === number && row.hash === hash);
  return [
    ...(holds ? [] : [broken('RECEIPT_CHANGED')]),
    ...(there ? [] : [broken('HEAD_NOT_FOUND', { publication: number })]),
  ];
}
