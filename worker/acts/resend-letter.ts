// A letter that was sent or that failed goes out again, under the same Message-ID.

import * as z from 'zod/mini';
import { letterBy, sendAgain } from '../db/outbox.ts';
import { refuse } from './act.ts';
import { isOwnLetter } from './held-letters.ts';
import type { DeskAct } from './act.ts';

const input = z.object({ letter: z.string() });

export const resendLetter: DeskAct<z.infer<typeof input>> = {
  name: 'resend-letter',
  roles: ['secretary', 'agency'],
  input,
  async plan(desk, { letter: key }) {
    const { db, at } = desk;
    const letter = await letterBy(db, key);
    // An address that was forgotten or erased is none to send to.
    if (letter === null || !isOwnLetter(desk, letter) || letter.recipient === '')
      return refuse('8', 'LETTER_UNKNOWN');
    // A link in it would open a door: a new one is asked for where it is needed.
    if (letter.secret) return refuse('8', 'LETTER_SECRET');
    return {
      stream: `letter:${key}`,
      changes: [sendAgain(db, key, at)],
      body: { letter: key },
    };
  },
};
