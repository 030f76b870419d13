// What an applicant does with an application that is filed: opens it to be corrected and filed again within the term
// (§12), or withdraws it while the outcome is not public.

import type { Finding } from '#rules/finding';
import { isLate } from '#rules/terms';
import { answered, commit, headOf } from '../db/commit.ts';
import type { Act } from '../db/commit.ts';
import { filedFrom } from '../db/applications.ts';
import type { Filed } from '../db/applications.ts';
import { guardNotYet, insertWithdrawal } from '../db/desk.ts';
import { guardDraft, openDraft } from '../db/drafts.ts';
import type { Draft } from '../db/drafts.ts';
import { inForce } from '../edition.ts';
import type { Env } from '../env.ts';
import { letterTo } from './letter.ts';

/** Findings where it is refused; null once it is done. */
export type OwnOutcome = Finding[] | null;

const refused = (clause: string, code: string): Finding[] => [{ clause, code, kind: 'refusal' }];

/** Opens the draft of a filed application again. The version that is filed counts until the next one is. */
export async function correct(env: Env, draft: Draft, key: string, at: number): Promise<OwnOutcome> {
  const filed = await filedFrom(env.DB, draft.id);
  const { placement } = await inForce(env.DB, draft.head?.number ?? 0);
  if (filed === null || placement === null) return refused('12', 'NOT_FILED');
  if (draft.application === null) return null;
  if (isLate(at, placement.deadline)) return refused('12', 'CORRECTION_LATE');
  return write(env, filed, 'correct', key, at, {
    guards: [guardDraft(env.DB, draft.id, false)],
    changes: [openDraft(env.DB, draft.id, true)],
    letters: [],
    body: { version: filed.version },
  });
}

/** Goes back to the version that is filed. */
export async function keepFiled(env: Env, draft: Draft, key: string, at: number): Promise<OwnOutcome> {
  const filed = await filedFrom(env.DB, draft.id);
  if (filed === null) return refused('12', 'NOT_FILED');
  if (draft.application !== null) return null;
  return write(env, filed, 'keep-filed', key, at, {
    guards: [guardDraft(env.DB, draft.id, true)],
    changes: [openDraft(env.DB, draft.id, false)],
    letters: [],
    body: { version: filed.version },
  });
}

export async function withdrawOwn(
  env: Env,
  draft: Draft,
  key: string,
  reason: string,
  at: number,
): Promise<OwnOutcome> {
  const filed = await filedFrom(env.DB, draft.id);
  if (filed === null) return refused('12', 'NOT_FILED');
  if (filed.withdrawn) return null;
  if (filed.published.some(({ body }) => body.kind === 'regional')) return refused('17', 'ALREADY_DECIDED');
  return write(env, filed, 'withdraw', key, at, {
    guards: [guardNotYet(env.DB, filed.commission, 'published')],
    changes: [insertWithdrawal(env.DB, filed.application, reason, at, 'applicant')],
    letters: [letterTo({ id: filed.application, ...filed }, 'withdrawn', {})],
    body: { reason },
  });
}

/** True where this very request was done before: what stands now may refuse what was lawful then. */
export const doneBefore = async (
  env: Env,
  { application }: Pick<Filed, 'application'>,
  name: string,
  key: string,
  payload: unknown,
): Promise<boolean> =>
  (await answered(env.DB, { key: `${name}:${application}:${key}`, payload }))?.kind === 'replayed';

/** Writes an act of the holder upon a filed application. `payload` is what was sent, where that is not the whole body. */
export async function write(
  env: Env,
  { application }: Pick<Filed, 'application'>,
  name: string,
  key: string,
  at: number,
  act: Pick<Act, 'guards' | 'changes' | 'letters' | 'body'>,
  payload: unknown = act.body,
): Promise<OwnOutcome> {
  const stream = `application:${application}`;
  const outcome = await commit(env.DB, {
    ...act,
    name,
    stream,
    actor: 'applicant',
    at,
    request: { key: `${name}:${application}:${key}`, payload },
    head: await headOf(env.DB, stream),
    answer: {},
  });
  return outcome.kind === 'done' || outcome.kind === 'replayed' ? null : refused('12', 'STATE_CHANGED');
}
