// The only place of the worker that reads a clock. Called at handler entry, before the body is read: what arrives
// late is late from the moment it arrived.

import type { Env } from './env.ts';

/** The instant now in milliseconds UTC; the moved clock where a demo or rehearsal gives one. */
export async function now(env: Env): Promise<number> {
  if (env.CLOCK === undefined) return Date.now();
  const answer = await env.CLOCK.fetch('http://clock/');
  return Number(await answer.text());
}
