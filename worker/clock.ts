// The only place of the worker that reads a clock. Called at handler entry, before the body is read: what arrives
// late is late from the moment it arrived.

import type { Env } from './env.ts';

/** How a demo's or rehearsal's clock is moved: by an offset, or standing still at an instant; milliseconds. */
type Moved = { offset: number; still: number | null };

let moved: Promise<Moved> | undefined;

/** The instant now in milliseconds UTC; the moved clock where a demo or rehearsal gives one. */
export async function now(env: Env): Promise<number> {
  if (env.CLOCK === undefined) return Date.now();
  moved ??= env.CLOCK.fetch('http://clock/').then((answer) => answer.json<Moved>());
  const { offset, still } = await moved.catch((error: unknown) => {
    moved = undefined;
    throw error;
  });
  return still ?? Date.now() + offset;
}

/** The machine's own clock, milliseconds, by which the stores date their files: no law is measured by it. */
export const machineNow = (): number => Date.now();

/**
 * Moves the clock to `to`, milliseconds; it runs on from there, or stands there when `still`, so that a deadline can be
 * met to the millisecond. False where there is no clock to move.
 */
export async function moveClock(env: Env, to: number, still: boolean): Promise<boolean> {
  if (env.CLOCK === undefined) return false;
  const wanted: Moved = { offset: to - Date.now(), still: still ? to : null };
  await env.CLOCK.fetch('http://clock/', { method: 'PUT', body: JSON.stringify(wanted) });
  moved = Promise.resolve(wanted);
  return true;
}
