// §5, §7: who holds which seat, who leaves, who comes, and a second factor that is given anew by two.

import { expect } from 'vitest';
import type { Pair, Side } from './run.ts';
import { act, forget, opening, unopened } from './sides.ts';
import { CLEAN, MARKS, OTHER } from './rows.ts';
import type { World } from './world.ts';

const NOTHING = (): void => undefined;
const newcomer = (name: string) => ({
  name,
  position: 'Сарапшы',
  employer: '',
  email: `${name}@example.kz`,
  language: 'kk',
});
const SEATED = { seats: 1, outbox: 1 };

/** Newcomers are gone and everybody whom the house began with is in office. */
function reseated(world: World): void {
  forget(world, 'outbox');
  world.run(
    'DELETE FROM seats WHERE id NOT IN (SELECT value FROM json_each(?))',
    JSON.stringify([...world.seats.values()]),
  );
  world.run("UPDATE seats SET ended_at = NULL, ended_reason = ''");
}

async function replace(world: World, part: string, name: string, who: string, loses: string[]) {
  const input = { seat: world.seat(part), reason: 'x', ...newcomer(name) };
  return act(await world.as(who, ''), 'replace-seat', input, SEATED, loses);
}

async function ends(world: World, who: string, whom: string): Promise<Side> {
  const seat = world.seats.get(`${whom}@example.kz`);
  return act(
    await world.as(who, ''),
    'end-appointment',
    { seat, reason: 'x' },
    {},
    // Whose seat has ended meanwhile is nobody there any more.
    ['LAST_ADMINISTRATOR', 'NOT_FOUND'],
    'agency',
  );
}

const ask = async (world: World, who: string): Promise<Side> =>
  act(
    await world.as(who, ''),
    'ask-factor-reset',
    { seat: world.seat('member5', OTHER), reason: who },
    { factor_resets: 1 },
    ['ALREADY_DONE'],
    OTHER,
  );
const answer = async (world: World, part: string, commission: string, granted: boolean): Promise<Side> =>
  act(
    await world.as(part, commission),
    'answer-factor-reset',
    { seat: world.seat('member5', OTHER), granted },
    granted ? { outbox: 1 } : {},
    ['SEAT_UNKNOWN'],
    OTHER,
  );

export const PEOPLE: Pair[] = [
  {
    name: 'two administrators end each other: one stays',
    state: NOTHING,
    sides: async (world) => [await ends(world, 'agency', 'agency2'), await ends(world, 'agency2', 'agency')],
    holds: (world) =>
      expect(world.run("SELECT id FROM seats WHERE commission = 'agency' AND ended_at IS NULL")).toHaveLength(
        1,
      ),
    undo: reseated,
  },
  {
    name: 'the same observer is appointed twice',
    state: NOTHING,
    sides: async (world) => {
      const one = async (who: string): Promise<Side> =>
        act(await world.as(who, ''), 'appoint', { as: 'observer', ...newcomer('observer') }, SEATED, [
          'SAME_PERSON_TWICE',
        ]);
      return [await one('agency'), await one('agency2')];
    },
    undo: reseated,
  },
  {
    name: 'replace-seat twice: one successor',
    state: NOTHING,
    sides: async (world) => [
      await replace(world, 'member6', 'successor', 'agency', ['SEAT_UNKNOWN']),
      await replace(world, 'member6', 'another', 'agency2', ['SEAT_UNKNOWN']),
    ],
    undo: reseated,
  },
  {
    name: 'replace-seat against the mark of who leaves',
    state: (world) => world.admitted(),
    both: true,
    sides: async (world) => [
      await replace(world, 'member2', 'successor', 'agency', []),
      act(
        await world.as('member2'),
        'mark',
        { application: world.ids[0], marks: MARKS, violations: CLEAN },
        { mark_sheets: 1 },
        ['SEAT_UNKNOWN', 'NOT_FOUND'],
      ),
    ],
    holds: (world) => {
      // A sheet of somebody who had left before it was filed.
      const late = world.run(
        `SELECT m.seat FROM mark_sheets m JOIN journal j ON j.act = 'mark' AND j.stream = 'sheet:' || m.application || ':' || m.seat
         JOIN journal r ON r.act = 'replace-seat' AND r.rowid < j.rowid AND r.body ->> 'before' = m.seat
         WHERE j.rowid = (SELECT max(rowid) FROM journal WHERE act = 'mark')
           AND r.rowid > (SELECT max(rowid) FROM journal) - 2`,
      );
      expect(late).toEqual([]);
    },
    undo: (world) => {
      forget(world, 'mark_sheets');
      reseated(world);
    },
  },
  {
    name: 'replace-seat against open-sitting: nobody is replaced at an open sitting',
    state: (world) => world.invited(),
    both: true,
    sides: async (world) => [
      await replace(world, 'member6', 'successor', 'agency', ['SITTING_OPEN']),
      await opening(world, []),
    ],
    undo: (world) => {
      unopened(world);
      reseated(world);
    },
  },
  {
    name: 'ask-factor-reset twice',
    state: NOTHING,
    sides: async (world) => [await ask(world, 'agency'), await ask(world, 'agency2')],
    undo: (world) => forget(world, 'factor_resets'),
  },
  {
    name: 'a new second factor granted against declined',
    state: asked,
    sides: async (world) => [
      await answer(world, 'agency', '', true),
      await answer(world, 'chair', OTHER, false),
    ],
    undo: (world) => {
      forget(world, 'outbox', 'factor_resets');
      asked(world);
    },
  },
];

function asked(world: World): void {
  world.run(
    "INSERT INTO factor_resets (id, seat, reason, asked_by, asked_at) VALUES ('x', ?, 'x', ?, 0)",
    world.seat('member5', OTHER),
    world.seats.get('agency2@example.kz') ?? '',
  );
}
