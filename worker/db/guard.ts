// Preconditions inside a batch: an UPDATE that matches nothing does not fail a batch, a guard does.

/** A statement that ends the batch when `condition` (SQL, bound with `values`) does not hold. */
export function guard(
  db: D1Database,
  condition: string,
  ...values: (string | number | null)[]
): D1PreparedStatement {
  return db.prepare(`INSERT INTO guards (ok) SELECT 0 WHERE NOT (${condition})`).bind(...values);
}
