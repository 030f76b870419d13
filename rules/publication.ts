// The public record: what each publication says. Numbers and hashes are what a reader needs to recompute the
// outcome; names stand only where somebody won (docs/register.md). Schemas are in publication.schema.ts.

import type { Edition, Placement } from './edition.ts';

/** Opaque id under which a filing stands in the public record: 32 hex digits, random. */
export type FilingId = string;

export type Organisation = { kk: string; ru: string };
export type Words = { kk: string; ru: string; en: string };

/** On a publication that takes the place of an earlier one of its kind and commission; both stay public. */
export type Correction = {
  /** Number of the publication that was in force. */
  supersedes: number;
  reason: Words;
};

export type PlacementBody = { kind: 'placement'; edition: Edition; placement: Placement };

/** The Agency makes the term of §12 longer, never shorter (a house rule for an outage; docs/decisions). */
export type ExtensionBody = {
  kind: 'extension';
  /** The new last day, local, and its end as an exclusive instant. */
  lastDay: string;
  deadline: string;
  reason: Words;
};

/** A day that the Government moved: the Agency declares it working or off (moved-days.ts). */
export type CalendarBody = {
  kind: 'calendar';
  /** Local. */
  date: string;
  working: boolean;
  reason: { kk: string; ru: string; en: string };
};

export type CommitmentsBody = {
  kind: 'commitments';
  commission: string;
  /** In order of filing id; the commitments of one filing sorted. Hash of a SheetOpening. */
  filings: { filing: FilingId; commitments: string[]; recused: number }[];
};

/** One mark sheet as opened: its commitment is sha256 of the canonical JSON of { filing, marks, nonce, violations }. */
export type OpenSheet = {
  marks: number[];
  violations: boolean[];
  nonce: string;
  /** Where it was entered wrongly from paper: the commitment of the sheet it stands for, and why. */
  replaces?: { commitment: string; reason: Words };
};

export type SelectionBody = {
  kind: 'selection';
  commission: string;
  /** Applications by what became of them; the sum is all that were received. */
  received: number;
  withdrawn: number;
  transferredAway: number;
  notAdmitted: { filing: FilingId; grounds: string[] }[];
  /** In order of filing id; sheets sorted by value, without their members. */
  admitted: { filing: FilingId; recused: number; sheets: OpenSheet[]; passed: boolean }[];
  /** Local dates. */
  confirmedOn: string;
  signedOn: string;
  protocolSha256: string;
  correction?: Correction;
};

export type Attendance = {
  heldOn: string;
  members: number;
  present: number[];
  chairSeat: number;
  quorate: boolean;
};

/** `choices` are filing ids; empty is an abstention. One ballot a seat that is present and not recused. */
export type Ballot = { seat: number; choices: FilingId[] };
export type Round = {
  candidates: FilingId[];
  /** Places that this round fills. */
  places: number;
  /** Present members who may not vote in this round. */
  recused: number;
  ballots: Ballot[];
  /** The chair's decision among the tied, where there was one. */
  casting: FilingId[];
};

export type Appearance = 'appeared' | 'no-show' | 'withdrawn';

export type RegionalBody = {
  kind: 'regional';
  commission: string;
  contenders: { filing: FilingId; appearance: Appearance }[];
  /** Every sitting that was called, those without quorum too; the last one decided. */
  sittings: Attendance[];
  rounds: Round[];
  finalist: { filing: FilingId; organisation: Organisation } | null;
  signedOn: string;
  protocolSha256: string;
  correction?: Correction;
};

export type ListBody = {
  kind: 'list';
  finalists: { commission: string; filing: FilingId; organisation: Organisation }[];
  /** Commissions whose region has no finalist. */
  none: string[];
  correction?: Correction;
};

export type RepublicanBody = {
  kind: 'republican';
  commission: 'KZ';
  contenders: { filing: FilingId; appearance: Appearance }[];
  sittings: Attendance[];
  rounds: Round[];
  /** Unranked, in order of filing id. */
  winners: { commission: string; filing: FilingId; organisation: Organisation }[];
  signedOn: string;
  protocolSha256: string;
  correction?: Correction;
};

export type PublicationBody =
  | PlacementBody
  | ExtensionBody
  | CalendarBody
  | CommitmentsBody
  | SelectionBody
  | RegionalBody
  | ListBody
  | RepublicanBody;

/** What may be corrected by a later publication. */
export type CorrectableBody = SelectionBody | RegionalBody | ListBody | RepublicanBody;

export const correctionOf = (body: PublicationBody): Correction | undefined =>
  'correction' in body ? body.correction : undefined;

/** Hashes of sheets prove something later; by themselves they are no news. */
export type NewsBody = Exclude<PublicationBody, CommitmentsBody>;
export const isNews = (body: PublicationBody): body is NewsBody => body.kind !== 'commitments';

/** Whose publication it is; '' for the Agency's. */
export const publisherOf = (body: PublicationBody): string => ('commission' in body ? body.commission : '');

/** Those that no later one supersedes, in order: what holds now. */
export function inForce<P extends { number: number; body: PublicationBody }>(
  publications: readonly P[],
): P[] {
  const superseded = new Set(publications.map(({ body }) => correctionOf(body)?.supersedes));
  return publications.filter(({ number }) => !superseded.has(number));
}

/** The one that took the place of `number`; undefined while it holds. */
export const supersededBy = <P extends { body: PublicationBody }>(
  publications: readonly P[],
  number: number,
): P | undefined => publications.find(({ body }) => correctionOf(body)?.supersedes === number);

export type Mode = 'real' | 'demo' | 'rehearsal';

export type Publication = {
  format: 'uzdik/1';
  contest: string;
  mode: Mode;
  /** 1 for the placement, then without gaps. */
  number: number;
  /** Instant, ISO UTC. */
  at: string;
  /** Hash of the publication before; 64 zeros before the first. */
  previous: string;
  body: PublicationBody;
};

/** `hash` is sha256 of the canonical JSON of the Publication; `signature` is Ed25519 over those same bytes, base64. */
export type SignedPublication = Publication & { hash: string; key: string; signature: string };

/** `/data/register.json`, itself canonical JSON. `key` is sha256 of the raw public key, hex. */
export type Register = {
  format: 'uzdik-register/1';
  keys: { fingerprint: string; publicKey: string }[];
  publications: SignedPublication[];
};
