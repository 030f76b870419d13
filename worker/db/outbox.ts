// Letters waiting to leave. One is claimed at a time, with a lease: a tick that dies gives it back.

import { LANGUAGES } from '#rules/application';
import type { Language } from '#rules/application';
import { canonical } from '#rules/canonical';

export type Waiting = {
  key: string;
  recipient: string;
  language: 'kk' | 'ru' | 'en';
  template: string;
  vals: string;
  tries: number;
};

const LEASE_MS = 2 * 60_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;

/** The next letter that is due, held for the lease; null when there is none. */
export async function claimLetter(db: D1Database, at: number): Promise<Waiting | null> {
  return db
    .prepare(
      `UPDATE outbox SET due_at = ?2, tries = tries + 1
       WHERE key = (SELECT key FROM outbox WHERE sent_at IS NULL AND due_at <= ?1 ORDER BY due_at LIMIT 1)
       RETURNING key, recipient, language, template, vals, tries`,
    )
    .bind(at, at + LEASE_MS)
    .first<Waiting>();
}

/** Sent letters keep their name and time; what they said is dropped, since a link in them may still open a door. */
export async function letterSent(db: D1Database, key: string, at: number): Promise<void> {
  await db
    .prepare("UPDATE outbox SET sent_at = ?, vals = '{}', error = NULL WHERE key = ?")
    .bind(at, key)
    .run();
}

export async function letterFailed(
  db: D1Database,
  letter: Waiting,
  at: number,
  error: string,
): Promise<void> {
  const wait = Math.min(LONGEST_WAIT_MS, 60_000 * 2 ** letter.tries);
  await db
    .prepare('UPDATE outbox SET due_at = ?, error = ? WHERE key = ?')
    .bind(at + wait, error, letter.key)
    .run();
}

/**
 * One letter to everybody who has begun an application and not filed it, in the language of each. `about` makes it one:
 * the same letter about the same thing is never written twice.
 */
export const writeToOpenDrafts = (
  db: D1Database,
  template: string,
  about: string,
  values: (language: Language) => Record<string, string>,
  at: number,
): D1PreparedStatement[] =>
  LANGUAGES.map((language) =>
    db
      .prepare(
        `INSERT INTO outbox (key, recipient, language, template, vals, created_at, due_at)
         SELECT ?1 || ':' || ?2 || ':' || id, form ->> 'email', ?3, ?1, ?4, ?5, ?5 FROM drafts
         WHERE open = 1 AND form ->> 'letterLanguage' = ?3 AND form ->> 'email' LIKE '%_@_%._%'
         ON CONFLICT DO NOTHING`,
      )
      .bind(template, about, language, canonical(values(language)), at),
  );
