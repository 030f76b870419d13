// The site follows the register: the newest publication is the wanted revision, /build.json says which one is live.
// Asked again by the tick until both are equal; a build works from one immutable register and never goes back.

import { canonical } from '#rules/canonical';
import { lastPublication } from './db/publications.ts';
import { noteLive } from './db/publications.ts';
import type { Env } from './env.ts';
import { register } from './register.ts';

export type Revisions = { wanted: number; live: number };

/** Which revision readers should see and which one they do. */
export async function revisions(env: Env): Promise<Revisions> {
  const last = await lastPublication(env.DB);
  return { wanted: last?.number ?? 0, live: await liveRevision(env) };
}

async function liveRevision(env: Env): Promise<number> {
  const answer = await env.SITE.fetch(new URL('/build.json', env.ORIGIN).href);
  if (!answer.ok) return 0;
  const { revision } = await answer.json<{ revision?: number }>();
  return revision ?? 0;
}

/** Asks for a rebuild when the live site is behind; notes at `at`, milliseconds, what readers see. */
export async function rebuildIfBehind(env: Env, at: number): Promise<Revisions> {
  const state = await revisions(env);
  if (state.live > 0) await noteLive(env.DB, state.live, at).run();
  if (state.live >= state.wanted) return state;
  if (env.HOST !== undefined) {
    const body = canonical(await register(env));
    await env.HOST.fetch('http://host/rebuild', { method: 'POST', body });
  } else if (env.REBUILD_HOOK !== undefined) {
    await fetch(env.REBUILD_HOOK, { method: 'POST' });
  }
  return state;
}
