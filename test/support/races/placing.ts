// §11–13: the announcement, its term, the calendar.

import type { Pair, Side } from './run.ts';
import { act, forget } from './sides.ts';
import { CLOSED } from './rows.ts';
import type { World } from './world.ts';

const WORDS = { kk: 'x', ru: 'x', en: 'x' };

type Term = { placement: string; deadline: number };
const terms = new WeakMap<World, Term>();
/** The last instant of the term, milliseconds. */
export const deadlineOf = (world: World): number => terms.get(world)?.deadline ?? 0;
export function keepTerm(world: World): void {
  const [row] = world.run<Term>('SELECT placement, deadline FROM editions');
  if (row !== undefined) terms.set(world, row);
}
/** The term as it was; a page that is read anew takes it from the database. */
export async function resetTerm(world: World): Promise<void> {
  const { placement, deadline } = terms.get(world) ?? { placement: '', deadline: 0 };
  forget(world, 'outbox');
  world.run('UPDATE editions SET placement = ?, deadline = ?', placement, deadline);
  world.cutRegister();
  await world.house.moveClock(CLOSED);
  await (await world.as('agency', '')).send('/desk/kk/');
}

export const extend = async (world: World, lastDay: string, who = 'agency'): Promise<Side> =>
  act(
    await world.as(who, ''),
    'extend',
    { lastDay, reason: WORDS },
    { publications: 1 },
    ['TERM_STANDS', 'TERM_SHORTENED'],
    'agency',
  );
const moveDay = async (world: World, who: string): Promise<Side> =>
  act(
    await world.as(who, ''),
    'move-day',
    { date: '2026-10-01', working: false, reason: WORDS },
    { publications: 1 },
    ['DAY_IS_SO'],
    'agency',
  );

export const PLACING: Pair[] = [
  {
    name: 'extend twice: the term only grows',
    state: keepTerm,
    both: true,
    ignores: ['outbox'],
    sides: async (world) => [await extend(world, '2026-10-05'), await extend(world, '2026-10-12', 'agency2')],
    undo: resetTerm,
  },
  {
    name: 'extend against move-day: both, one after the other',
    state: keepTerm,
    both: true,
    ignores: ['outbox'],
    sides: async (world) => [await extend(world, '2026-10-05'), await moveDay(world, 'agency2')],
    undo: resetTerm,
  },
  {
    name: 'move-day twice',
    state: keepTerm,
    sides: async (world) => [await moveDay(world, 'agency'), await moveDay(world, 'agency2')],
    undo: resetTerm,
  },
  {
    name: 'place twice: one announcement',
    state: unplaced,
    sides: async (world) => {
      const input = { siteAddress: 'https://example.kz/a', socialAddresses: ['https://example.kz/b'] };
      const one = async (who: string): Promise<Side> =>
        act(await world.as(who, ''), 'place', input, { publications: 1 }, ['ALREADY_PLACED'], 'agency');
      return [await one('agency'), await one('agency2')];
    },
    undo: unplaced,
  },
];

/** A house in which nothing was placed: nobody has filed either. */
function unplaced(world: World): void {
  forget(world, 'application_files', 'applications', 'editions', 'publications');
}
