// Sweeps the store of what no row names: a file that was refused after its bytes had come, an act that was never done, a
// kill between the bytes and the row. What is younger than a day may still be named.

import { machineNow } from '../clock.ts';
import { forgetScans } from '../db/scans.ts';
import { unknownUploads } from '../db/uploads.ts';
import type { Env } from '../env.ts';
import { files } from '../files/store.ts';
import { endBrokenOff, takeAway } from './take-away.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PREFIXES = 256;
const AT_ONCE = 500;

/**
 * Looks at one part of the store in each minute, so that each file is looked at every few hours; how many went. Scans that
 * no act named within a day of the contest, whose instant is `contestAt`, are forgotten before.
 */
export async function sweep(env: Env, contestAt: number): Promise<number> {
  await forgetScans(env.DB, contestAt - DAY);
  await endBrokenOff(env);
  // Files are dated by the machine, whatever the contest's clock says.
  const at = machineNow();
  const part = Math.floor(at / MINUTE) % PREFIXES;
  return sweepPart(env, part, at - DAY);
}

/** Takes away what has the part's first byte, was stored before `before`, milliseconds, and is named by no row. */
async function sweepPart(env: Env, part: number, before: number): Promise<number> {
  const store = files(env);
  const prefix = part.toString(16).padStart(2, '0');
  const [old, pieces] = await Promise.all([
    store.storedBefore(prefix, before),
    store.begunBefore(prefix, before),
  ]);
  let gone = 0;
  for (let from = 0; from < old.length; from += AT_ONCE) {
    gone += await takeAway(env, old.slice(from, from + AT_ONCE), before);
  }
  for (const id of await unknownUploads(env.DB, pieces)) await store.discard(id);
  return gone;
}
