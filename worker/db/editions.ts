// The placed edition: one row, never changed.

import type { Edition, Placement } from '#rules/edition';

export async function placedEdition(
  db: D1Database,
  edition: string,
): Promise<{ edition: Edition; placement: Placement } | null> {
  const row = await db
    .prepare('SELECT frozen, placement FROM editions WHERE edition = ?')
    .bind(edition)
    .first<{ frozen: string; placement: string }>();
  if (row === null) return null;
  return { edition: JSON.parse(row.frozen) as Edition, placement: JSON.parse(row.placement) as Placement };
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
