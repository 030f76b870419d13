// A letter that waits for a person: its words are changed, what was decided stays in it; or it is let go.

import * as z from 'zod/mini';
import { canonical } from '#rules/canonical';
import { editFindings, HOLDABLE, LONGEST_LETTER, LONGEST_SUBJECT } from '#rules/letters';
import { sha256Hex } from '#rules/register';
import { guardHeld, insertLetterText, release, wholeLetter } from '../db/letters.ts';
import type { Letter } from '../db/letters.ts';
import type { Posted } from '../db/outbox.ts';
import { factsOf } from '../mail/compose.ts';
import { newId, refuse } from './act.ts';
import type { Desk, DeskAct } from './act.ts';

const NONCE_BYTES = 32;

/** True for a letter about an application heard there or to the commission's own people, and for the Agency. */
export const isOwnLetter = ({ seat, file }: Pick<Desk, 'seat' | 'file'>, letter: Posted): boolean =>
  seat.role === 'agency' ||
  letter.commission === file.commission ||
  file.applications.some(({ id }) => id === letter.about);

/** The letter where the person may see it. */
async function ownLetter(desk: Desk, key: string): Promise<Letter | null> {
  const letter = await wholeLetter(desk.db, key);
  return letter !== null && isOwnLetter(desk, letter) ? letter : null;
}

const editInput = z.object({
  letter: z.string(),
  subject: z.string().check(z.trim(), z.minLength(1), z.maxLength(LONGEST_SUBJECT)),
  body: z.string().check(z.trim(), z.minLength(1), z.maxLength(LONGEST_LETTER)),
});

export const editLetter: DeskAct<z.infer<typeof editInput>> = {
  name: 'edit-letter',
  roles: ['secretary', 'agency'],
  input: editInput,
  async plan(desk, { letter: key, ...typed }) {
    const { db, at, seat } = desk;
    const letter = await ownLetter(desk, key);
    const clause = letter === null ? undefined : HOLDABLE[letter.template];
    if (letter === null || clause === undefined) return refuse('8', 'LETTER_UNKNOWN');
    if (!letter.held || letter.dueAt <= at) return refuse(clause, 'LETTER_NOT_HELD');
    const line = typed.subject.replace(/\s+/g, ' ');
    const written = { subject: line, body: typed.body.replace(/\r\n?/g, '\n') };
    const findings = editFindings(written, factsOf(letter), clause);
    if (findings.length > 0) return { refused: findings };
    const version = (letter.texts[0]?.version ?? 0) + 1;
    const nonce = newId(NONCE_BYTES);
    return {
      stream: `letter:${key}`,
      guards: [guardHeld(db, key, at)],
      changes: [insertLetterText(db, key, { ...written, version, nonce, at, by: seat.id })],
      // The words stand in a table that is erased with the person; the hash proves them.
      body: {
        letter: key,
        version,
        commitment: await sha256Hex(canonical({ ...written, nonce })),
        ...(letter.about === null ? {} : { application: letter.about }),
      },
      answer: { version },
    };
  },
};

const releaseInput = z.object({ letter: z.string() });

export const releaseLetter: DeskAct<z.infer<typeof releaseInput>> = {
  name: 'release-letter',
  roles: ['secretary', 'agency'],
  input: releaseInput,
  async plan(desk, { letter: key }) {
    const { db, at } = desk;
    const letter = await ownLetter(desk, key);
    if (letter === null) return refuse('8', 'LETTER_UNKNOWN');
    if (!letter.held) return refuse(HOLDABLE[letter.template] ?? '8', 'LETTER_NOT_HELD');
    return {
      stream: `letter:${key}`,
      guards: [guardHeld(db, key, at)],
      changes: [release(db, key, at)],
      body: { letter: key, ...(letter.about === null ? {} : { application: letter.about }) },
    };
  },
};
