// Files on their way out of the store (migration 0020): a row cannot name a file that goes, a file that is named does not go.

type Db = D1Database;

/**
 * Begins the removal `id` of those of the files that no row names, and answers them. From here on no row can name them
 * until `endRemoval`; `at` is the machine's, milliseconds.
 */
export async function beginRemoval(db: Db, id: string, files: string[], at: number): Promise<string[]> {
  const { results } = await db
    .prepare(
      `INSERT INTO removals (id, sha256, begun_at)
       SELECT ?2, n.value, ?3 FROM json_each(?1) n
       WHERE NOT EXISTS (SELECT 1 FROM draft_files WHERE sha256 = n.value)
         AND NOT EXISTS (SELECT 1 FROM materials WHERE sha256 = n.value)
         AND NOT EXISTS (SELECT 1 FROM message_files WHERE sha256 = n.value)
         AND NOT EXISTS (SELECT 1 FROM scans WHERE sha256 = n.value)
         AND NOT EXISTS (SELECT 1 FROM mark_sheets WHERE scan IS NOT NULL AND scan ->> 'sha256' = n.value)
         AND NOT EXISTS (SELECT 1 FROM milestones WHERE body ->> 'protocolSha256' IS NOT NULL
                           AND body ->> 'protocolSha256' = n.value)
         AND NOT EXISTS (SELECT 1 FROM corrections WHERE kind = 'protocol'
                           AND n.value IN (change ->> '$.was.protocolSha256', change ->> '$.now.protocolSha256'))
         AND NOT EXISTS (SELECT 1 FROM application_files f JOIN applications a ON a.id = f.application
                         WHERE f.sha256 = n.value AND a.erased_at IS NULL)
       RETURNING sha256`,
    )
    .bind(JSON.stringify(files), id, at)
    .all<{ sha256: string }>();
  return results.map(({ sha256 }) => sha256);
}

/** The bytes are gone: a request that began at `at` or later, by the contest's clock, may name them again. */
export async function endRemoval(db: Db, id: string, files: string[], at: number): Promise<void> {
  await db
    .prepare(
      'UPDATE removals SET gone_at = ?3 WHERE id = ?1 AND sha256 IN (SELECT value FROM json_each(?2)) AND gone_at IS NULL',
    )
    .bind(id, JSON.stringify(files), at)
    .run();
}

/** Removals that were begun before `before`, milliseconds by the machine, and never ended: whoever began them was killed. */
export async function brokenOff(
  db: Db,
  before: number,
  most: number,
): Promise<{ id: string; sha256: string }[]> {
  const { results } = await db
    .prepare('SELECT id, sha256 FROM removals WHERE gone_at IS NULL AND begun_at < ? LIMIT ?')
    .bind(before, most)
    .all<{ id: string; sha256: string }>();
  return results;
}

/** Forgets removals that ended before `before`, by the contest's clock: no request is as old as that. */
export async function forgetRemovals(db: Db, before: number): Promise<void> {
  await db.prepare('DELETE FROM removals WHERE gone_at < ?').bind(before).run();
}
