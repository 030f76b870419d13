// Takes files out of the store that no row names, so that a file which comes again meanwhile is never lost: a row that would
// name one is refused from before its bytes go until they are gone, and its request, sent again, stores it anew.

import { machineNow, now } from '../clock.ts';
import { beginRemoval, brokenOff, endRemoval, forgetRemovals } from '../db/removals.ts';
import type { Env } from '../env.ts';
import { files } from '../files/store.ts';
import { newId } from './act.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Nobody takes so long from the beginning to the end of one removal. */
const BROKEN_OFF = 10 * MINUTE;
const MOST = 100;

/** Takes away those of the files that no row names; with `before`, milliseconds, only what has not come again since. */
export async function takeAway(env: Env, sha256s: string[], before?: number): Promise<number> {
  if (sha256s.length === 0) return 0;
  const id = newId();
  const going = await beginRemoval(env.DB, id, sha256s, machineNow());
  for (const sha256 of going) await files(env).remove(sha256, before);
  await ended(env, id, going);
  return going.length;
}

/** Ends what was broken off by a kill, and forgets what nobody can run into any more. */
export async function endBrokenOff(env: Env): Promise<void> {
  for (const { id, sha256 } of await brokenOff(env.DB, machineNow() - BROKEN_OFF, MOST)) {
    await files(env).remove(sha256);
    await ended(env, id, [sha256]);
  }
  await forgetRemovals(env.DB, (await now(env)) - DAY);
}

/** What began in the same millisecond may have been stored before the bytes went. */
const ended = async (env: Env, id: string, gone: string[]): Promise<void> =>
  endRemoval(env.DB, id, gone, (await now(env)) + 1);
