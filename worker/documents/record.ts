// What documents are made from: a commission's record as it was at an instant.

import type { Desk } from '../acts/act.ts';
import { publicationBefore } from '../db/desk.ts';
import { registerKeys } from '../register.ts';
import type { Record } from './protocol.ts';

/** The record at `at`, milliseconds. */
export async function recordOf(
  { db, env, file, edition, stage }: Pick<Desk, 'db' | 'env' | 'file' | 'edition' | 'stage'>,
  at: number,
): Promise<Record> {
  const { fingerprint } = await registerKeys(env);
  const head = await publicationBefore(db, at);
  return { file, edition, stage, head, key: fingerprint, real: env.MODE === 'real', at };
}
