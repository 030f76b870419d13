// The placed edition: one row, of which only the term of §12 may grow.

import type { Edition, Placement } from '#rules/edition';

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
      `SELECT frozen, placement, (SELECT max(number) FROM publications) AS head FROM editions WHERE edition = ?`,
    )
    .bind(edition)
    .first<{ frozen: string; placement: string; head: number | null }>();
  if (row === null) return null;
  return {
    edition: JSON.parse(row.frozen) as Edition,
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
