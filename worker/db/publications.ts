// What was published as the desk lists it, and since when readers have seen it.

/** A publication as the desk lists it. */
export type Published = {
  number: number;
  kind: string;
  /** Milliseconds; `seenAt` is when it was first seen on the site. */
  at: number;
  seenAt: number | null;
  supersedes: number | null;
  supersededBy: number | null;
};

/** What a commission, or 'agency', has published, the newest first. */
export async function publishedBy(db: D1Database, commission: string): Promise<Published[]> {
  const { results } = await db
    .prepare(
      `SELECT p.number, p.kind, p.at, p.supersedes, s.number AS "supersededBy",
         (SELECT min(seen_at) FROM live_revisions WHERE revision >= p.number) AS "seenAt"
       FROM publications p LEFT JOIN publications s ON s.supersedes = p.number
       WHERE p.commission = ? ORDER BY p.number DESC`,
    )
    .bind(commission)
    .all<Published>();
  return results;
}

/** Notes that `revision` of the site is live; the first time counts. */
export const noteLive = (db: D1Database, revision: number, at: number): D1PreparedStatement =>
  db
    .prepare('INSERT INTO live_revisions (revision, seen_at) VALUES (?, ?) ON CONFLICT DO NOTHING')
    .bind(revision, at);
