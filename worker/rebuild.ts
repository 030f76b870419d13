// The site follows the register and the content beside it: their newest revisions are wanted, /build.json says which are
// live.
// Asked again by the tick until both are equal; a build works from one immutable bundle and never goes back.

import { canonical } from '#rules/canonical';
import { lastPublication } from './db/publications.ts';
import { noteLive } from './db/publications.ts';
import { contentRevision, siteContent } from './db/site-content.ts';
import type { Env } from './env.ts';
import { register } from './register.ts';

export type Revisions = {
  wanted: number;
  live: number;
  /** The same of what stands beside the register. */
  content: { wanted: number; live: number };
};

/** Which revision readers should see and which one they do. */
export async function revisions(env: Env): Promise<Revisions> {
  const [last, wanted, live] = await Promise.all([
    lastPublication(env.DB),
    contentRevision(env.DB),
    liveRevisions(env),
  ]);
  return { wanted: last?.number ?? 0, live: live.revision, content: { wanted, live: live.content } };
}

async function liveRevisions(env: Env): Promise<{ revision: number; content: number }> {
  const answer = await env.SITE.fetch(new URL('/build.json', env.ORIGIN).href);
  const { revision = 0, content = 0 } = answer.ok
    ? await answer.json<{ revision?: number; content?: number }>()
    : {};
  return { revision, content };
}

/** Asks for a rebuild when the live site is behind; notes at `at`, milliseconds, what readers see. */
export async function rebuildIfBehind(env: Env, at: number): Promise<Revisions> {
  const state = await revisions(env);
  if (state.live > 0) await noteLive(env.DB, state.live, at).run();
  const { content } = state;
  if (state.live >= state.wanted && content.live >= content.wanted) return state;
  if (env.HOST !== undefined) {
    const [published, beside] = await Promise.all([register(env), siteContent(env.DB)]);
    const body = JSON.stringify({ register: canonical(published), content: canonical(beside) });
    await env.HOST.fetch('http://host/rebuild', { method: 'POST', body });
  } else if (env.REBUILD_HOOK !== undefined) {
    await fetch(env.REBUILD_HOOK, { method: 'POST' });
  }
  return state;
}
