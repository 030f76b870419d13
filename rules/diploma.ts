// The diploma of §22: what it says of a winner, its number, and what anybody can check of it. Everything on it is signed,
// and everything in it stands in the register, so it is made again from there, the same.

import { canonical } from './canonical.ts';
import type { Day } from './days.ts';
import type { Code } from './diploma-code.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';
import { inForce } from './publication.ts';
import type { FilingId, Mode, Register, SignedPublication } from './publication.ts';
import { fingerprintOf, isSignedBy, publicationHash } from './register.ts';

/** Short names: they are printed in the QR code. */
export type Diploma = {
  /** Local day of the protocol that names the winners. */
  date: Day;
  /** Number and hash of the publication that names them: `64:…`. */
  head: string;
  /** The winner's name in Kazakh. */
  kk: string;
  mode: Mode;
  /** `2026-1`: the edition, and which of its diplomas. */
  number: string;
  /** The winner's name in Russian. */
  ru: string;
};
export type Given = { filing: FilingId; diploma: Diploma };

/**
 * The number of every diploma that was ever due, by winner. Each publication of winners numbers those who have none yet, in
 * order of filing id, which is random: winners have no ranks (§21), and a correction changes nobody's number.
 */
export function diplomaNumbers(publications: readonly SignedPublication[]): ReadonlyMap<FilingId, string> {
  const numbers = new Map<FilingId, string>();
  const given = new Map<string, number>();
  for (const { contest, body } of publications) {
    if (body.kind !== 'republican') continue;
    for (const filing of body.winners.map((winner) => winner.filing).sort()) {
      if (numbers.has(filing)) continue;
      const next = (given.get(contest) ?? 0) + 1;
      given.set(contest, next);
      numbers.set(filing, `${contest}-${next}`);
    }
  }
  return numbers;
}

/** Where the house gives it. */
export const diplomaAddress = (number: string): string => `/api/diplomas/${number.replace('-', '/')}.pdf`;

/** The diplomas that one of `publications` gives; none where it names no winners. */
export function diplomasOf(
  { body, mode, number, hash }: SignedPublication,
  publications: readonly SignedPublication[],
): Given[] {
  if (body.kind !== 'republican') return [];
  const numbers = diplomaNumbers(publications);
  return body.winners.map(({ filing, organisation: { kk, ru } }) => ({
    filing,
    diploma: {
      date: body.signedOn,
      head: `${number}:${hash}`,
      kk,
      mode,
      number: numbers.get(filing) ?? '',
      ru,
    },
  }));
}

/** The diplomas that hold now. */
export const diplomasInForce = (publications: readonly SignedPublication[]): Given[] =>
  inForce(publications).flatMap((publication) => diplomasOf(publication, publications));

export const STEPS = ['signature', 'publication', 'winner', 'force'] as const;
/** What a step found wrong; null where it could not be taken. */
export type DiplomaCheck = {
  steps: Record<(typeof STEPS)[number], Finding[] | null>;
  /** Fingerprint of the key that signed it. */
  key: string | null;
  /** The diploma that took its place. */
  now: Diploma | null;
};

/** Checks `code` with the register's `keys`, and against its `publications` where the reader has them. */
export async function checkDiploma(
  { diploma, signed, signature }: Code,
  keys: Register['keys'],
  publications: readonly SignedPublication[] | null,
): Promise<DiplomaCheck> {
  const steps: DiplomaCheck['steps'] = { signature: null, publication: null, winner: null, force: null };
  const ended = (found: Partial<DiplomaCheck>): DiplomaCheck => ({ steps, key: null, now: null, ...found });
  const key = await signerOf(signed, signature, keys);
  steps.signature = key === null ? [wrong('DIPLOMA_SIGNATURE_WRONG')] : [];
  if (key === null || publications === null) return ended({ key });

  const [number = '', hash = ''] = diploma.head.split(':');
  const publication = publications.find((row) => row.number === Number(number) && row.hash === hash);
  const there = publication !== undefined && (await publicationHash(publication)) === hash;
  steps.publication = there ? [] : [wrong('DIPLOMA_NOT_PUBLISHED', { publication: Number(number) })];
  if (!there) return ended({ key });

  const own = diplomasOf(publication, publications).find((given) => given.diploma.number === diploma.number);
  if (own === undefined) steps.winner = [wrong('DIPLOMA_NOT_A_WINNER', { publication: publication.number })];
  else if (canonical(own.diploma) !== canonical(diploma))
    steps.winner = [wrong('DIPLOMA_SAYS_OTHERWISE', { publication: publication.number })];
  else steps.winner = [];
  if (steps.winner.length > 0) return ended({ key });

  const standing = inForce(publications).find(({ body }) => body.kind === 'republican');
  if (standing === undefined || standing === publication) {
    steps.force = [];
    return ended({ key });
  }
  const now =
    diplomasOf(standing, publications).find(({ filing }) => filing === own?.filing)?.diploma ?? null;
  const other = { publication: standing.number };
  steps.force = [wrong(now === null ? 'DIPLOMA_WITHDRAWN' : 'DIPLOMA_SUPERSEDED', other)];
  return ended({ key, now });
}

/** In a word: it is false, it was replaced, it holds, or it is signed and nothing more is known. */
export function verdictOf({ steps }: DiplomaCheck): 'wrong' | 'replaced' | 'holds' | 'signed' {
  if ([steps.signature, steps.publication, steps.winner].some((found) => (found ?? []).length > 0))
    return 'wrong';
  if (steps.force === null) return 'signed';
  return steps.force.length > 0 ? 'replaced' : 'holds';
}

const wrong = (code: string, values?: Finding['values']): Finding => refusal('22', code, values);

async function signerOf(signed: string, signature: string, keys: Register['keys']): Promise<string | null> {
  for (const { fingerprint, publicKey } of keys) {
    const known = (await fingerprintOf(publicKey).catch(() => '')) === fingerprint;
    if (known && (await isSignedBy(signed, signature, publicKey))) return fingerprint;
  }
  return null;
}
