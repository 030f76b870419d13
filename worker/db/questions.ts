// Readers' questions, as they were asked and as they were decided on.

import type { Language } from '#rules/application';
import type { Question } from '#rules/questions';

type Db = D1Database;

export type Asked = {
  id: string;
  /** Milliseconds. */
  askedAt: number;
  language: Language;
  clause: string;
  text: string;
  /** null where none was given, or where it was used. */
  mail: string | null;
  decision: { number: number; kind: 'answered' | 'declined'; reason: string; at: number } | null;
  /** What the site shows of it, JSON; null where it never did, '' where it was taken off. */
  published: string | null;
};

type Row = Omit<Asked, 'decision'> & {
  number: number | null;
  kind: 'answered' | 'declined' | null;
  reason: string | null;
  at: number | null;
};

const COLUMNS = `q.id, q.asked_at AS askedAt, q.language, q.clause, q.text, m.mail, d.number, d.kind, d.reason, d.at,
  (SELECT body FROM site_content WHERE kind = 'question' AND key = q.id ORDER BY revision DESC LIMIT 1) AS published`;
const NEWEST = `d.number = (SELECT max(number) FROM question_decisions WHERE question = q.id)`;

const asked = ({ number, kind, reason, at, ...row }: Row): Asked => ({
  ...row,
  decision:
    number === null || kind === null ? null : { number, kind, reason: reason ?? '', at: at ?? row.askedAt },
});

export async function questionBy(db: Db, id: string): Promise<Asked | null> {
  const row = await db
    .prepare(
      `SELECT ${COLUMNS} FROM questions q LEFT JOIN question_mails m ON m.question = q.id
       LEFT JOIN question_decisions d ON d.question = q.id AND ${NEWEST} WHERE q.id = ?`,
    )
    .bind(id)
    .first<Row>();
  return row === null ? null : asked(row);
}

/** Those that wait, the oldest first, and how many they are. */
export async function waitingQuestions(db: Db, most: number): Promise<{ list: Asked[]; all: number }> {
  const waiting = 'NOT EXISTS (SELECT 1 FROM question_decisions WHERE question = q.id)';
  const [rows, count] = await db.batch([
    db
      .prepare(
        `SELECT ${COLUMNS} FROM questions q LEFT JOIN question_mails m ON m.question = q.id
         LEFT JOIN question_decisions d ON d.question = q.id WHERE ${waiting} ORDER BY q.asked_at LIMIT ?`,
      )
      .bind(most),
    db.prepare(`SELECT count(*) AS n FROM questions q WHERE ${waiting}`),
  ]);
  const [{ n } = { n: 0 }] = (count?.results ?? []) as { n: number }[];
  return { list: ((rows?.results ?? []) as Row[]).map(asked), all: n };
}

/** Those that were decided on last. */
export async function decidedQuestions(db: Db, most: number): Promise<Asked[]> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM question_decisions d JOIN questions q ON q.id = d.question
       LEFT JOIN question_mails m ON m.question = q.id WHERE ${NEWEST} ORDER BY d.at DESC LIMIT ?`,
    )
    .bind(most)
    .all<Row>();
  return results.map(asked);
}

export const insertQuestion = (
  db: Db,
  id: string,
  { language, clause, text, mail }: Question,
  at: number,
): D1PreparedStatement[] => [
  db
    .prepare('INSERT INTO questions (id, asked_at, language, clause, text) VALUES (?, ?, ?, ?, ?)')
    .bind(id, at, language, clause, text),
  ...(mail === ''
    ? []
    : [db.prepare('INSERT INTO question_mails (question, mail) VALUES (?, ?)').bind(id, mail)]),
];

/** A decision; the address is not needed after it. */
export const decideQuestion = (
  db: Db,
  id: string,
  decision: { number: number; kind: 'answered' | 'declined'; reason: string; at: number; by: string },
): D1PreparedStatement[] => [
  db
    .prepare(
      'INSERT INTO question_decisions (question, number, kind, reason, at, by) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .bind(id, decision.number, decision.kind, decision.reason, decision.at, decision.by),
  db.prepare('DELETE FROM question_mails WHERE question = ?').bind(id),
];

/** How many questions were asked until `before`, milliseconds. */
export async function questionsUntil(db: Db, before: number): Promise<number> {
  const row = await db
    .prepare('SELECT count(*) AS n FROM questions WHERE asked_at <= ?')
    .bind(before)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

/** Takes away what was asked until `before`, its addresses and letters; what was published and decided stays. */
export const eraseQuestionsUntil = (db: Db, before: number): D1PreparedStatement[] => [
  db
    .prepare('DELETE FROM question_mails WHERE question IN (SELECT id FROM questions WHERE asked_at <= ?)')
    .bind(before),
  // The hash of what was asked could be guessed: it goes with the words.
  db.prepare("DELETE FROM requests WHERE key >= 'question:' AND key < 'question;' AND at <= ?").bind(before),
  db
    .prepare(
      `UPDATE outbox SET recipient = '', vals = '{}', sent_at = coalesce(sent_at, due_at)
       WHERE key IN (SELECT 'question:' || d.question || ':' || d.number FROM question_decisions d
         JOIN questions q ON q.id = d.question WHERE q.asked_at <= ?)`,
    )
    .bind(before),
  db.prepare('DELETE FROM questions WHERE asked_at <= ?').bind(before),
];
