// §5, §12–14: composition, term, admission, transfer, and what applicants do meanwhile.

import { expect } from 'vitest';
import { commissionOf } from '../../../host/rehearsal/cast.ts';
import { newKey } from '../../../host/rehearsal/client.ts';
import type { Pair, Side } from './run.ts';
import { act, bySecretary, confirming, forget, own, twice, unconfirmed } from './sides.ts';
import { deadlineOf, extend, keepTerm, resetTerm } from './placing.ts';
import { COMMISSION, OTHER, SPARE } from './rows.ts';
import type { World } from './world.ts';

const NOTHING = (): void => undefined;

const seatsInOffice = (world: World, commission: string): string[] =>
  world
    .run<{ name: string }>('SELECT name FROM seats WHERE commission = ? AND ended_at IS NULL', commission)
    .map(({ name }) => name)
    .sort();
const cast = (seed: number, commission: string): string[] =>
  commissionOf(commission, seed)
    .map(({ name }) => name)
    .sort();

export const ADMISSION: Pair[] = [
  {
    name: 'set-commission twice: one after the other, never mixed',
    state: NOTHING,
    both: true,
    sides: (world) =>
      twice(async (device) => {
        const seats = commissionOf(SPARE, device + 1);
        return act(
          await world.as('agency', '', device),
          'set-commission',
          { seats },
          { seats: 8, outbox: 8 },
          [],
          SPARE,
        );
      }),
    holds: (world) => expect([cast(2, SPARE), cast(3, SPARE)]).toContainEqual(seatsInOffice(world, SPARE)),
    undo: NOTHING,
  },
  {
    name: 'confirm-admission twice',
    state: (world) => world.listed(),
    sides: (world) =>
      twice(async (device) =>
        act(await world.as('chair', COMMISSION, device), 'confirm-admission', { version: 1 }, confirming(3), [
          'ALREADY_DONE',
        ]),
      ),
    undo: unconfirmed,
  },
  {
    name: 'a fresh admission-list against confirm-admission',
    state: (world) => world.listed(),
    sides: async (world) => [
      act(
        await world.as('secretary'),
        'admission-list',
        { items: world.items(world.ids) },
        { admission_lists: 1 },
        ['ALREADY_DONE'],
      ),
      act(await world.as('chair'), 'confirm-admission', { version: 1 }, confirming(3), ['STATE_CHANGED']),
    ],
    undo: (world) => {
      unconfirmed(world);
      world.run('DELETE FROM admission_lists WHERE version > 1');
    },
  },
  {
    name: 'return-admission against confirm-admission',
    state: (world) => world.listed(),
    sides: async (world) => [
      act(
        await world.as('chair'),
        'return-admission',
        { version: 1, reason: 'x' },
        { admission_returns: 1, outbox: 1 },
        ['ALREADY_DONE'],
      ),
      act(await world.as('chair', COMMISSION, 1), 'confirm-admission', { version: 1 }, confirming(3), [
        'ADMISSION_NOT_PREPARED',
      ]),
    ],
    undo: (world) => {
      unconfirmed(world);
      world.run('DELETE FROM admission_returns');
    },
  },
  {
    name: 'transfer against confirm-admission of the same commission',
    state: (world) => world.listed(),
    both: true,
    sides: async (world) => [
      act(
        await world.as('secretary'),
        'transfer',
        { application: world.ids[0], target: OTHER, reason: 'x' },
        { transfers: 1, outbox: 1 },
        ['ALREADY_DECIDED'],
      ),
      act(await world.as('chair'), 'confirm-admission', { version: 1 }, ({ other }) =>
        confirming(other ? 2 : 3),
      ),
    ],
    undo: (world) => {
      unconfirmed(world);
      world.back();
    },
  },
  {
    name: 'transfer into a commission against its confirm-admission',
    state: (world) => world.listed(),
    sides: async (world) => [
      act(
        await world.as('secretary', OTHER),
        'transfer',
        { application: world.foreign, target: COMMISSION, reason: 'x' },
        { transfers: 1, outbox: 1 },
        ['TARGET_DECIDED'],
        OTHER,
      ),
      act(await world.as('chair'), 'confirm-admission', { version: 1 }, confirming(3), [
        'ADMISSION_LIST_INCOMPLETE',
      ]),
    ],
    undo: (world) => {
      unconfirmed(world);
      world.back();
    },
  },
  {
    name: 'the applicant withdraws against confirm-admission: who withdrew before is not decided on',
    state: (world) => world.listed(),
    both: true,
    sides: async (world) => [
      own(world, 'withdraw', { withdrawals: 1, outbox: 1 }),
      act(await world.as('chair'), 'confirm-admission', { version: 1 }, ({ other, otherFirst }) =>
        confirming(other && otherFirst ? 2 : 3),
      ),
    ],
    undo: (world) => {
      unconfirmed(world);
      forget(world, 'withdrawals');
    },
  },
  {
    name: 'the applicant corrects against withdrawing',
    state: (world) => world.house.moveClock('2026-09-10T05:00:00.000Z'),
    both: true,
    sides: (world) =>
      Promise.resolve([
        own(world, 'correct', {}, ['STATE_CHANGED']),
        own(world, 'withdraw', { withdrawals: 1, outbox: 1 }, ['STATE_CHANGED']),
      ]),
    undo: (world) => {
      forget(world, 'withdrawals', 'outbox');
      world.run('UPDATE drafts SET open = 0');
    },
  },
  {
    name: 'extend against confirm-admission',
    state: (world) => {
      world.listed();
      keepTerm(world);
    },
    ignores: ['outbox'],
    sides: async (world) => [
      await extend(world, '2026-10-05'),
      act(await world.as('chair'), 'confirm-admission', { version: 1 }, confirming(3), ['TERM_NOT_OVER']),
    ],
    undo: (world) => {
      unconfirmed(world);
      return resetTerm(world);
    },
  },
  {
    name: 'extend against a filing at the deadline: refused, it may come again at once',
    state: keepTerm,
    both: true,
    // Everybody who has begun is written to.
    ignores: ['outbox'],
    sides: async (world, round) => {
      const { client, bearer } = await world.begun(`round ${round}`);
      await world.house.moveClock(deadlineOf(world), true);
      const file = () => client.json('/api/applications', {}, { ...bearer, 'idempotency-key': newKey() });
      again.set(world, file);
      return [
        await extend(world, '2026-10-05'),
        { act: 'file-application', send: file, adds: { applications: 1 }, loses: ['STATE_CHANGED'] },
      ];
    },
    holds: async (world, [, filed]) => {
      if (!filed) expect((await again.get(world)?.())?.status).toBe(201);
    },
    undo: (world) => {
      forget(world, 'outbox');
      world.back();
      return resetTerm(world);
    },
  },
  {
    name: 'propose twice: two versions, the newest counts',
    state: NOTHING,
    both: true,
    sides: (world) => twice((device) => propose(world, device === 1, device)),
    undo: (world) => forget(world, 'proposals'),
  },
  {
    name: 'propose against confirm-admission: nothing is proposed on what is decided',
    state: (world) => world.listed(),
    both: true,
    sides: async (world) => [
      await propose(world, false),
      act(await world.as('chair'), 'confirm-admission', { version: 1 }, confirming(3)),
    ],
    undo: (world) => {
      unconfirmed(world);
      forget(world, 'proposals');
    },
  },
  {
    name: 'decide-application twice',
    state: late,
    sides: (world) => twice((device) => decide(world, device)),
    undo: lateAgain,
  },
  {
    name: 'decide-application against another proposal: the chair decides on what they saw',
    state: late,
    sides: async (world) => [await decide(world, 1), await propose(world, false)],
    undo: lateAgain,
  },
  {
    name: 'the secretary enters the same withdrawal twice',
    state: NOTHING,
    sides: (world) =>
      bySecretary(
        world,
        'withdraw',
        (device) => ({ application: world.ids[0], reason: `x ${device}` }),
        { withdrawals: 1, outbox: 1 },
        ['ALREADY_WITHDRAWN'],
      ),
    undo: (world) => forget(world, 'withdrawals', 'outbox'),
  },
  {
    name: 'transfer to two commissions at once',
    state: NOTHING,
    sides: (world) =>
      bySecretary(
        world,
        'transfer',
        (device) => ({ application: world.ids[0], target: device === 1 ? OTHER : SPARE, reason: 'x' }),
        { transfers: 1, outbox: 1 },
        ['APPLICATION_UNKNOWN'],
      ),
    undo: (world) => {
      forget(world, 'outbox');
      world.back();
    },
  },
];

async function propose(world: World, admitted: boolean, device = 1): Promise<Side> {
  const input = {
    application: world.ids[0],
    admitted,
    grounds: admitted ? [] : ['INCOMPLETE'],
    reason: admitted ? '' : 'x',
  };
  const loses = ['ALREADY_DECIDED'];
  return act(await world.as('secretary', COMMISSION, device), 'propose', input, { proposals: 1 }, loses);
}
const decide = async (world: World, device: number): Promise<Side> =>
  act(
    await world.as('chair', COMMISSION, device),
    'decide-application',
    { application: world.ids[0], version: 1 },
    { decisions: 1, outbox: 1 },
    ['ALREADY_DECIDED', 'ALREADY_DONE', 'STATE_CHANGED'],
  );
/** One that came after the list was confirmed, with what the secretary proposes. */
function late(world: World): void {
  world.admitted();
  lateAgain(world);
}
function lateAgain(world: World): void {
  const [first = ''] = world.ids;
  forget(world, 'outbox', 'proposals');
  world.run('DELETE FROM decisions WHERE application = ?', first);
  world.run(
    "INSERT INTO proposals (application, version, admitted, grounds, reason, at, by) VALUES (?, 1, 1, '[]', '', 0, ?)",
    first,
    world.seat('secretary'),
  );
}
const again = new WeakMap<World, () => Promise<{ status: number }>>();
