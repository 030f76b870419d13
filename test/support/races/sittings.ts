// §5, §7, §17, §20: sittings, ballots, the casting vote.

import { expect } from 'vitest';
import type { Pair, Side } from './run.ts';
import { act, forget, own, twice } from './sides.ts';
import { COMMISSION, OTHER } from './rows.ts';
import type { World } from './world.ts';

const REPUBLIC = 'KZ';
const ONE_BALLOT = { ballots: 1 };
const open = async (world: World, loses: string[], device = 1): Promise<Side> => {
  const appearances = world.ids.map((application) => ({ application, appearance: 'appeared' }));
  const adds = { sittings: 1, attendances: 1, appearances: 3, rounds: 1 };
  const input = { present: [1, 2, 3, 4, 5], appearances };
  return act(await world.as('secretary', COMMISSION, device), 'open-sitting', input, adds, loses);
};
const unopened = (world: World): void =>
  forget(world, 'ballots', 'rounds', 'appearances', 'attendances', 'sitting_outcomes', 'sittings');

/** Everybody present but those named has voted; the first two of the contenders tie where `tie` is set. */
const voting =
  (silent: number[], tie = false) =>
  (world: World): void => {
    world.invited();
    const [one = '', two = '', three = ''] = world.ids;
    const wishes: Record<number, string[]> = tie
      ? { 1: [three], 2: [one], 3: [one], 4: [two], 5: [two] }
      : { 1: [one], 2: [one], 3: [one], 4: [two], 5: [two] };
    const cast = Object.entries(wishes).filter(([seat]) => !silent.includes(Number(seat)));
    world.sitting('sitting-of-races', Object.fromEntries(cast));
  };

/** A republican sitting with one finalist, in which nobody has voted. */
async function republican(world: World): Promise<void> {
  await world.finalist(world.foreign, OTHER);
  world.milestone('list-published', 'agency');
  world.run(
    "INSERT INTO invitations (application, stage, starts_at, place, sent_at) VALUES (?, 'republican', 0, 'x', 0)",
    world.foreign,
  );
  world.run(
    "INSERT INTO declarations (application, seat, conflict, at) SELECT ?, id, 0, 0 FROM seats WHERE commission = 'KZ' AND number IS NOT NULL",
    world.foreign,
  );
  world.sitting('republican-sitting', {}, REPUBLIC);
}

export const SITTINGS: Pair[] = [
  {
    name: 'open-sitting twice',
    state: (world) => world.invited(),
    sides: async (world) => [await open(world, ['SITTING_OPEN']), await open(world, ['SITTING_OPEN'], 2)],
    undo: unopened,
  },
  {
    name: 'the applicant withdraws against open-sitting: who withdrew before is not on the ballot',
    state: (world) => world.invited(),
    both: true,
    sides: async (world) => [own(world, 'withdraw', { withdrawals: 1, outbox: 1 }), await open(world, [])],
    holds: (world) => {
      const [row] = world.run<{ same: number }>(
        `SELECT count(*) = (SELECT json_array_length(candidates) FROM rounds) AS same
         FROM appearances WHERE appearance = 'appeared'`,
      );
      expect(row?.same).toBe(1);
    },
    undo: (world) => {
      unopened(world);
      forget(world, 'withdrawals', 'outbox');
    },
  },
  {
    name: 'a ballot on the phone against the same seat entered by the secretary',
    state: voting([5]),
    sides: async (world) => [
      act(await world.as('member4'), 'ballot', { choices: [world.ids[0]] }, ONE_BALLOT, ['ALREADY_VOTED']),
      act(await world.as('secretary'), 'ballot', { seat: 5, choices: [] }, ONE_BALLOT, ['ALREADY_VOTED']),
    ],
    undo: (world) => world.run('DELETE FROM ballots WHERE seat = 5'),
  },
  {
    name: 'the last ballot against close-vote: no vote is closed without it',
    state: voting([5]),
    both: true,
    sides: async (world) => [
      act(await world.as('member4'), 'ballot', { choices: [world.ids[0]] }, ONE_BALLOT),
      act(await world.as('secretary'), 'close-vote', {}, { sitting_outcomes: 1 }, ['BALLOTS_MISSING']),
    ],
    holds: async (world) => {
      const [row] = world.run<{ n: number }>('SELECT count(*) AS n FROM ballots');
      expect(row?.n).toBe(5);
    },
    undo: (world) => {
      forget(world, 'sitting_outcomes');
      world.run('DELETE FROM ballots WHERE seat = 5');
    },
  },
  {
    name: 'casting-vote twice: by the chair and entered by the secretary',
    state: voting([], true),
    sides: async (world) => [
      act(await world.as('chair'), 'casting-vote', { choices: [world.ids[0]] }, { castings: 1 }, ['NO_TIE']),
      act(await world.as('secretary'), 'casting-vote', { choices: [world.ids[1]] }, { castings: 1 }, [
        'NO_TIE',
      ]),
    ],
    undo: (world) => forget(world, 'castings'),
  },
  {
    name: 'casting-vote against close-vote',
    state: voting([], true),
    both: true,
    sides: async (world) => [
      act(await world.as('chair'), 'casting-vote', { choices: [world.ids[0]] }, { castings: 1 }),
      act(await world.as('secretary'), 'close-vote', {}, { sitting_outcomes: 1 }, ['CASTING_VOTE_NEEDED']),
    ],
    undo: (world) => forget(world, 'castings', 'sitting_outcomes'),
  },
  {
    name: 'close-vote twice',
    state: voting([]),
    sides: (world) =>
      twice(async (device) =>
        act(await world.as('secretary', COMMISSION, device), 'close-vote', {}, { sitting_outcomes: 1 }, [
          'ALREADY_DONE',
        ]),
      ),
    undo: (world) => forget(world, 'sitting_outcomes'),
  },
  {
    name: 'recuse against the ballot of the same seat',
    state: republican,
    sides: async (world) => [
      act(
        await world.as('member2', REPUBLIC),
        'recuse',
        { application: world.foreign, reason: 'x' },
        { recusals: 1 },
        ['ALREADY_VOTED'],
        REPUBLIC,
      ),
      act(
        await world.as('member2', REPUBLIC, 2),
        'ballot',
        { choices: [world.foreign] },
        ONE_BALLOT,
        ['SEAT_RECUSED'],
        REPUBLIC,
      ),
    ],
    undo: (world) => forget(world, 'recusals', 'ballots'),
  },
];
