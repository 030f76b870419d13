// What a seat is to an application, in one small question.

import type { Seat } from './commission.ts';
import { hearsApplication } from './commission.ts';

export type Relation =
  /** It is not heard there, or a later version replaced it. */
  | 'none'
  /** A conflict of interest. */
  | 'recused'
  /** The seat has a vote and has not said whether there is a conflict. */
  | 'undeclared'
  | 'open';

export async function relationTo(
  db: D1Database,
  seat: Seat,
  commission: string,
  application: string,
): Promise<Relation> {
  const row = await db
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM recusals WHERE application = a.id AND seat = ?3) AS recused,
         EXISTS (SELECT 1 FROM declarations WHERE application = a.id AND seat = ?3) AS declared
       FROM applications a WHERE a.id = ?2 AND ${hearsApplication(commission)}`,
    )
    .bind(commission, application, seat.id)
    .first<{ recused: number; declared: number }>();
  if (row === null) return 'none';
  if (row.recused === 1) return 'recused';
  return seat.number !== null && row.declared === 0 ? 'undeclared' : 'open';
}
