// The second factor of a person, and the sessions in which it was shown.

import { guard } from './guard.ts';

export type Factor = {
  nonce: string;
  confirmed: boolean;
  /** The newest period whose code was used. */
  lastPeriod: number;
  /** Milliseconds. */
  lockedUntil: number;
};

/** The person's factor; made with `nonce` where there is none yet. */
export async function factorOf(db: D1Database, email: string, nonce: string): Promise<Factor> {
  const [, rows] = await db.batch<Record<string, string | number | null>>([
    db
      .prepare('INSERT INTO second_factors (email, nonce) VALUES (?, ?) ON CONFLICT DO NOTHING')
      .bind(email, nonce),
    db.prepare('SELECT * FROM second_factors WHERE email = ?').bind(email),
  ]);
  const row = rows?.results[0];
  if (row === undefined) throw new Error('the factor was not kept');
  return {
    nonce: String(row.nonce),
    confirmed: row.confirmed_at !== null,
    lastPeriod: Number(row.last_period),
    lockedUntil: Number(row.locked_until),
  };
}

/** When the factor was shown in a session, milliseconds; null where it was not. */
export const shownAt = (db: D1Database, session: string): Promise<number | null> =>
  db.prepare('SELECT at FROM session_factors WHERE session = ?').bind(session).first<number>('at');

export const hasRecoveryCode = async (db: D1Database, email: string, hash: string): Promise<boolean> =>
  (await db
    .prepare('SELECT 1 FROM recovery_codes WHERE email = ? AND hash = ? AND used_at IS NULL')
    .bind(email, hash)
    .first()) !== null;

/** Shown in the session at an instant, milliseconds; shown again, the later one counts. */
export const showFactor = (db: D1Database, session: string, at: number): D1PreparedStatement =>
  db
    .prepare(
      'INSERT INTO session_factors (session, at) VALUES (?, ?) ON CONFLICT (session) DO UPDATE SET at = excluded.at',
    )
    .bind(session, at);

export const guardPeriod = (db: D1Database, email: string, period: number): D1PreparedStatement =>
  guard(db, 'EXISTS (SELECT 1 FROM second_factors WHERE email = ?1 AND last_period < ?2)', email, period);

/** A code of `period` was right. */
export const usePeriod = (db: D1Database, email: string, period: number, at: number): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE second_factors SET last_period = ?2, failures = 0, confirmed_at = coalesce(confirmed_at, ?3)
       WHERE email = ?1`,
    )
    .bind(email, period, at);

export const guardRecoveryCode = (db: D1Database, email: string, hash: string): D1PreparedStatement =>
  guard(
    db,
    'EXISTS (SELECT 1 FROM recovery_codes WHERE email = ?1 AND hash = ?2 AND used_at IS NULL)',
    email,
    hash,
  );

export const spendRecoveryCode = (db: D1Database, hash: string, at: number): D1PreparedStatement =>
  db.prepare('UPDATE recovery_codes SET used_at = ?2 WHERE hash = ?1').bind(hash, at);

export const keepRecoveryCodes = (db: D1Database, email: string, hashes: string[]): D1PreparedStatement =>
  db
    .prepare('INSERT INTO recovery_codes (hash, email) SELECT value, ?1 FROM json_each(?2)')
    .bind(email, JSON.stringify(hashes));

/** A wrong code; after `most` of them in a row nothing is taken until `lockedUntil`. */
export async function countFailure(
  db: D1Database,
  email: string,
  most: number,
  lockedUntil: number,
): Promise<void> {
  await db
    .prepare(
      `UPDATE second_factors SET
         locked_until = CASE WHEN failures + 1 >= ?2 THEN ?3 ELSE locked_until END,
         failures = CASE WHEN failures + 1 >= ?2 THEN 0 ELSE failures + 1 END
       WHERE email = ?1`,
    )
    .bind(email, most, lockedUntil)
    .run();
}

export type FactorReset = { id: string; askedBy: string; askedByEmail: string; reason: string };

/** The lost factor of a seat's person for which a new one is asked; null where none is. */
export const openFactorReset = (db: D1Database, seat: string): Promise<FactorReset | null> =>
  db
    .prepare(
      `SELECT r.id, r.asked_by AS "askedBy", s.email AS "askedByEmail", r.reason FROM factor_resets r
       JOIN seats s ON s.id = r.asked_by WHERE r.seat = ? AND r.granted IS NULL`,
    )
    .bind(seat)
    .first<FactorReset>();

/** Seats for whose people a new factor is asked. */
export async function openFactorResets(
  db: D1Database,
): Promise<{ seat: string; reason: string; askedBy: string }[]> {
  const { results } = await db
    .prepare('SELECT seat, reason, asked_by AS "askedBy" FROM factor_resets WHERE granted IS NULL')
    .all<{ seat: string; reason: string; askedBy: string }>();
  return results;
}

export const insertFactorReset = (
  db: D1Database,
  reset: { id: string; seat: string; reason: string; askedBy: string },
  at: number,
): D1PreparedStatement =>
  db
    .prepare('INSERT INTO factor_resets (id, seat, reason, asked_by, asked_at) VALUES (?, ?, ?, ?, ?)')
    .bind(reset.id, reset.seat, reset.reason, reset.askedBy, at);

export const answerFactorReset = (
  db: D1Database,
  answer: { id: string; granted: boolean; by: string },
  at: number,
): D1PreparedStatement[] => [
  guard(db, 'EXISTS (SELECT 1 FROM factor_resets WHERE id = ? AND granted IS NULL)', answer.id),
  db
    .prepare('UPDATE factor_resets SET granted = ?2, answered_by = ?3, answered_at = ?4 WHERE id = ?1')
    .bind(answer.id, answer.granted ? 1 : 0, answer.by, at),
];

/** Forgets the app and the recovery codes of a person: the next sign-in makes them anew. */
export const dropFactor = (db: D1Database, email: string): D1PreparedStatement[] => [
  db.prepare('DELETE FROM recovery_codes WHERE email = ?').bind(email),
  db.prepare('DELETE FROM second_factors WHERE email = ?').bind(email),
];
