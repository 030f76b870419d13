// A whole contest as a register, signed with a key of this run: one region with a finalist, the others empty.

import { canonical } from '#rules/canonical';
import type { PublicationBody, Register } from '#rules/publication';
import { GENESIS, sha256Hex, signPublication } from '#rules/register';
import { placementTerm } from '#rules/terms';
import { verifyRegister } from '#rules/verify-register';
import { edition as template } from './edition.ts';

const PLACED_AT = '2026-09-01T05:00:00.000Z';
export const [A, B] = ['a'.repeat(32), 'b'.repeat(32)];
const none = [false, false, false, false, false, false];
const sheets = (marks: number[]) =>
  [0, 1, 2, 3, 4].map((n) => ({ marks, violations: none, nonce: String(n).repeat(64) }));
export const strong = sheets([5, 5, 4, 4, 3, 3]);
export const weak = sheets([2, 3, 2, 3, 2, 3]);
export const organisation = { kk: 'Орталық', ru: 'Центр' };
const sitting = {
  heldOn: '2026-10-12',
  members: 7,
  present: [1, 2, 3, 4, 5, 6, 7],
  chairSeat: 1,
  quorate: true,
};
const vote = (...choices: string[][]) =>
  choices.map((chosen, index) => ({ seat: index + 1, choices: chosen }));
export const signed = { signedOn: '2026-10-12', protocolSha256: '1'.repeat(64) };

export async function commitments(filing: string, of: typeof strong): Promise<string[]> {
  const all = await Promise.all(
    of.map(({ marks, violations, nonce }) => sha256Hex(canonical({ filing, marks, nonce, violations }))),
  );
  return all.sort();
}

/** A whole contest: one region with a finalist, the others without applicants. */
export async function bodies(edition = template): Promise<PublicationBody[]> {
  const placement = {
    placedAt: PLACED_AT,
    ...placementTerm(Date.parse(PLACED_AT), edition),
    siteAddress: 'https://example.kz',
    socialAddresses: [],
  };
  const [region = '', ...others] = edition.regions;
  const empty = others.flatMap((commission): PublicationBody[] => [
    { kind: 'commitments', commission, filings: [] },
    {
      kind: 'selection',
      commission,
      received: 0,
      withdrawn: 0,
      transferredAway: 0,
      notAdmitted: [],
      admitted: [],
      confirmedOn: '2026-09-20',
      ...signed,
    },
    { kind: 'regional', commission, contenders: [], sittings: [], rounds: [], finalist: null, ...signed },
  ]);
  const round = {
    candidates: [A],
    places: 1,
    recused: 0,
    ballots: vote([A], [A], [A], [A], [A], [], []),
    casting: [],
  };
  const finalist = { commission: region, filing: A, organisation };
  return [
    { kind: 'placement', edition, placement },
    {
      kind: 'commitments',
      commission: region,
      filings: [
        { filing: A, commitments: await commitments(A, strong), recused: 0 },
        { filing: B, commitments: await commitments(B, weak), recused: 0 },
      ],
    },
    {
      kind: 'selection',
      commission: region,
      received: 2,
      withdrawn: 0,
      transferredAway: 0,
      notAdmitted: [],
      admitted: [
        { filing: A, recused: 0, sheets: strong, passed: true },
        { filing: B, recused: 0, sheets: weak, passed: false },
      ],
      confirmedOn: '2026-09-20',
      ...signed,
    },
    {
      kind: 'regional',
      commission: region,
      contenders: [{ filing: A, appearance: 'appeared' }],
      sittings: [sitting],
      rounds: [round],
      finalist: { filing: A, organisation },
      ...signed,
    },
    ...empty,
    { kind: 'list', finalists: [finalist], none: others },
    {
      kind: 'republican',
      commission: 'KZ',
      contenders: [{ filing: A, appearance: 'appeared' }],
      sittings: [sitting],
      rounds: [{ ...round, places: 3 }],
      winners: [finalist],
      ...signed,
    },
  ];
}

const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
export const { privateKey } = pair;
const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
export const key = { fingerprint: await sha256Hex(raw), publicKey: btoa(String.fromCharCode(...raw)) };

/** Signs `list` as a register, so that only what is unlawful is wrong with it. */
export async function registerOf(list: PublicationBody[]): Promise<Register> {
  const publications: Register['publications'] = [];
  for (const [index, body] of list.entries()) {
    const at = index === 0 ? PLACED_AT : '2026-10-20T05:00:00.000Z';
    const previous = publications.at(-1)?.hash ?? GENESIS;
    const publication = {
      format: 'uzdik/1' as const,
      contest: '2026',
      mode: 'rehearsal' as const,
      number: index + 1,
      at,
      previous,
      body,
    };
    publications.push(await signPublication(publication, pair.privateKey, key.fingerprint));
  }
  return { format: 'uzdik-register/1', keys: [key], publications };
}
export const codesOf = async (register: Register): Promise<string[]> => {
  const { steps } = await verifyRegister(canonical(register));
  return steps.flatMap(({ findings }) => findings.map(({ clause, code }) => `§${clause} ${code}`));
};
