// Letters waiting to leave and those that have left. One is claimed at a time, with a lease: a tick that dies gives it
// back.

import { LANGUAGES } from '#rules/application';
import type { Language } from '#rules/application';
import { canonical } from '#rules/canonical';
import type { Letter } from './commit.ts';

export type Waiting = {
  key: string;
  recipient: string;
  language: Language;
  template: string;
  vals: string;
  tries: number;
  /** What a person wrote in place of the letter's own words, JSON; null where nobody did. */
  edited: string | null;
};

/** A letter as the desk sees it. */
export type Posted = {
  /** In which order it was written. */
  place: number;
  key: string;
  recipient: string;
  template: string;
  /** The application it is about; null where it is about none. */
  about: string | null;
  /** Its registration number; null where it is about none. */
  reference: string | null;
  /** The commission that it is about; null where it names none. */
  commission: string | null;
  /** Milliseconds. */
  createdAt: number;
  sentAt: number | null;
  tries: number;
  error: string | null;
  /** It carried a link that opens a door. */
  secret: boolean;
  /** It waits for a person, at the latest until `dueAt`. */
  held: boolean;
  dueAt: number;
};

const LEASE_MS = 2 * 60_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;
const MOST_SHOWN = 100;
/** What they say is dropped once they are sent: a link in them may still open a door. */
const SECRET = "('sign-in', 'draft-link')";
/** To readers who gave an address for one answer: nobody keeps it once the letter has left. */
const FORGOTTEN = "('question-answered', 'question-declined')";
const EDITED = `(SELECT json_object('subject', t.subject, 'body', t.body) FROM letter_texts t
  WHERE t.letter = outbox.key ORDER BY t.version DESC LIMIT 1)`;

/** The next letter that is due, held for the lease; null when there is none. */
export async function claimLetter(db: D1Database, at: number): Promise<Waiting | null> {
  return db
    .prepare(
      `UPDATE outbox SET due_at = ?2, tries = tries + 1
       WHERE key = (SELECT key FROM outbox WHERE sent_at IS NULL AND due_at <= ?1 ORDER BY due_at LIMIT 1)
       RETURNING key, recipient, language, template, vals, tries, ${EDITED} AS edited`,
    )
    .bind(at, at + LEASE_MS)
    .first<Waiting>();
}

/** How many letters are due at `at`. */
export async function waitingLetters(db: D1Database, at: number): Promise<number> {
  const row = await db
    .prepare('SELECT count(*) AS n FROM outbox WHERE sent_at IS NULL AND due_at <= ?')
    .bind(at)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

/** Since when the oldest letter that is due at `at` waits, milliseconds; null where none does. */
export async function oldestDue(db: D1Database, at: number): Promise<number | null> {
  const row = await db
    .prepare('SELECT min(created_at) AS at FROM outbox WHERE sent_at IS NULL AND due_at <= ?')
    .bind(at)
    .first<{ at: number | null }>();
  return row?.at ?? null;
}

export async function letterSent(db: D1Database, { key }: Waiting, at: number): Promise<void> {
  await db
    .prepare(
      `UPDATE outbox SET sent_at = ?, error = NULL, vals = CASE WHEN template IN ${SECRET} THEN '{}' ELSE vals END,
         recipient = CASE WHEN template IN ${FORGOTTEN} THEN '' ELSE recipient END
       WHERE key = ?`,
    )
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

/** Puts a letter back among those that are due. */
export const sendAgain = (db: D1Database, key: string, at: number): D1PreparedStatement =>
  db
    .prepare('UPDATE outbox SET sent_at = NULL, due_at = ?, tries = 0, error = NULL, held = 0 WHERE key = ?')
    .bind(at, key);

/** A letter's columns; its table may be given a name of its own behind it. */
export const POSTED = `SELECT rowid AS place, key, recipient, template, about, vals ->> 'reference' AS reference,
  vals ->> 'commission' AS commission, created_at AS "createdAt", sent_at AS "sentAt", tries, error,
  due_at AS "dueAt", template IN ${SECRET} AS secret, held = 1 AND sent_at IS NULL AS held FROM outbox`;
export type PostedRow = Omit<Posted, 'secret' | 'held'> & { secret: number; held: number };
export const posted = (row: PostedRow): Posted => ({
  ...row,
  secret: row.secret === 1,
  held: row.held === 1,
});

export async function letterBy(db: D1Database, key: string): Promise<Posted | null> {
  const row = await db.prepare(`${POSTED} WHERE key = ?`).bind(key).first<PostedRow>();
  return row === null ? null : posted(row);
}

/** Letters about one application, the newest first. */
export async function lettersAbout(db: D1Database, application: string): Promise<Posted[]> {
  const { results } = await db
    .prepare(`${POSTED} WHERE about = ? ORDER BY created_at DESC LIMIT ${MOST_SHOWN}`)
    .bind(application)
    .all<PostedRow>();
  return results.map(posted);
}

/** Letters that may have been written before: each is written once. */
export const writeOnce = (db: D1Database, letters: Letter[], at: number): D1PreparedStatement[] =>
  letters.map(({ key, to, language, template, values, about }) =>
    db
      .prepare(
        `INSERT INTO outbox (key, recipient, language, template, vals, created_at, due_at, about)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7) ON CONFLICT DO NOTHING`,
      )
      .bind(key, to, language, template, canonical(values), at, about ?? null),
  );

export type Everybody = {
  template: string;
  /** Makes the letter one: the same letter about the same thing is never written twice. */
  about: string;
  /** Milliseconds: who began later is not meant. */
  begunBefore: number;
  /** Those too who have filed and are correcting. */
  filedToo: boolean;
};

/** One letter to everybody whose application is open, in the language of each. */
export const writeToOpenDrafts = (
  db: D1Database,
  { template, about, begunBefore, filedToo }: Everybody,
  values: (language: Language) => Record<string, string>,
  at: number,
): D1PreparedStatement[] =>
  LANGUAGES.map((language) =>
    db
      .prepare(
        `INSERT INTO outbox (key, recipient, language, template, vals, created_at, due_at)
         SELECT ?1 || ':' || ?2 || ':' || id, form ->> 'email', ?3, ?1, ?4, ?5, ?5 FROM drafts
         WHERE open = 1 AND created_at <= ?6 AND form ->> 'letterLanguage' = ?3 AND form ->> 'email' LIKE '%_@_%._%'
           AND (?7 = 1 OR NOT EXISTS (SELECT 1 FROM applications WHERE draft = drafts.id))
         ON CONFLICT DO NOTHING`,
      )
      .bind(template, about, language, canonical(values(language)), at, begunBefore, filedToo ? 1 : 0),
  );
