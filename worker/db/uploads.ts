// Files that come in pieces, until they are files of a draft.

import type { FileKind } from '#rules/application';
import type { Finding } from '#rules/finding';
import type { Holder } from './drafts.ts';

export type Upload = {
  id: string;
  draft: string;
  kind: FileKind;
  /** 1-based, null where it serves all. */
  criterion: number | null;
  name: string;
  size: number;
  /** Milliseconds at which the file was last changed where it comes from: with name and size it tells it again. */
  modified: number;
  ended: boolean;
  /** Why it is not taken; null while it comes and once it is a file of the draft. */
  finding: Finding | null;
};

type Row = Omit<Upload, 'ended' | 'finding'> & { endedAt: number | null; finding: string | null };

const COLUMNS =
  'u.id, u.draft, u.kind, u.criterion, u.name, u.size, u.modified, u.ended_at AS "endedAt", u.finding';

const uploadOf = ({ endedAt, finding, ...row }: Row): Upload => ({
  ...row,
  ended: endedAt !== null,
  finding: finding === null ? null : (JSON.parse(finding) as Finding),
});

/** Begins an upload where the draft may take `most` bytes with it; false where it may not. */
export async function insertUpload(
  db: D1Database,
  { id, draft, kind, criterion, name, size, modified }: Upload,
  most: number,
  at: number,
): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `INSERT INTO uploads (id, draft, kind, criterion, name, size, modified, created_at)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
       WHERE ?6 + (SELECT coalesce(sum(size), 0) FROM draft_files WHERE draft = ?2)
         + (SELECT coalesce(sum(size), 0) FROM uploads WHERE draft = ?2 AND ended_at IS NULL) <= ?9`,
    )
    .bind(id, draft, kind, criterion, name, size, modified, at, most)
    .run();
  return meta.changes === 1;
}

/** The upload where the secret is that of its draft and the draft is not filed. */
export async function loadUpload(db: D1Database, id: string, holder: Holder): Promise<Upload | null> {
  const row = await db
    .prepare(
      `SELECT ${COLUMNS} FROM uploads u JOIN drafts d ON d.id = u.draft
       WHERE u.id = ? AND d.id = ? AND d.secret_hash = ?
         AND (d.open = 1 OR u.kind IN ('video', 'project'))`,
    )
    .bind(id, holder.id, holder.secretHash)
    .first<Row>();
  return row === null ? null : uploadOf(row);
}

/** What is still coming and what was refused, in the order in which it began. */
export async function uploadsOf(db: D1Database, draft: string): Promise<Upload[]> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM uploads u
       WHERE u.draft = ? AND (u.ended_at IS NULL OR u.finding IS NOT NULL) ORDER BY u.rowid`,
    )
    .bind(draft)
    .all<Row>();
  return results.map(uploadOf);
}

export async function endUpload(
  db: D1Database,
  id: string,
  finding: Finding | null,
  at: number,
): Promise<void> {
  await db
    .prepare('UPDATE uploads SET ended_at = ?, finding = ? WHERE id = ?')
    .bind(at, finding === null ? null : JSON.stringify(finding), id)
    .run();
}

/** False where the draft has no such upload. */
export async function deleteUpload(db: D1Database, draft: string, id: string): Promise<boolean> {
  const { meta } = await db.prepare('DELETE FROM uploads WHERE id = ? AND draft = ?').bind(id, draft).run();
  return meta.changes === 1;
}

/** Those of the ids that no upload has. */
export async function unknownUploads(db: D1Database, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { results } = await db
    .prepare(
      `SELECT n.value AS id FROM json_each(?) n WHERE NOT EXISTS (SELECT 1 FROM uploads WHERE id = n.value)`,
    )
    .bind(JSON.stringify(ids))
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}
