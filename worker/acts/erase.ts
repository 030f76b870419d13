// Erases data: at the request of the one they are of, and by itself when the edition's terms of keeping are over.

import type { Finding } from '#rules/finding';
import { dataKeptUntil, draftsKeptUntil, forgottenBefore } from '#rules/keeping';
import { filedFrom } from '../db/applications.ts';
import { commit, headOf } from '../db/commit.ts';
import type { Outcome } from '../db/commit.ts';
import {
  belongings,
  endedAt,
  eraseDraft,
  filedDrafts,
  forgottenDrafts,
  guardUndecided,
  withdrawAll,
} from '../db/erase.ts';
import { inForce } from '../edition.ts';
import type { Env } from '../env.ts';
import { files } from '../files/store.ts';
import { eraseQuestions } from './erase-questions.ts';
import { takeAway } from './take-away.ts';

const MOST_PER_TICK = 20;

/** Rows first, in one batch; then the bytes that no row names any more. */
async function erase(
  env: Env,
  draft: string,
  actor: string,
  at: number,
  more: { guards: D1PreparedStatement[]; changes: D1PreparedStatement[] } = { guards: [], changes: [] },
): Promise<Outcome['kind']> {
  const own = await belongings(env.DB, draft);
  const stream = `erase:${draft}`;
  const outcome = await commit(env.DB, {
    name: 'erase',
    stream,
    actor,
    at,
    request: { key: `erase:${draft}`, payload: {} },
    head: await headOf(env.DB, stream),
    body: { applications: own.applications, files: own.files.length },
    guards: more.guards,
    changes: [...more.changes, ...eraseDraft(env.DB, draft, at)],
    letters: [],
    answer: {},
  });
  if (outcome.kind !== 'done') return outcome.kind;
  const store = files(env);
  for (const id of own.uploads) await store.discard(id);
  await takeAway(env, own.files);
  return outcome.kind;
}

/** Withdraws the consent: what is not decided is erased now; findings where the record of a decision needs it. */
export async function forgetMe(env: Env, draft: string, at: number): Promise<Finding[]> {
  const filed = await filedFrom(env.DB, draft);
  const kept: Finding[] = [{ clause: '13', code: 'CONSENT_KEPT', kind: 'refusal' }];
  if (filed !== null && filed.decision !== null) return kept;
  const done = await erase(env, draft, 'applicant', at, {
    guards: [guardUndecided(env.DB, draft)],
    changes: [withdrawAll(env.DB, draft, at)],
  });
  return done === 'done' || done === 'replayed' ? [] : kept;
}

/** Erases what the edition's terms of keeping have let go at `at`, a little at each tick. */
export async function eraseExpired(env: Env, at: number): Promise<void> {
  const { edition, placement } = await inForce(env.DB);
  if (placement === null) return;
  const drafts =
    at < draftsKeptUntil(placement, edition)
      ? []
      : await forgottenDrafts(env.DB, forgottenBefore(at, edition), MOST_PER_TICK);
  const ended = await endedAt(env.DB);
  const kept = ended === null || at < dataKeptUntil(ended, edition);
  const filed = kept ? [] : await filedDrafts(env.DB, MOST_PER_TICK);
  for (const draft of [...drafts, ...filed]) await erase(env, draft, 'tick', at);
  if (ended !== null && !kept) await eraseQuestions(env.DB, ended, at);
}
