// Sessions of the desk, which the library keeps in its own table; listed and ended by ours.

export type SessionRow = {
  id: string;
  /** ISO instants of the library's own clock; `seenAt` is the last use, at most five minutes before the true one. */
  createdAt: string;
  seenAt: string;
  /** What the browser called itself, '' where it said nothing. */
  device: string;
  address: string;
};

export async function sessionsOf(db: D1Database, email: string): Promise<SessionRow[]> {
  const { results } = await db
    .prepare(
      `SELECT s.id, s.createdAt AS "createdAt", s.updatedAt AS "seenAt", coalesce(s.userAgent, '') AS device,
         coalesce(s.ipAddress, '') AS address
       FROM "session" s JOIN "user" u ON u.id = s.userId WHERE u.email = ? ORDER BY s.updatedAt DESC`,
    )
    .bind(email)
    .all<SessionRow>();
  return results;
}

const OF = 'userId = (SELECT id FROM "user" WHERE email = ?1)';

/** Ends every session of the person but the one named. */
export const endSessions = (db: D1Database, email: string, but = ''): D1PreparedStatement =>
  db.prepare(`DELETE FROM "session" WHERE ${OF} AND id <> ?2`).bind(email, but);

export const endSession = (db: D1Database, email: string, id: string): D1PreparedStatement =>
  db.prepare(`DELETE FROM "session" WHERE ${OF} AND id = ?2`).bind(email, id);
