// One letter as it stands in the outbox, and what people wrote in it.

import { hearsApplication } from './commission.ts';
import { guard } from './guard.ts';
import { letterBy } from './outbox.ts';
import type { Posted, Waiting } from './outbox.ts';

type Db = D1Database;

export type LetterText = { version: number; subject: string; body: string; at: number; by: string };
export type Letter = Posted & Waiting & { texts: LetterText[] };

/** A letter with every text it was given, the newest first; null where there is none of that key. */
export async function wholeLetter(db: Db, key: string): Promise<Letter | null> {
  const posted = await letterBy(db, key);
  if (posted === null) return null;
  const [own, texts] = await db.batch<Record<string, string | number>>([
    db.prepare('SELECT language, vals FROM outbox WHERE key = ?').bind(key),
    db
      .prepare(
        `SELECT t.version, t.subject, t.body, t.at, coalesce(s.name, '') AS by FROM letter_texts t
         LEFT JOIN seats s ON s.id = t.by WHERE t.letter = ? ORDER BY t.version DESC`,
      )
      .bind(key),
  ]);
  const row = own?.results[0];
  const all = (texts?.results ?? []) as unknown as LetterText[];
  const [newest] = all;
  return {
    ...posted,
    language: row?.language as Waiting['language'],
    vals: String(row?.vals),
    edited: newest === undefined ? null : JSON.stringify({ subject: newest.subject, body: newest.body }),
    texts: all,
  };
}

/** Keys of the letters that wait for a person, what is due first: about what a commission hears, or all of them. */
export async function heldLetters(db: Db, commission: string | null): Promise<string[]> {
  const heard =
    commission === null
      ? '?1 IS NULL'
      : `EXISTS (SELECT 1 FROM applications a WHERE a.id = o.about AND ${hearsApplication(commission)})`;
  const { results } = await db
    .prepare(
      `SELECT o.key FROM outbox o WHERE o.held = 1 AND o.sent_at IS NULL AND ${heard} ORDER BY o.due_at LIMIT 100`,
    )
    .bind(commission)
    .all<{ key: string }>();
  return results.map(({ key }) => key);
}

/** How many letters about what a commission hears could not be sent and are tried again. */
export async function failedLetters(db: Db, commission: string): Promise<number> {
  const row = await db
    .prepare(
      `SELECT count(*) AS n FROM outbox o WHERE o.sent_at IS NULL AND o.error IS NOT NULL
         AND EXISTS (SELECT 1 FROM applications a WHERE a.id = o.about AND ${hearsApplication(commission)})`,
    )
    .bind(commission)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

/** Holds while the letter waits and no tick has taken it. */
export const guardHeld = (db: Db, key: string, at: number): D1PreparedStatement =>
  guard(
    db,
    'EXISTS (SELECT 1 FROM outbox WHERE key = ? AND held = 1 AND sent_at IS NULL AND tries = 0 AND due_at > ?)',
    key,
    at,
  );

export const release = (db: Db, key: string, at: number): D1PreparedStatement =>
  db.prepare('UPDATE outbox SET held = 0, due_at = ? WHERE key = ?').bind(at, key);

export const insertLetterText = (
  db: Db,
  letter: string,
  text: Omit<LetterText, 'by'> & { nonce: string; by: string },
): D1PreparedStatement =>
  db
    .prepare(
      'INSERT INTO letter_texts (letter, version, subject, body, nonce, at, by) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .bind(letter, text.version, text.subject, text.body, text.nonce, text.at, text.by);
