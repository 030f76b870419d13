// Messages of an application's thread, with their files and how far each side has read.

import type { Stage } from '#rules/edition';
import type { Side } from '#rules/messages';
import { SIDES } from '#rules/messages';
import { hearsApplication } from './commission.ts';

type Db = D1Database;
type Row = Record<string, string | number | null>;

/** A file as it was received; its bytes lie in the store. */
export type Attached = { name: string; size: number; sha256: string; type: string };
export type MessageFile = Attached & { id: string };

export type Message = {
  number: number;
  side: Side;
  text: string;
  /** Milliseconds. */
  at: number;
  files: MessageFile[];
};

export type Thread = {
  draft: string;
  stage: Stage;
  messages: Message[];
  /** The number of the last message that a side has read, and when it was marked so; 0 before. */
  read: Record<Side, { number: number; at: number }>;
};

/** Messages that the other side wrote and this one has not seen. */
export const unreadBy = (thread: Thread, side: Side): number =>
  thread.messages.filter((one) => one.side !== side && one.number > thread.read[side].number).length;

/** The thread of the draft from which an application was filed. */
export async function threadOf(db: Db, application: string, stage: Stage): Promise<Thread> {
  const draft = '(SELECT draft FROM applications WHERE id = ?1)';
  const read = (sql: string): D1PreparedStatement => db.prepare(sql).bind(application, stage);
  const [owner, messages, files, reads] = await db.batch<Row>([
    db.prepare('SELECT draft FROM applications WHERE id = ?').bind(application),
    read(`SELECT number, side, text, at FROM messages WHERE draft = ${draft} AND stage = ?2 ORDER BY number`),
    read(
      `SELECT f.* FROM message_files f JOIN messages m ON m.draft = f.draft AND m.number = f.number
       WHERE f.draft = ${draft} AND m.stage = ?2 ORDER BY f.rowid`,
    ),
    read(`SELECT side, number, at FROM message_reads WHERE draft = ${draft} AND stage = ?2`),
  ]);
  const upTo = (side: Side): { number: number; at: number } => {
    const row = reads?.results.find((one) => one.side === side);
    return { number: Number(row?.number ?? 0), at: Number(row?.at ?? 0) };
  };
  return {
    draft: String(owner?.results[0]?.draft ?? ''),
    stage,
    messages: (messages?.results ?? []).map((row) => ({
      number: Number(row.number),
      side: SIDES.find((side) => side === row.side) ?? 'applicant',
      text: String(row.text),
      at: Number(row.at),
      files: (files?.results ?? []).filter((file) => file.number === row.number).map(fileOf),
    })),
    read: { secretary: upTo('secretary'), applicant: upTo('applicant') },
  };
}

const fileOf = (row: Row): MessageFile => ({
  id: String(row.id),
  name: String(row.name),
  size: Number(row.size),
  sha256: String(row.sha256),
  type: String(row.type),
});

/** The threads that an applicant sees: of the stage before too, once anybody has written there. */
export async function ownThreads(db: Db, application: string, stage: Stage): Promise<Thread[]> {
  const now = await threadOf(db, application, stage);
  if (stage === 'regional') return [now];
  const before = await threadOf(db, application, 'regional');
  return before.messages.length === 0 ? [now] : [before, now];
}

/** Whoever opens the page has seen what is on it; what was new stays marked on this page. */
export async function readNow(db: Db, threads: Thread[], side: Side, at: number): Promise<void> {
  const unread = threads.filter((thread) => unreadBy(thread, side) > 0);
  if (unread.length === 0) return;
  await db.batch(unread.map((thread) => markRead(db, thread, side, thread.messages.at(-1)?.number ?? 0, at)));
}

/** The number that the next message of a draft has, whatever its stage. */
export async function nextMessage(db: Db, draft: string): Promise<number> {
  const row = await db
    .prepare('SELECT coalesce(max(number), 0) + 1 AS n FROM messages WHERE draft = ?')
    .bind(draft)
    .first<{ n: number }>();
  return row?.n ?? 1;
}

export type NewMessage = {
  draft: string;
  number: number;
  stage: Stage;
  application: string;
  side: Side;
  by: string;
  text: string;
  nonce: string;
  at: number;
  files: MessageFile[];
};

/** A message and its files; who writes has read what stands above. */
export const insertMessage = (db: Db, message: NewMessage): D1PreparedStatement[] => [
  db
    .prepare(
      `INSERT INTO messages (draft, number, stage, application, side, by, text, nonce, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .bind(
      message.draft,
      message.number,
      message.stage,
      message.application,
      message.side,
      message.by,
      message.text,
      message.nonce,
      message.at,
    ),
  db
    .prepare(
      `INSERT INTO message_files (id, draft, number, name, size, sha256, type)
       SELECT value ->> 'id', ?2, ?3, value ->> 'name', value ->> 'size', value ->> 'sha256', value ->> 'type'
       FROM json_each(?1)`,
    )
    .bind(JSON.stringify(message.files), message.draft, message.number),
  markRead(db, message, message.side, message.number, message.at),
];

/** One side has seen the thread up to `number`. */
export const markRead = (
  db: Db,
  { draft, stage }: Pick<Thread, 'draft' | 'stage'>,
  side: Side,
  number: number,
  at: number,
): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO message_reads (draft, stage, side, number, at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET number = excluded.number, at = excluded.at WHERE excluded.number > number`,
    )
    .bind(draft, stage, side, number, at);

/** Every message of a draft, for the one whose data they are. */
export async function messagesOfDraft(
  db: Db,
  draft: string,
): Promise<{ at: number; side: string; text: string; files: unknown }[]> {
  const { results } = await db
    .prepare(
      `SELECT m.at, m.side, m.text,
         (SELECT json_group_array(json_object('name', f.name, 'size', f.size, 'sha256', f.sha256))
          FROM message_files f WHERE f.draft = m.draft AND f.number = m.number) AS files
       FROM messages m WHERE m.draft = ? ORDER BY m.number`,
    )
    .bind(draft)
    .all<{ at: number; side: string; text: string; files: string }>();
  return results.map((row) => ({ ...row, files: JSON.parse(row.files) as unknown }));
}

/** The condition on `applications a` that its applicant wrote what the secretary of the stage has not seen. */
export const unreadMessages = (stage: Stage): string =>
  `EXISTS (SELECT 1 FROM messages m WHERE m.draft = a.draft AND m.stage = '${stage}' AND m.side = 'applicant'
     AND m.number > coalesce((SELECT r.number FROM message_reads r
       WHERE r.draft = m.draft AND r.stage = m.stage AND r.side = 'secretary'), 0))`;

/** Applications of a commission whose applicant wrote what its secretary has not seen. */
export async function unreadThreads(db: Db, commission: string, stage: Stage): Promise<number> {
  const row = await db
    .prepare(
      // Far fewer write than file, so the threads lead to the applications.
      `SELECT count(DISTINCT a.id) AS n FROM messages t CROSS JOIN applications a ON a.draft = t.draft
       WHERE t.stage = '${stage}' AND t.side = 'applicant' AND ${hearsApplication(commission)} AND ${unreadMessages(stage)}`,
    )
    .bind(commission)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

/** A file of a thread by its id: of a draft's own, or of an application as the desk of a stage sees it. */
export async function messageFile(
  db: Db,
  of: { draft: string; id: string } | { application: string; stage: Stage; id: string },
): Promise<MessageFile | null> {
  const row =
    'draft' in of
      ? await db
          .prepare('SELECT * FROM message_files WHERE id = ? AND draft = ?')
          .bind(of.id, of.draft)
          .first<Row>()
      : await db
          .prepare(
            `SELECT f.* FROM message_files f JOIN messages m ON m.draft = f.draft AND m.number = f.number
             WHERE f.id = ? AND m.stage = ? AND f.draft = (SELECT draft FROM applications WHERE id = ?)`,
          )
          .bind(of.id, of.stage, of.application)
          .first<Row>();
  return row === null ? null : fileOf(row);
}
