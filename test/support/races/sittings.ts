// §5, §7, §17, §20: sittings, ballots, the casting vote.

import { expect } from 'vitest';
import type { Pair, Side } from './run.ts';
import { act, bySecretary, forget, opening, own, unopened } from './sides.ts';
import { OTHER } from './rows.ts';
import type { World } from './world.ts';

const REPUBLIC = 'KZ';
const ONE_BALLOT = { ballots: 1 };

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
  hearing(world, [world.foreign]);
}
function hearing(world: World, finalists: string[]): void {
  world.milestone('list-published', 'agency');
  for (const id of finalists) {
    world.run(
      "INSERT INTO invitations (application, stage, starts_at, place, sent_at) VALUES (?, 'republican', 0, 'x', 0)",
      id,
    );
    world.run(
      "INSERT INTO declarations (application, seat, conflict, at) SELECT ?, id, 0, 0 FROM seats WHERE commission = 'KZ' AND number IS NOT NULL",
      id,
    );
  }
  world.sitting('republican-sitting', {}, REPUBLIC);
}

/** No ballot is somebody's who is not there, or for somebody who does not stand. */
function ballotsAreLawful(world: World): void {
  const unlawful = world.run(
    `SELECT b.seat FROM ballots b JOIN sittings s ON s.id = b.sitting JOIN rounds r ON r.sitting = b.sitting AND r.number = b.round
     WHERE b.seat NOT IN (SELECT value FROM json_each(s.present)) OR EXISTS
       (SELECT 1 FROM json_each(b.choices) c WHERE c.value NOT IN (SELECT value FROM json_each(r.candidates)))`,
  );
  expect(unlawful).toEqual([]);
}
/** A sitting of five as it was opened. */
function freshly(world: World): void {
  forget(world, 'ballots', 'attendances');
  world.run("UPDATE sittings SET present = '[1,2,3,4,5,6]', quorate = 1");
  world.run("UPDATE appearances SET appearance = 'appeared', reason = ''");
  world.run('UPDATE rounds SET candidates = ?', JSON.stringify(world.ids));
}
const ballotOf5 = async (world: World, loses: string[]): Promise<Side> =>
  act(await world.as('member4'), 'ballot', { choices: [world.ids[0]] }, ONE_BALLOT, loses);

/** Four finalists, two votes each: one too many for three places, so that the vote is to be held again among them. */
async function tied(world: World): Promise<void> {
  const [a = '', b = '', c = ''] = world.ids;
  const finalists = { '10': a, '15': b, '19': c, '11': world.foreign };
  for (const [commission, application] of Object.entries(finalists))
    await world.finalist(application, commission);
  hearing(world, Object.values(finalists));
  const ballots = { 1: [a, b], 2: [a, b], 3: [c, world.foreign], 4: [c, world.foreign], 5: [] };
  for (const [seat, chosen] of Object.entries(ballots))
    world.run(
      "INSERT INTO ballots VALUES ('republican-sitting', 1, ?, ?, 0, 'test')",
      Number(seat),
      JSON.stringify(chosen),
    );
  world.run(
    "UPDATE rounds SET candidates = ? WHERE sitting = 'republican-sitting'",
    JSON.stringify(Object.values(finalists)),
  );
}

export const SITTINGS: Pair[] = [
  {
    name: 'a ballot against set-attendance without that seat',
    state: (world) => {
      voting([1, 2, 3, 4, 5])(world);
      freshly(world);
    },
    sides: async (world) => [
      await ballotOf5(world, ['SEAT_NOT_PRESENT']),
      act(await world.as('secretary'), 'set-attendance', { present: [1, 2, 3, 4, 6] }, { attendances: 1 }, [
        'ATTENDANCE_VOTED',
      ]),
    ],
    holds: ballotsAreLawful,
    undo: freshly,
  },
  {
    name: 'a ballot against set-appearance of whom it names',
    state: (world) => {
      voting([1, 2, 3, 4, 5])(world);
      freshly(world);
    },
    sides: async (world) => [
      await ballotOf5(world, ['UNKNOWN_CANDIDATE']),
      act(
        await world.as('secretary'),
        'set-appearance',
        { application: world.ids[0], appearance: 'no-show', reason: 'x' },
        {},
        ['APPEARANCE_VOTED'],
      ),
    ],
    holds: ballotsAreLawful,
    undo: freshly,
  },
  {
    name: 'declaring a conflict against the ballot of the same seat',
    state: async (world) => {
      await republican(world);
      world.run('DELETE FROM declarations WHERE seat = ?', world.seat('member2', REPUBLIC));
    },
    sides: async (world) => [
      act(
        await world.as('member2', REPUBLIC),
        'declare',
        { items: [{ application: world.foreign, conflict: true, reason: 'x' }] },
        { declarations: 1, recusals: 1 },
        ['ALREADY_VOTED'],
        REPUBLIC,
      ),
      // The secretary enters what was cast on paper.
      act(
        await world.as('secretary', REPUBLIC),
        'ballot',
        { seat: 3, choices: [world.foreign] },
        ONE_BALLOT,
        ['SEAT_RECUSED'],
        REPUBLIC,
      ),
    ],
    undo: (world) => {
      forget(world, 'recusals', 'ballots');
      world.run('DELETE FROM declarations WHERE seat = ?', world.seat('member2', REPUBLIC));
    },
  },
  {
    name: 'a ballot for the first round against the opening of the second: none of the first is counted in the second',
    state: tied,
    both: true,
    sides: async (world) => [
      act(
        await world.as('member2', REPUBLIC),
        'ballot',
        { round: 1, choices: [world.ids[0]] },
        ONE_BALLOT,
        ['STATE_CHANGED', 'ALREADY_VOTED'],
        REPUBLIC,
      ),
      act(await world.as('secretary', REPUBLIC), 'close-vote', {}, { rounds: 1 }, [], REPUBLIC),
    ],
    undo: (world) => world.run('DELETE FROM rounds WHERE number > 1'),
  },
  {
    name: 'open-sitting twice',
    state: (world) => world.invited(),
    sides: async (world) => [
      await opening(world, ['SITTING_OPEN']),
      await opening(world, ['SITTING_OPEN'], 2),
    ],
    undo: unopened,
  },
  {
    name: 'the applicant withdraws against open-sitting: who withdrew before is not on the ballot',
    state: (world) => world.invited(),
    both: true,
    sides: async (world) => [own(world, 'withdraw', { withdrawals: 1, outbox: 1 }), await opening(world, [])],
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
    sides: (world) => bySecretary(world, 'close-vote', {}, { sitting_outcomes: 1 }, ['ALREADY_DONE']),
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
