// §5, §12–14: composition, term, admission, transfer, and what applicants do meanwhile.

import { expect } from 'vitest';
import { commissionOf } from '../../../host/rehearsal/cast.ts';
import { newKey } from '../../../host/rehearsal/client.ts';
import type { Pair } from './run.ts';
import { act, confirming, forget, own, twice, unconfirmed } from './sides.ts';
import { CLOSED, COMMISSION, OTHER, SPARE } from './rows.ts';
import type { World } from './world.ts';

const NOTHING = (): void => undefined;

type Term = { placement: string; deadline: number };
const terms = new WeakMap<World, Term>();
const extension = { lastDay: '2026-10-05', reason: { kk: 'x', ru: 'x', en: 'x' } };
function keepTerm(world: World): void {
  const [row] = world.run<Term>('SELECT placement, deadline FROM editions');
  if (row !== undefined) terms.set(world, row);
}
/** The term as it was; a page that is read anew takes it from the database. */
async function resetTerm(world: World): Promise<void> {
  const { placement, deadline } = terms.get(world) ?? { placement: '', deadline: 0 };
  world.run('UPDATE editions SET placement = ?, deadline = ?', placement, deadline);
  world.cutRegister();
  await world.house.moveClock(CLOSED);
  await (await world.as('agency', '')).send('/desk/kk/');
}

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
      act(await world.as('agency', ''), 'extend', extension, { publications: 1 }, ['TERM_STANDS'], 'agency'),
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
      await world.house.moveClock(terms.get(world)?.deadline ?? 0, true);
      const file = () => client.json('/api/applications', {}, { ...bearer, 'idempotency-key': newKey() });
      again.set(world, file);
      return [
        act(await world.as('agency', ''), 'extend', extension, { publications: 1 }, [], 'agency'),
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
];
const again = new WeakMap<World, () => Promise<{ status: number }>>();
