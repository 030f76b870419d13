// An extract of the journal for an inspector: entries of one commission or application over some days, each with the
// hash that chains it to the one before in its stream, sealed with the register's key. A body that names people is
// withheld; its hash stays, so the chain still holds.

import { canonical } from './canonical.ts';
import { startOfDay, addDays } from './days.ts';
import type { Day } from './days.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';
import type { Mode, Register } from './publication.ts';
import { fingerprintOf, isSignedBy, sha256Hex, sign } from './register.ts';

export type JournalEntry = {
  stream: string;
  /** 1 for the first of its stream, then without gaps. */
  seq: number;
  /** Milliseconds. */
  at: number;
  /** Id of the seat that acted, 'applicant' or 'tick'. */
  actor: string;
  act: string;
  /** Canonical JSON; null where it names people. */
  body: string | null;
  previous: string;
  /** SHA-256 of the canonical JSON of the members above, the body as it was. */
  hash: string;
};

export type Taken = {
  /** When it was taken, and the id of the seat that took it. */
  at: string;
  by: string;
  commission: string;
  /** The reference of the one application that it is about; null for the whole commission. */
  application: string | null;
  from: Day;
  to: Day;
};

export type ExtractHead = {
  format: 'uzdik-extract/1';
  contest: string;
  mode: Mode;
  taken: Taken;
  /** SHA-256 of the canonical JSON of the entries. */
  entriesSha256: string;
  key: string;
  publicKey: string;
};
export type Extract = ExtractHead & { entries: JournalEntry[]; signature: string };

/** The signature over everything but the entries, which their hash stands for. */
export const signExtract = (head: ExtractHead, privateKey: CryptoKey): Promise<string> =>
  sign(canonical(head), privateKey);

const PEOPLE = new Set(['name', 'email', 'phone', 'employer', 'position', 'bin']);
/** True where a body holds somebody's name or address. */
export function namesPeople(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  return Object.entries(body).some(([key, value]) => PEOPLE.has(key) || namesPeople(value));
}

const broken = (code: string, values?: Finding['values']): Finding => refusal('8', code, values);

/** What does not hold of an extract; with the register, also whether its key is the register's. */
export async function extractFindings(
  { entries, signature, ...head }: Extract,
  register: Register | null,
): Promise<Finding[]> {
  const named = (await fingerprintOf(head.publicKey)) === head.key;
  const known = register === null || register.keys.some(({ fingerprint }) => fingerprint === head.key);
  const sealed = await isSignedBy(canonical(head), signature, head.publicKey);
  const whole = (await sha256Hex(canonical(entries))) === head.entriesSha256;
  return [
    ...(named && known ? [] : [broken('EXTRACT_KEY_UNKNOWN')]),
    ...(sealed && whole ? [] : [broken('EXTRACT_CHANGED')]),
    ...(await chainFindings(entries, head.taken)),
  ];
}

async function chainFindings(entries: JournalEntry[], { from, to }: Taken): Promise<Finding[]> {
  const findings: Finding[] = [];
  const [first, end] = [startOfDay(from), startOfDay(addDays(to, 1))];
  for (const [index, entry] of entries.entries()) {
    const { hash, ...hashed } = entry;
    const { stream, seq, at } = entry;
    const before = entries[index - 1];
    // Within one stream the days give a run without gaps, since an entry is never earlier than the one before it.
    const linked = before?.stream !== stream || (before.seq + 1 === seq && before.hash === entry.previous);
    if (!linked) findings.push(broken('EXTRACT_CHAIN_BROKEN', { stream, seq }));
    if (entry.body !== null && (await sha256Hex(canonical(hashed))) !== hash)
      findings.push(broken('EXTRACT_ENTRY_CHANGED', { stream, seq }));
    if (at < first || at >= end) findings.push(broken('EXTRACT_OUTSIDE_DAYS', { stream, seq }));
  }
  return findings;
}
