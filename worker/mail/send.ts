// Sends what waits in the outbox. Mail is never on the critical path: without a way to send letters wait, and a letter
// that fails is tried again, later each time, under the same Message-ID.

import { claimLetter, letterFailed, letterSent } from '../db/outbox.ts';
import type { Env } from '../env.ts';
import { compose } from './compose.ts';
import { transport } from './transport.ts';

const MOST_PER_TICK = 50;

/** Sends up to fifty letters that are due at `at`; the number sent. */
export async function sendLetters(env: Env, at: number): Promise<number> {
  const send = transport(env);
  if (send === null) return 0;
  let sent = 0;
  for (let turn = 0; turn < MOST_PER_TICK; turn += 1) {
    const letter = await claimLetter(env.DB, at);
    if (letter === null) break;
    try {
      await send(compose(env, letter));
      await letterSent(env.DB, letter, at);
      sent += 1;
    } catch (error) {
      await letterFailed(env.DB, letter, at, error instanceof Error ? error.message : String(error));
    }
  }
  return sent;
}
