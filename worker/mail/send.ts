// Sends what waits in the outbox. Mail is never on the critical path: without a way to send letters wait, and a letter
// that fails is tried again, later each time, under the same Message-ID.

import { claimLetter, letterFailed, letterSent } from '../db/outbox.ts';
import type { Env } from '../env.ts';
import { compose } from './compose.ts';
import { transport } from './transport.ts';

const MOST_PER_TICK = 100;
// What mail servers commonly take of one sender side by side.
const LINES = 5;

/** Sends up to a hundred letters that are due at `at`; the number sent. */
export async function sendLetters(env: Env, at: number): Promise<number> {
  const send = transport(env);
  if (send === null) return 0;
  let turns = 0;
  let sent = 0;
  const line = async (): Promise<void> => {
    while (turns < MOST_PER_TICK) {
      turns += 1;
      const letter = await claimLetter(env.DB, at);
      if (letter === null) return;
      try {
        await send(compose(env, letter));
        await letterSent(env.DB, letter, at);
        sent += 1;
      } catch (error) {
        await letterFailed(env.DB, letter, at, error instanceof Error ? error.message : String(error));
      }
    }
  };
  await Promise.all(Array.from({ length: LINES }, line));
  return sent;
}
