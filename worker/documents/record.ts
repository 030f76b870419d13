// What documents are made from: a commission's record as it was at an instant.

import { meetingsOf } from '../acts/call-sitting.ts';
import type { Desk } from '../acts/act.ts';
import { publicationBefore } from '../db/publications.ts';
import { registerKeys } from '../register.ts';
import type { Record } from './protocol-blocks.ts';

/** The record at `at`, milliseconds. */
export async function recordOf(
  desk: Pick<Desk, 'db' | 'env' | 'file' | 'edition' | 'stage'>,
  at: number,
): Promise<Record> {
  const { db, env, file, edition, stage } = desk;
  const { fingerprint } = await registerKeys(env);
  const head = await publicationBefore(db, at);
  const meetings = await meetingsOf(desk);
  return { file, meetings, edition, stage, head, key: fingerprint, real: env.MODE === 'real', at };
}
