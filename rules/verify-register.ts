// Checks a whole register from its bytes: form, keys, numbers, chain, signatures, and that each publication is lawful.

import { canonical } from './canonical.ts';
import type { Finding } from './finding.ts';
import type { Register } from './publication.ts';
import { registerSchema } from './publication.schema.ts';
import { fingerprintOf, GENESIS, publicationHash, signatureHolds } from './register.ts';
import { verifyPublication } from './verify.ts';
import { leftBehind } from './verify-correction.ts';

export type VerifyStep = {
  /** Number of the publication; 0 for the file as a whole. */
  publication: number;
  name: 'form' | 'keys' | 'number' | 'chain' | 'signature' | 'lawful' | 'in-force' | 'pin';
  findings: Finding[];
};
export type Verdict = { ok: boolean; steps: VerifyStep[]; head: { number: number; hash: string } | null };
export type Pins = { key?: string; head?: { number: number; hash: string } };

const broken = (code: string, values?: Finding['values']): Finding => ({
  clause: '21',
  code,
  kind: 'refusal',
  ...(values === undefined ? {} : { values }),
});

/** Verifies the text of `/data/register.json`; `pins` are what a reader remembers from a receipt or protocol. */
export async function verifyRegister(text: string, pins: Pins = {}): Promise<Verdict> {
  const register = readStrictly(text);
  if (register === null) {
    return {
      ok: false,
      steps: [{ publication: 0, name: 'form', findings: [broken('REGISTER_UNREADABLE')] }],
      head: null,
    };
  }
  const steps: VerifyStep[] = [{ publication: 0, name: 'form', findings: [] }];
  steps.push({ publication: 0, name: 'keys', findings: await keyFindings(register, pins) });
  const publicKey = new Map(register.keys.map((key) => [key.fingerprint, key.publicKey]));
  let previous = GENESIS;
  for (const [index, publication] of register.publications.entries()) {
    const step = (name: VerifyStep['name'], findings: Finding[]): void => {
      steps.push({ publication: publication.number, name, findings });
    };
    const values = { publication: publication.number };
    step('number', publication.number === index + 1 ? [] : [broken('NUMBER_OUT_OF_ORDER', values)]);
    const linked =
      publication.previous === previous && publication.hash === (await publicationHash(publication));
    step('chain', linked ? [] : [broken('CHAIN_BROKEN', values)]);
    const key = publicKey.get(publication.key);
    const sealed = key !== undefined && (await signatureHolds(publication, key));
    step('signature', sealed ? [] : [broken('SIGNATURE_INVALID', values)]);
    step('lawful', await verifyPublication(publication, register.publications.slice(0, index)));
    previous = publication.hash;
  }
  for (const { publication, finding } of await leftBehind(register.publications)) {
    steps.push({ publication, name: 'in-force', findings: [finding] });
  }
  const last = register.publications.at(-1);
  const head = last === undefined ? null : { number: last.number, hash: last.hash };
  if (pins.head !== undefined) {
    const { number, hash } = pins.head;
    const there = register.publications.some((row) => row.number === number && row.hash === hash);
    steps.push({
      publication: number,
      name: 'pin',
      findings: there ? [] : [broken('HEAD_NOT_FOUND', { publication: number })],
    });
  }
  return { ok: steps.every(({ findings }) => findings.length === 0), steps, head };
}

/** The register when its own bytes are canonical (so no doubled key, no spare blank) and every member is known. */
function readStrictly(text: string): Register | null {
  try {
    const value: unknown = JSON.parse(text);
    if (canonical(value) !== text.replace(/\n$/, '')) return null;
    const parsed = registerSchema.safeParse(value);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

async function keyFindings(register: Register, pins: Pins): Promise<Finding[]> {
  const named = await Promise.all(
    register.keys.map(async ({ fingerprint, publicKey }) => fingerprint === (await fingerprintOf(publicKey))),
  );
  const pinned = pins.key === undefined || register.keys.some(({ fingerprint }) => fingerprint === pins.key);
  return [
    ...(named.every(Boolean) ? [] : [broken('KEY_NAME_WRONG')]),
    ...(pinned ? [] : [broken('KEY_NOT_PINNED')]),
  ];
}
