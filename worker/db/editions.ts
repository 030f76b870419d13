// The placed edition: one row, of which only the term of §12 may grow, and the days that were moved since.

import type { Edition, Placement } from '#rules/edition';
import { withMovedDays } from '#rules/moved-days';
import type { CalendarBody } from '#rules/publication';

export type Placed = {
  edition: Edition;
  /** With the last day in force. */
  placement: Placement;
  /** The number of the last publication when this was read. */
  head: number;
};

export async function placedEdition(db: D1Database, edition: string): Promise<Placed | null> {
  const row = await db
    .prepare(
      `SELECT frozen, placement, (SELECT max(number) FROM publications) AS head,
         (SELECT json_group_array(json_extract(signed, '$.body')) FROM
            (SELECT signed FROM publications WHERE kind = 'calendar' ORDER BY number)) AS moved
       FROM editions WHERE edition = ?`,
    )
    .bind(edition)
    .first<{ frozen: string; placement: string; head: number | null; moved: string }>();
  if (row === null) return null;
  return {
    edition: withMovedDays(JSON.parse(row.frozen) as Edition, JSON.parse(row.moved) as CalendarBody[]),
    placement: JSON.parse(row.placement) as Placement,
    head: row.head ?? 0,
  };
}

/** The same edition with a later last day; the database refuses an earlier one. */
export function updateTerm(db: D1Database, edition: string, placement: Placement): D1PreparedStatement {
  return db
    .prepare('UPDATE editions SET placement = ?, deadline = ? WHERE edition = ?')
    .bind(JSON.stringify(placement), Date.parse(placement.deadline), edition);
}

export function insertEdition(db: D1Database, edition: Edition, placement: Placement): D1PreparedStatement {
  return db
    .prepare('INSERT INTO editions (edition, frozen, placement, placed_at, deadline) VALUES (?, ?, ?, ?, ?)')
    .bind(
      edition.edition,
      JSON.stringify(edition),
      JSON.stringify(placement),
      Date.parse(placement.placedAt),
      Date.parse(placement.deadline),
    );
}
