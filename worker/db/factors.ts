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

export const isShown = async (db: D1Database, session: string): Promise<boolean> =>
  (await db.prepare('SELECT 1 FROM session_factors WHERE session = ?').bind(session).first()) !== null;

export const hasRecoveryCode = async (db: D1Database, email: string, hash: string): Promise<boolean> =>
  (await db
    .prepare('SELECT 1 FROM recovery_codes WHERE email = ? AND hash = ? AND used_at IS NULL')
    .bind(email, hash)
    .first()) !== null;

export const showFactor = (db: D1Database, session: string, at: number): D1PreparedStatement =>
  db.prepare('INSERT INTO session_factors (session, at) VALUES (?, ?)').bind(session, at);

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
