// A true register spoilt in one way each, with the publication and the step at which that shows first. Where `forge` is
// used, somebody with a key of their own has sealed the whole register anew, so that only the outcome is false.

import { canonical } from '#rules/canonical';
import type { PublicationBody, Register, SignedPublication } from '#rules/publication';
import type { Pins } from '#rules/verify-register';
import { forgersKey, sealed, sha256 } from './forge.ts';

type Kind = PublicationBody['kind'];
type Body<K extends Kind> = Extract<PublicationBody, { kind: K }>;
export type Tampered = { text: string; pins?: Pins; publication: number; step: string };

const flipped = (text: string): string => (text.startsWith('0') ? `1${text.slice(1)}` : `0${text.slice(1)}`);
const flippedSignature = (text: string): string =>
  text.startsWith('A') ? `B${text.slice(1)}` : `A${text.slice(1)}`;

/** The first publication of a kind for which `fits`. */
function first<K extends Kind>(
  register: Register,
  kind: K,
  fits: (body: Body<K>) => boolean = () => true,
): { row: SignedPublication; body: Body<K> } {
  const row = register.publications.find(({ body }) => body.kind === kind && fits(body as Body<K>));
  if (row === undefined) throw new Error(`the true register has no such ${kind}`);
  return { row, body: row.body as Body<K> };
}

function item<T>(list: readonly T[], index = 0): T {
  const found = list.at(index);
  if (found === undefined) throw new Error('the true register has no such row');
  return found;
}

const marked = (register: Register) => first(register, 'selection', ({ admitted }) => admitted.length > 0);
const tied = (register: Register) =>
  first(register, 'regional', ({ rounds }) => rounds.some(({ casting }) => casting.length > 0));
const someone = ({ publications }: Register): SignedPublication =>
  item(publications, publications.length >> 1);

type Change = (register: Register) => number | SignedPublication;
type Case = [name: string, step: string, make: (text: string) => Tampered];

/** Changed by hand: nothing is sealed anew. */
const changed = (name: string, step: string, change: Change): Case => [
  name,
  step,
  (text) => {
    const register = JSON.parse(text) as Register;
    const where = change(register);
    const publication = typeof where === 'number' ? where : where.number;
    return { text: canonical(register), publication, step };
  },
];

/** Changed, and sealed anew by a forger. */
const forged = (name: string, step: string, change: Change, numbered = true): Case => [
  name,
  step,
  (text) => {
    const register = JSON.parse(text) as Register;
    const where = change(register);
    const of = sealed(register, numbered);
    const publication = typeof where === 'number' ? where : of.publications.indexOf(where) + 1;
    return { text: canonical(of), publication, step };
  },
];

const spoilt = (name: string, spoil: (text: string) => string): Case => [
  name,
  'form',
  (text) => ({ text: spoil(text), publication: 0, step: 'form' }),
];

const headOf = ({ publications }: Register): { number: number; hash: string } => {
  const { number, hash } = item(publications, -1);
  return { number, hash };
};

export const CASES: Case[] = [
  changed('a byte of a signature', 'signature', (register) => {
    const row = someone(register);
    row.signature = flippedSignature(row.signature);
    return row;
  }),
  changed('a byte of a hash', 'hash', (register) => {
    const row = someone(register);
    row.hash = flipped(row.hash);
    return row;
  }),
  changed('a byte of the hash before', 'chain', (register) => {
    const row = someone(register);
    row.previous = flipped(row.previous);
    return row;
  }),
  changed('the instant of a publication', 'hash', (register) => {
    const row = someone(register);
    row.at = row.at.replace(/\d{3}Z$/, (ms) => (ms === '000Z' ? '001Z' : '000Z'));
    return row;
  }),
  changed('a mark', 'hash', (register) => {
    const { row, body } = marked(register);
    const { marks } = item(item(body.admitted).sheets);
    marks[0] = marks[0] === 5 ? 4 : 5;
    return row;
  }),
  changed('a public key', 'keys', (register) => {
    item(register.keys).publicKey = forgersKey.publicKey;
    return 0;
  }),
  changed('a publication taken out of the middle', 'number', (register) => {
    const at = register.publications.length >> 1;
    register.publications.splice(at, 1);
    return at + 1;
  }),
  changed('two publications that changed places', 'number', (register) => {
    const at = register.publications.length >> 1;
    register.publications.splice(at, 2, item(register.publications, at + 1), item(register.publications, at));
    return at + 1;
  }),
  forged(
    'a number, sealed anew',
    'number',
    (register) => {
      const at = register.publications.length >> 1;
      item(register.publications, at).number += 100;
      return at + 1;
    },
    false,
  ),
  forged('sheets committed before the term was over', 'time', (register) => {
    const { row } = first(register, 'commitments');
    row.at = item(register.publications).at;
    return row;
  }),
  forged('a mark, sealed anew', 'commitments', (register) => {
    const { row, body } = marked(register);
    const { marks } = item(item(body.admitted).sheets);
    marks[0] = marks[0] === 5 ? 4 : 5;
    return row;
  }),
  forged('a violation', 'commitments', (register) => {
    const { row, body } = marked(register);
    item(item(body.admitted).sheets).violations[0] = true;
    return row;
  }),
  forged('a nonce', 'commitments', (register) => {
    const { row, body } = marked(register);
    const sheet = item(item(body.admitted).sheets);
    sheet.nonce = flipped(sheet.nonce);
    return row;
  }),
  forged('a commitment', 'commitments', (register) => {
    const { commission } = marked(register).body;
    const { body } = first(register, 'commitments', (row) => row.commission === commission);
    const promised = item(body.filings).commitments;
    promised[0] = flipped(item(promised));
    promised.sort();
    return marked(register).row;
  }),
  forged('who passed', 'passed', (register) => {
    const { row, body } = marked(register);
    const admitted = item(body.admitted);
    admitted.passed = !admitted.passed;
    return row;
  }),
  forged('a sheet left out on both sides', 'passed', (register) => {
    const { row, body } = marked(register);
    const { filing, sheets } = item(body.admitted);
    const { marks, nonce, violations } = item(sheets.splice(0, 1));
    const gone = sha256(canonical({ filing, marks, nonce, violations }));
    const { commission } = body;
    const promised = first(register, 'commitments', (other) => other.commission === commission).body;
    const promise = promised.filings.find((other) => other.filing === filing);
    if (promise) promise.commitments = promise.commitments.filter((one) => one !== gone);
    return row;
  }),
  forged('the number of those received', 'counts', (register) => {
    const { row, body } = marked(register);
    body.received += 1;
    return row;
  }),
  forged('the grounds of a refusal', 'grounds', (register) => {
    const { row, body } = first(register, 'selection', ({ notAdmitted }) => notAdmitted.length > 0);
    item(body.notAdmitted).grounds = [];
    return row;
  }),
  forged('a contender left out', 'contenders', (register) => {
    const { row, body } = tied(register);
    body.contenders.pop();
    return row;
  }),
  forged('a seat that was present', 'quorum', (register) => {
    const { row, body } = tied(register);
    item(body.sittings, -1).present.length = 4;
    return row;
  }),
  forged('a seat that is present twice', 'quorum', (register) => {
    const { row, body } = tied(register);
    const { present } = item(body.sittings, -1);
    present[1] = item(present);
    return row;
  }),
  forged('every ballot', 'outcome', (register) => {
    const { row, body } = tied(register);
    const round = item(body.rounds);
    const other = item(round.candidates.filter((one) => one !== body.finalist?.filing));
    for (const ballot of round.ballots) ballot.choices = [other];
    return row;
  }),
  forged('a ballot dropped', 'ballots', (register) => {
    const { row, body } = tied(register);
    item(body.rounds).ballots.pop();
    return row;
  }),
  forged('a ballot added', 'ballots', (register) => {
    const { row, body } = tied(register);
    const { ballots } = item(body.rounds);
    ballots.push({ ...item(ballots) });
    return row;
  }),
  forged('a ballot that counts a choice twice', 'ballots', (register) => {
    const { row, body } = first(register, 'republican');
    const ballot = item(item(body.rounds).ballots);
    ballot.choices = [item(ballot.choices), item(ballot.choices)];
    return row;
  }),
  forged('the casting vote taken away', 'casting', (register) => {
    const { row, body } = tied(register);
    item(body.rounds).casting = [];
    return row;
  }),
  forged('the casting vote for the other', 'outcome', (register) => {
    const { row, body } = tied(register);
    const round = item(body.rounds);
    const votes = (filing: string) => round.ballots.filter(({ choices }) => choices.includes(filing)).length;
    const chosen = item(round.casting);
    round.casting = [item(round.candidates.filter((one) => one !== chosen && votes(one) === votes(chosen)))];
    return row;
  }),
  forged('the places of a vote', 'votes', (register) => {
    const { row, body } = first(register, 'republican');
    item(body.rounds).places += 1;
    return row;
  }),
  forged('the finalist', 'outcome', (register) => {
    const { row, body } = tied(register);
    const other = item(item(body.rounds).candidates.filter((one) => one !== body.finalist?.filing));
    if (body.finalist) body.finalist.filing = other;
    return row;
  }),
  forged('the list', 'list', (register) => {
    const { row, body } = first(register, 'list');
    body.finalists.pop();
    return row;
  }),
  forged('the winners', 'outcome', (register) => {
    const { row, body } = first(register, 'republican');
    body.winners.pop();
    return row;
  }),
  forged('the deadline of the placement', 'term', (register) => {
    const { row, body } = first(register, 'placement');
    body.placement.deadline = new Date(Date.parse(body.placement.deadline) + 86_400_000).toISOString();
    return row;
  }),
  forged('a decision published twice', 'standing', (register) => {
    const { body } = first(register, 'regional');
    const again = { ...item(register.publications, -1), body: structuredClone(body) };
    register.publications.push(again);
    return again;
  }),
  [
    'all of it sealed with another key, where the true one is known',
    'keys',
    (text) => {
      const register = JSON.parse(text) as Register;
      const pins = { key: item(register.keys).fingerprint };
      return { text: canonical(sealed(register)), pins, publication: 0, step: 'keys' };
    },
  ],
  [
    'the end cut off, where it is known',
    'pin',
    (text) => {
      const register = JSON.parse(text) as Register;
      const pins = { head: headOf(register) };
      register.publications.pop();
      return { text: canonical(register), pins, publication: 0, step: 'pin' };
    },
  ],
  spoilt('a doubled key', (text) => text.replace('{"format":', '{"format":"uzdik/1","format":')),
  spoilt('a blank', (text) => text.replace(',"publications"', ', "publications"')),
  spoilt('a member that nobody knows', (text) => text.replace('{"format":', '{"extra":1,"format":')),
  spoilt('a mark that is not whole', (text) => text.replace(/"marks":\[\d/, '"marks":[4.5')),
  spoilt('half of the file', (text) => text.slice(0, text.length >> 1)),
];
