// Runs an act: the same request gets the same answer, a plan that lost a race is made anew from the fresh state.

import type { Finding } from '#rules/finding';
import { answered, commit, headOf } from '../db/commit.ts';
import { loadCommission } from '../db/commission.ts';
import type { Seat } from '../db/commission.ts';
import type { Attached } from '../db/messages.ts';
import { inForce } from '../edition.ts';
import type { Env } from '../env.ts';
import { stageOf } from './act.ts';
import type { DeskAct } from './act.ts';
import { lookedAtFirst } from './hold.ts';
import { locked } from './locked.ts';

export type Performed =
  | { kind: 'done'; answer: unknown }
  | { kind: 'unreadable'; fields: string[] }
  | { kind: 'refused'; findings: Finding[] };

const TRIES = 5;
const STALE: Finding = { clause: '8', code: 'STATE_CHANGED', kind: 'refusal' };
const KEY_REUSED: Finding = { clause: '8', code: 'KEY_REUSED', kind: 'refusal' };

/** One act of one person in one commission. */
export async function perform<Input>(
  act: DeskAct<Input>,
  who: { env: Env; at: number; seat: Seat; commission: string; key: string; attached?: Attached[] },
  raw: unknown,
): Promise<Performed> {
  const db = who.env.DB;
  const attached = who.attached ?? [];
  const request = {
    key: `${who.seat.id}:${who.key}`,
    payload: {
      act: act.name,
      commission: who.commission,
      input: raw,
      ...(attached.length === 0 ? {} : { attached }),
    },
  };
  const before = await answered(db, request);
  if (before?.kind === 'replayed') return { kind: 'done', answer: before.answer };
  if (before !== undefined) return { kind: 'refused', findings: [KEY_REUSED] };

  const input = act.input.safeParse(raw);
  if (!input.success) {
    return { kind: 'unreadable', fields: input.error.issues.map((issue) => issue.path.join('.')) };
  }
  for (let tried = 0; tried < TRIES; tried += 1) {
    const { edition, placement } = await inForce(db);
    const ownStream = `commission:${who.commission}`;
    const head = await headOf(db, ownStream);
    const file = await loadCommission(db, who.commission, { only: act.about?.(input.data) });
    const desk = {
      env: who.env,
      db,
      at: who.at,
      seat: who.seat,
      edition,
      placement,
      stage: stageOf(who.commission),
      file,
      attached,
    };
    const why = await locked(act.name, desk);
    if (why !== null) return { kind: 'refused', findings: [why] };
    const plan = await act.plan(desk, input.data);
    if ('refused' in plan) return { kind: 'refused', findings: plan.refused };
    const outcome = await commit(db, {
      name: act.name,
      stream: plan.stream ?? ownStream,
      actor: who.seat.id,
      at: who.at,
      request,
      head: plan.stream === undefined ? head : await headOf(db, plan.stream),
      body: plan.body,
      guards: plan.guards ?? [],
      changes: plan.changes,
      letters: await lookedAtFirst(act.name, desk, raw, plan.letters ?? []),
      answer: plan.answer ?? plan.body,
    });
    if (outcome.kind === 'done' || outcome.kind === 'replayed')
      return { kind: 'done', answer: outcome.answer };
    if (outcome.kind === 'key-reused') return { kind: 'refused', findings: [KEY_REUSED] };
  }
  return { kind: 'refused', findings: [STALE] };
}
