// One act is one batch: the answer under its idempotency key, guards, changes, the journal entry, letters. Either
// all of it is in the database or nothing is.

import { canonical } from '#rules/canonical';
import { sha256Hex } from '#rules/register';
import type { Language } from '#rules/application';

export type Letter = {
  /** Makes the letter one: a second act cannot send it again. */
  key: string;
  to: string;
  language: Language;
  template: string;
  values: Record<string, string | number>;
  /** The application it is about. */
  about?: string;
  /** Somebody wants to see it first: it waits until it is released, at the latest until then; milliseconds. */
  heldUntil?: number;
};

export type Head = { seq: number; hash: string };
export const NO_HEAD: Head = { seq: 0, hash: '0'.repeat(64) };

export type Act = {
  name: string;
  /** The thing acted on: 'application:<id>', 'commission:<code>' … */
  stream: string;
  actor: string;
  /** Milliseconds. */
  at: number;
  request: { key: string; payload: unknown };
  head: Head;
  /** What the journal keeps, JSON. */
  body: unknown;
  guards: D1PreparedStatement[];
  changes: D1PreparedStatement[];
  letters: Letter[];
  /** What the caller is told, JSON; told again word for word when the same request comes again. */
  answer: unknown;
};

export type Outcome =
  | { kind: 'done'; answer: unknown }
  | { kind: 'replayed'; answer: unknown }
  /** Somebody was faster: look at the fresh state. */
  | { kind: 'stale' }
  /** The key was used for something else. */
  | { kind: 'key-reused' };

/** The newest entry of a stream, NO_HEAD where there is none. */
export async function headOf(db: D1Database, stream: string): Promise<Head> {
  const row = await db
    .prepare('SELECT seq, hash FROM journal WHERE stream = ? ORDER BY seq DESC LIMIT 1')
    .bind(stream)
    .first<Head>();
  return row ?? NO_HEAD;
}

/** The answer that this request was given before, or undefined where it is new. */
export async function answered(db: D1Database, request: Act['request']): Promise<Outcome | undefined> {
  const row = await db
    .prepare('SELECT payload_sha256 AS payload, answer FROM requests WHERE key = ?')
    .bind(request.key)
    .first<{ payload: string; answer: string }>();
  if (row === null) return undefined;
  const same = row.payload === (await sha256Hex(canonical(request.payload)));
  return same ? { kind: 'replayed', answer: JSON.parse(row.answer) as unknown } : { kind: 'key-reused' };
}

/** Writes an act. Throws only what the caller cannot have caused (the database is away). */
export async function commit(db: D1Database, act: Act): Promise<Outcome> {
  const body = canonical(act.body);
  const seq = act.head.seq + 1;
  const entry = {
    stream: act.stream,
    seq,
    at: act.at,
    actor: act.actor,
    act: act.name,
    body,
    previous: act.head.hash,
  };
  const hash = await sha256Hex(canonical(entry));
  const batch = [
    db
      .prepare('INSERT INTO requests (key, payload_sha256, answer, at) VALUES (?, ?, ?, ?)')
      .bind(
        act.request.key,
        await sha256Hex(canonical(act.request.payload)),
        JSON.stringify(act.answer),
        act.at,
      ),
    ...act.guards,
    ...act.changes,
    db
      .prepare(
        'INSERT INTO journal (stream, seq, at, actor, act, body, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .bind(act.stream, seq, act.at, act.actor, act.name, body, act.head.hash, hash),
    // Who gave no address is told on the page: a letter to nobody would fail for ever.
    ...act.letters.filter(({ to }) => to !== '').map((letter) => post(db, letter, act.at)),
  ];
  try {
    await db.batch(batch);
    return { kind: 'done', answer: act.answer };
  } catch (error) {
    const lost = raceLost(error);
    if (!lost) throw error;
    return (await answered(db, act.request)) ?? { kind: 'stale' };
  }
}

function post(db: D1Database, letter: Letter, at: number): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO outbox (key, recipient, language, template, vals, created_at, due_at, about, held)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?8, ?7, ?9)`,
    )
    .bind(
      letter.key,
      letter.to,
      letter.language,
      letter.template,
      canonical(letter.values),
      at,
      letter.about ?? null,
      letter.heldUntil ?? at,
      letter.heldUntil === undefined ? 0 : 1,
    );
}

/** True for what a second actor or a repeated request causes: a taken key, a guard that does not hold. */
export function raceLost(error: unknown): boolean {
  const message = error instanceof Error ? error.message : String(error);
  return /UNIQUE constraint failed|CHECK constraint failed: ok|TAKEN |FILED §12|LATE §12/.test(message);
}
