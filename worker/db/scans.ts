// The scans that a commission has handed in and that its acts may name.

import type { Scan } from './commission.ts';
import { guard } from './guard.ts';

type Db = D1Database;
type Write = D1PreparedStatement;

/** Says that the stored file was handed in by the seat `by` for `commission`; handed in again it is young again. */
export async function keepScan(
  db: Db,
  { commission, by, at }: { commission: string; by: string; at: number },
  { sha256, type, size }: Scan,
): Promise<void> {
  await db
    .prepare(
      `INSERT INTO scans (commission, sha256, type, size, at, by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
       ON CONFLICT (commission, sha256) DO UPDATE SET type = ?3, at = ?5, by = ?6`,
    )
    .bind(commission, sha256, type, size, at, by)
    .run();
}

/** The scan of that hash; null where the commission has handed in none. */
export const scanOf = (db: Db, commission: string, sha256: string): Promise<Scan | null> =>
  db
    .prepare('SELECT sha256, type, size FROM scans WHERE commission = ? AND sha256 = ?')
    .bind(commission, sha256)
    .first<Scan>();

/** Ends the batch when the scan was forgotten meanwhile. */
export const guardScan = (db: Db, commission: string, { sha256 }: Scan): Write =>
  guard(db, 'EXISTS (SELECT 1 FROM scans WHERE commission = ? AND sha256 = ?)', commission, sha256);

/** Forgets what was handed in before `before`, milliseconds. */
export async function forgetScans(db: Db, before: number): Promise<void> {
  await db.prepare('DELETE FROM scans WHERE at < ?').bind(before).run();
}
