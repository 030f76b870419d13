// Two acts at once, round after round: who wins has everything that the act writes, who loses has a reason and has left
// nothing, and the chains of journal and register are whole.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonical } from '#rules/canonical';
import type { SignedPublication } from '#rules/publication';
import { GENESIS, publicationHash, sha256Hex } from '#rules/register';
import type { Answer, Client } from '../../../host/rehearsal/client.ts';
import type { Figures } from '../results.ts';
import { CLOSED } from './rows.ts';
import { World } from './world.ts';
import type { Counts } from './rows.ts';

/** How the other side fared: it won, and its entry stands in the journal before this one's. */
export type Seen = { other: boolean; otherFirst: boolean };

export type Side = {
  /** The name in the journal. */
  act: string;
  send: () => Promise<Answer>;
  /** What an act of the desk sends, to be sent otherwise. */
  asked?: { who: Client; path: string; input: unknown };
  /** Rows that it writes where it wins. */
  adds: Counts | ((seen: Seen) => Counts);
  /** What it may be refused with; empty for what can only win. */
  loses?: string[];
  /** It is no act: neither journal nor request knows of it. */
  quiet?: true;
};
export type Pair = {
  name: string;
  /** Brings the world to where every round begins. */
  state: (world: World) => void | Promise<void>;
  /** The two of a round. */
  sides: (world: World, round: number) => Promise<[Side, Side]>;
  /** Lawful that both are done, one after the other. */
  both?: true;
  /** Tables in which the number of rows tells nothing. */
  ignores?: string[];
  /** What must hold besides. */
  holds?: (world: World, won: [boolean, boolean]) => void | Promise<void>;
  /** Takes away what the round wrote. */
  undo: (world: World) => void | Promise<void>;
};

const NOT_FOUND = 404;
const AWAY = 503;
const REFUSED = 409;
const BREATHS = 13;
const BREATH = new Uint8Array(2 ** 19);

/** Rows by table that are there now and were not before. */
const added = (before: Counts, after: Counts): Counts =>
  Object.fromEntries(
    Object.keys(after)
      .map((table) => [table, (after[table] ?? 0) - (before[table] ?? 0)] as const)
      .filter(([, n]) => n !== 0),
  );

const sum = (...all: Counts[]): Counts => {
  const total: Counts = {};
  for (const counts of all) {
    for (const [table, n] of Object.entries(counts)) total[table] = (total[table] ?? 0) + n;
  }
  return Object.fromEntries(Object.entries(total).filter(([, n]) => n !== 0));
};

/** Why it was refused; who has lost the seat meanwhile finds nothing there. */
const codesOf = ({ status, body }: Answer): string[] =>
  status === NOT_FOUND
    ? ['NOT_FOUND']
    : ((body.findings ?? []) as { code: string }[]).map(({ code }) => code);
const isDone = ({ status }: Answer): boolean => status === 200 || status === 201;

/** What was answered; where this test's own hand on the database was in the way, what was answered the next time. */
async function sent(side: Side): Promise<Answer> {
  const answer = await side.send();
  return answer.status === AWAY ? side.send() : answer;
}

/** One round; the answer says what is wrong, where something is. */
async function play(world: World, pair: Pair, round: number): Promise<void> {
  const sides = await pair.sides(world, round);
  for (const side of sides) raced.add(side.act);
  world.inStep();
  const before = world.counts();
  const last = world.run<{ last: number }>('SELECT max(rowid) AS last FROM journal')[0]?.last ?? 0;
  // Each of the two goes first in turn, by a head start of so much work of our own: rounds meet at different places.
  const order = round % 2 === 0 ? [0, 1] : [1, 0];
  const first = sent(sides[order[0] as 0 | 1]);
  for (let breath = 0; breath < (round >> 1) % BREATHS; breath += 1) await sha256Hex(BREATH);
  const answers = [await sent(sides[order[1] as 0 | 1]), await first];
  answers.reverse();
  const of = (index: 0 | 1): Answer => answers[order.indexOf(index)] as Answer;
  const after = world.counts();
  const written = world.run<{ act: string; place: number }>(
    'SELECT act, rowid AS place FROM journal WHERE rowid > ? ORDER BY rowid',
    last,
  );

  const won: [boolean, boolean] = [isDone(of(0)), isDone(of(1))];
  const told = [0, 1].map((index) => [of(index as 0 | 1).status, ...codesOf(of(index as 0 | 1))]);
  const where = [pair.name, `round ${round}`, told];
  expect([...where, won.filter(Boolean).length]).toEqual([...where, won[0] && won[1] && pair.both ? 2 : 1]);
  const place = (act: string): number => written.find((row) => row.act === act)?.place ?? 0;
  for (const index of [0, 1] as const) {
    const { loses = [] } = sides[index];
    if (won[index]) continue;
    const [code = ''] = codesOf(of(index));
    const refused = [REFUSED, NOT_FOUND].includes(of(index).status);
    expect([...where, refused, loses.includes(code) || code]).toEqual([...where, true, true]);
  }
  const expected = ([0, 1] as const).flatMap((index) => {
    if (!won[index]) return [];
    const { adds, act, quiet } = sides[index];
    const other = sides[index === 0 ? 1 : 0];
    const seen = { other: won[index === 0 ? 1 : 0], otherFirst: place(other.act) < place(act) };
    return [typeof adds === 'function' ? adds(seen) : adds, quiet ? {} : { journal: 1, requests: 1 }];
  });
  const counted = (counts: Counts): Counts =>
    Object.fromEntries(Object.entries(counts).filter(([table]) => pair.ignores?.includes(table) !== true));
  expect([...where, counted(added(before, after))]).toEqual([...where, counted(sum(...expected))]);
  await pair.holds?.(world, won);
  await unbrokenRegister(world);
  await pair.undo(world);
}

/** Every stream of the journal, from the first entry to the last. */
async function unbrokenJournal(world: World): Promise<void> {
  const entries = world.run<{
    stream: string;
    seq: number;
    at: number;
    actor: string;
    act: string;
    body: string;
    previous: string;
    hash: string;
  }>('SELECT stream, seq, at, actor, act, body, previous, hash FROM journal ORDER BY stream, seq');
  const heads = new Map<string, { seq: number; hash: string }>();
  for (const { hash, ...entry } of entries) {
    const head = heads.get(entry.stream) ?? { seq: 0, hash: GENESIS };
    const whole = entry.seq === head.seq + 1 && entry.previous === head.hash;
    if (!whole || hash !== (await sha256Hex(canonical(entry)))) expect(entry).toEqual('an unbroken chain');
    heads.set(entry.stream, { seq: entry.seq, hash });
  }
}

async function unbrokenRegister(world: World): Promise<void> {
  const rows = world.run<{ signed: string }>('SELECT signed FROM publications ORDER BY number');
  let head = { number: 0, hash: GENESIS };
  for (const { signed } of rows) {
    const publication = JSON.parse(signed) as SignedPublication;
    const whole = publication.number === head.number + 1 && publication.previous === head.hash;
    expect([publication.number, whole, await publicationHash(publication)]).toEqual([
      head.number + 1,
      true,
      publication.hash,
    ]);
    head = publication;
  }
}

/** Names of the acts that have raced in this file. */
const raced = new Set<string>();
export const hasRaced = (act: string): boolean => raced.has(act);

/** The races of `pairs`, `rounds` rounds each; `done` gets the figures once every round of all had a lawful end. */
export function races(pairs: Pair[], rounds: number, done: (figures: Figures) => void): void {
  describe(`two acts at once, ${rounds} rounds a pair`, () => {
    let world: World;
    let played = 0;
    beforeAll(async () => {
      world = await World.open();
    });
    afterAll(() => world.close());

    it.each(pairs)('$name', { timeout: 20 * 60_000 }, async (pair) => {
      world.clear();
      await world.house.moveClock(CLOSED);
      await pair.state(world);
      world.keepRegister();
      for (let round = 0; round < rounds; round += 1) {
        await play(world, pair, round);
        played += 1;
      }
    });

    it('no chain of the journal has a gap', { timeout: 20 * 60_000 }, async () => {
      await unbrokenJournal(world);
      if (played !== pairs.length * rounds) return;
      done({ pairs: pairs.length, rounds, played, withoutOneLawfulOutcome: 0, brokenChains: 0 });
    });
  });
}
