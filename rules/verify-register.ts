// Checks a whole register from its bytes: form, keys, numbers, chain, signatures, and that each publication is lawful.

import { canonical } from './canonical.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';
import type { Register, SignedPublication } from './publication.ts';
import { registerSchema } from './publication.schema.ts';
import { fingerprintOf, GENESIS, publicationHash, signatureHolds } from './register.ts';
import { stepsOf } from './verify.ts';
import { leftBehind } from './verify-correction.ts';
import { line, step } from './verify-steps.ts';
import type { Step } from './verify-steps.ts';

/** `publication` is the number by its place in the register; 0 for the file as a whole. */
export type VerifyStep = Step & { publication: number };
export type Verdict = { ok: boolean; steps: VerifyStep[]; head: { number: number; hash: string } | null };
export type Pins = { key?: string; head?: { number: number; hash: string } };
/** Told once the file is read (`publication` null), then after each publication; `all` of them are to come. */
export type Progress = (publication: SignedPublication | null, steps: Step[], all: number) => void;

const broken = (code: string, values?: Finding['values']): Finding => refusal('21', code, values);

/** Verifies the text of `/data/register.json`; `pins` are what a reader remembers from a receipt or protocol. */
export async function verifyRegister(
  text: string,
  pins: Pins = {},
  tell: Progress = () => undefined,
): Promise<Verdict> {
  const steps: VerifyStep[] = [];
  const add = (publication: number, made: Step[]): void =>
    void steps.push(...made.map((one) => ({ ...one, publication })));
  const register = readStrictly(text);
  if (register === null) {
    const unread = [step('form', '21', [], [broken('REGISTER_UNREADABLE')])];
    add(0, unread);
    tell(null, unread, 0);
    return { ok: false, steps, head: null };
  }
  const { publications } = register;
  const file = [
    step('form', '21', [line('form', { publications: publications.length })]),
    await keyStep(register, pins),
  ];
  add(0, file);
  tell(null, file, publications.length);
  const publicKey = new Map(register.keys.map((key) => [key.fingerprint, key.publicKey]));
  let previous = GENESIS;
  for (const [index, publication] of publications.entries()) {
    const made = [
      ...(await sealSteps(publication, index + 1, previous, publicKey.get(publication.key))),
      ...(await stepsOf(publication, publications.slice(0, index))),
    ];
    add(index + 1, made);
    tell(publication, made, publications.length);
    previous = publication.hash;
  }
  for (const { publication, finding } of await leftBehind(publications)) {
    add(publication, [step('in-force', '18', [line('in-force')], [finding])]);
  }
  if (pins.head !== undefined) add(0, [pinStep(register, pins.head)]);
  const last = publications.at(-1);
  const head = last === undefined ? null : { number: last.number, hash: last.hash };
  return { ok: steps.every(({ findings }) => findings.length === 0), steps, head };
}

/** Where it stands, what it follows, that its hash is of these bytes, and that the key signed them. */
async function sealSteps(
  publication: SignedPublication,
  expected: number,
  previous: string,
  publicKey: string | undefined,
): Promise<Step[]> {
  const values = { publication: expected };
  const { number, hash, key } = publication;
  const computed = await publicationHash(publication);
  const signed = publicKey !== undefined && (await signatureHolds(publication, publicKey));
  const when = (holds: boolean, code: string): Finding[] => (holds ? [] : [broken(code, values)]);
  return [
    step(
      'number',
      '21',
      [line('number', { number, expected })],
      when(number === expected, 'NUMBER_OUT_OF_ORDER'),
    ),
    step(
      'chain',
      '21',
      [line('chain', { named: publication.previous, hash: previous })],
      when(publication.previous === previous, 'CHAIN_BROKEN'),
    ),
    step('hash', '21', [line('hash', { computed, hash })], when(hash === computed, 'HASH_WRONG')),
    step('signature', '21', [line('signature', { key })], when(signed, 'SIGNATURE_INVALID')),
  ];
}

function pinStep({ publications }: Register, { number, hash }: { number: number; hash: string }): Step {
  const there = publications.some((row) => row.number === number && row.hash === hash);
  const findings = there ? [] : [broken('HEAD_NOT_FOUND', { publication: number })];
  return step('pin', '21', [line('pin', { number, hash })], findings);
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

async function keyStep({ keys }: Register, pins: Pins): Promise<Step> {
  const named = await Promise.all(
    keys.map(async ({ fingerprint, publicKey }) => {
      const own = await fingerprintOf(publicKey).catch(() => null);
      return own === fingerprint;
    }),
  );
  const pinned = pins.key === undefined || keys.some(({ fingerprint }) => fingerprint === pins.key);
  return step(
    'keys',
    '21',
    keys.map(({ fingerprint }) => line('key', { key: fingerprint })),
    [
      ...(named.every(Boolean) ? [] : [broken('KEY_NAME_WRONG')]),
      ...(pinned ? [] : [broken('KEY_NOT_PINNED')]),
    ],
  );
}
