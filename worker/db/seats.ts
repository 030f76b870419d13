// Who holds the seats of a commission or of the Agency, and may sign in.

import type { Role } from '#rules/lifecycle';
import { guard } from './guard.ts';
import { seatOf } from './commission-rows.ts';
import type { Seat } from './commission.ts';

type Db = D1Database;
type Write = D1PreparedStatement;

/** The seats of a commission that are in office. */
export async function seatsIn(db: Db, commission: string): Promise<Seat[]> {
  const { results } = await db
    .prepare('SELECT * FROM seats WHERE commission = ? AND ended_at IS NULL ORDER BY number, appointed_at')
    .bind(commission)
    .all<Record<string, string | number | null>>();
  return results.map(seatOf);
}

export const endSeat = (db: Db, id: string, at: number, reason = ''): Write =>
  db
    .prepare('UPDATE seats SET ended_at = ?2, ended_reason = ?3 WHERE id = ?1 AND ended_at IS NULL')
    .bind(id, at, reason);

/** Ends the batch where the seat has ended. */
export const guardInOffice = (db: Db, seat: string): Write =>
  guard(db, 'EXISTS (SELECT 1 FROM seats WHERE id = ? AND ended_at IS NULL)', seat);

export type NewSeat = Omit<Seat, 'appointedAt' | 'endedAt' | 'endedReason'>;

export const insertSeat = (db: Db, seat: NewSeat, at: number): Write =>
  db
    .prepare(
      `INSERT INTO seats (id, commission, role, deputy, number, name, position, employer, email, language, appointed_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .bind(
      seat.id,
      seat.commission,
      seat.role,
      seat.deputy ? 1 : 0,
      seat.number,
      seat.name,
      seat.position,
      seat.employer,
      seat.email,
      seat.language,
      at,
    );

/** Who may sign in; a second seat of the same address changes nothing. */
export const insertPerson = (db: Db, id: string, name: string, email: string, at: number): Write =>
  db
    .prepare(
      `INSERT INTO "user" (id, name, email, emailVerified, createdAt, updatedAt) VALUES (?, ?, ?, 1, ?, ?)
       ON CONFLICT (email) DO NOTHING`,
    )
    .bind(id, name, email, at, at);

export async function seatsOfPerson(db: Db, email: string): Promise<Seat[]> {
  const { results } = await db
    .prepare('SELECT * FROM seats WHERE email = ? AND ended_at IS NULL ORDER BY commission, role')
    .bind(email)
    .all<Record<string, string | number | null>>();
  return results.map(seatOf);
}

/** Who holds one of `roles` in any commission. */
export async function inOffice(db: Db, roles: readonly Role[]): Promise<Seat[]> {
  const { results } = await db
    .prepare('SELECT * FROM seats WHERE ended_at IS NULL AND role IN (SELECT value FROM json_each(?))')
    .bind(JSON.stringify(roles))
    .all<Record<string, string | number | null>>();
  return results.map(seatOf);
}

export async function hasAgency(db: Db): Promise<boolean> {
  return (await db.prepare("SELECT 1 FROM seats WHERE commission = 'agency'").first()) !== null;
}

export const guardNoAgency = (db: Db): Write =>
  guard(db, "NOT EXISTS (SELECT 1 FROM seats WHERE commission = 'agency')");
