// How the house is, for a monitor: numbers and instants, nothing of anybody.

import { lastPublication } from './db/publications.ts';
import { oldestDue, waitingLetters } from './db/outbox.ts';
import type { Env } from './env.ts';
import { revisions } from './rebuild.ts';
import type { Revisions } from './rebuild.ts';

/** What the host of one machine says of itself. */
type HostState = {
  refuses: 'disk' | 'clock' | null;
  disk: { freeBytes: number; reserveBytes: number };
  clockMovedSeconds: number;
  clockBehindJournal: boolean;
  newestBackup: string | null;
  lastTick: string | null;
};

export type Health = Revisions & {
  /** Nothing is wrong. */
  ok: boolean;
  problems: Problem[];
  now: string;
  /** Why no filing is taken now; null where filings are taken. */
  refuses: HostState['refuses'];
  /** Letters that are due, and since when the oldest one is. */
  outbox: { due: number; oldestDueAt: string | null };
  /** null where no host says it (on Cloudflare). */
  host: Omit<HostState, 'refuses'> | null;
};

export type Problem =
  'filings-refused' | 'disk-short' | 'site-behind' | 'letters-wait' | 'backup-old' | 'tick-late';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SITE_MS = 10 * MINUTE;
const LETTERS_MS = HOUR;
// A nightly backup, and two hours for it to end.
const BACKUP_MS = 26 * HOUR;
const TICK_MS = 5 * MINUTE;
// A monitor wakes somebody while there is still room.
const SHORT_OF_RESERVE = 2;

/** `at` is the clock of the contest, milliseconds. */
export async function health(env: Env, at: number): Promise<Health> {
  const [state, last, due, oldest, host] = await Promise.all([
    revisions(env),
    lastPublication(env.DB),
    waitingLetters(env.DB, at),
    oldestDue(env.DB, at),
    env.HOST?.fetch('http://host/state').then((answer) => answer.json<HostState>()) ?? null,
  ]);
  const problems: Problem[] = [];
  const behind = state.live < state.wanted && last !== null && at - last.at > SITE_MS;
  if (behind) problems.push('site-behind');
  if (oldest !== null && at - oldest > LETTERS_MS) problems.push('letters-wait');
  if (host !== null) {
    const real = env.MODE === 'real';
    // The host tells the machine's time; a moved clock is none to measure it by.
    const older = (instant: string | null, ms: number): boolean =>
      real && (instant === null || at - Date.parse(instant) > ms);
    if (host.refuses !== null) problems.push('filings-refused');
    if (host.disk.freeBytes < SHORT_OF_RESERVE * host.disk.reserveBytes) problems.push('disk-short');
    if (older(host.newestBackup, BACKUP_MS)) problems.push('backup-old');
    if (host.lastTick !== null && older(host.lastTick, TICK_MS)) problems.push('tick-late');
  }
  const { refuses = null, ...rest } = host ?? {};
  return {
    ok: problems.length === 0,
    problems,
    now: new Date(at).toISOString(),
    ...state,
    refuses,
    outbox: { due, oldestDueAt: oldest === null ? null : new Date(oldest).toISOString() },
    host: host === null ? null : (rest as Omit<HostState, 'refuses'>),
  };
}
