// §5, §7: a sitting is called in advance, called off, opened.

import type { Pair, Side } from './run.ts';
import { act, forget, opening, unopened } from './sides.ts';
import { COMMISSION } from './rows.ts';
import type { World } from './world.ts';

const CALL = { startsAt: '2026-09-25T10:00:00+05:00', place: 'x' };
/** Eight people of a commission are written to. */
const CALLED = { calls: 1, outbox: 8 };
const called = (world: World): void => {
  world.invited();
  calledAgain(world);
};
function calledAgain(world: World): void {
  unopened(world);
  forget(world, 'outbox', 'calls_off', 'calls');
  world.run(
    `INSERT INTO calls (id, commission, number, starts_at, place, agenda, notified, called_at, called_by)
     VALUES ('of-races', ?, 1, ?, 'x', '["vote"]', '[]', 0, 'test')`,
    COMMISSION,
    Date.parse(CALL.startsAt),
  );
}
const call = async (world: World, device: number, loses: string[]): Promise<Side> =>
  act(await world.as('secretary', COMMISSION, device), 'call-sitting', CALL, CALLED, loses);
const callOff = async (world: World, device: number): Promise<Side> =>
  act(
    await world.as('secretary', COMMISSION, device),
    'call-off-sitting',
    { reason: 'x' },
    { calls_off: 1, outbox: 8 },
    ['NO_SITTING_CALLED'],
  );

export const CALLS: Pair[] = [
  {
    name: 'call-sitting twice',
    state: (world) => {
      called(world);
      forget(world, 'calls');
    },
    sides: async (world) => [await call(world, 1, ['ALREADY_DONE']), await call(world, 2, ['ALREADY_DONE'])],
    undo: (world) => forget(world, 'calls', 'outbox'),
  },
  {
    name: 'call-off-sitting twice',
    state: called,
    sides: async (world) => [await callOff(world, 1), await callOff(world, 2)],
    undo: calledAgain,
  },
  {
    name: 'call-off-sitting against open-sitting: an opened one is not called off',
    state: called,
    both: true,
    sides: async (world) => [await callOff(world, 1), await opening(world, [], 2)],
    undo: calledAgain,
  },
];
