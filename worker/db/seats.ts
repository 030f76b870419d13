// Who holds the seats of a commission.

import { seatOf } from './commission-rows.ts';
import type { Seat } from './commission.ts';

/** The seats of a commission that are in office. */
export async function seatsIn(db: D1Database, commission: string): Promise<Seat[]> {
  const { results } = await db
    .prepare('SELECT * FROM seats WHERE commission = ? AND ended_at IS NULL ORDER BY number, appointed_at')
    .bind(commission)
    .all<Record<string, string | number | null>>();
  return results.map(seatOf);
}
