// Drafts: what an applicant has typed and uploaded and not yet filed.

import type { ApplicationForm, FiledFile, Language } from '#rules/application';
import { guard } from './guard.ts';

export type Draft = {
  id: string;
  language: Language;
  form: ApplicationForm;
  version: number;
  /** Milliseconds of the last save. */
  savedAt: number;
  files: FiledFile[];
  /** The version in force where the draft is filed; null while it may be changed. */
  application: string | null;
  /** How many versions were filed. */
  versions: number;
  /** The last publication when the draft was read; null before the first. */
  head: { number: number; hash: string } | null;
};

/** Who shows a secret for a draft. */
export type Holder = { id: string; secretHash: string };

type NewDraft = { language: Language; form: ApplicationForm; files: FiledFile[] };

/** A draft with its files; breaks the batch where its id is taken. */
export const newDraft = (
  db: D1Database,
  holder: Holder,
  { language, form, files }: NewDraft,
  at: number,
): D1PreparedStatement[] => [
  db
    .prepare(
      `INSERT INTO drafts (id, secret_hash, language, form, version, created_at, updated_at)
       VALUES (?, ?, ?, ?, 1, ?, ?)`,
    )
    .bind(holder.id, holder.secretHash, language, JSON.stringify(form), at, at),
  ...(files.length === 0 ? [] : [enterFiles(db, holder, files, at)]),
];

export async function insertDraft(
  db: D1Database,
  holder: Holder,
  draft: NewDraft,
  at: number,
): Promise<void> {
  await db.batch(newDraft(db, holder, draft, at));
}

/** Names stored files in a draft that is not filed, where the secret is its own; answers the ids that are new. */
const enterFiles = (
  db: D1Database,
  { id, secretHash }: Holder,
  files: FiledFile[],
  at: number,
): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO draft_files (id, draft, kind, criterion, name, size, sha256, type, added_at)
       SELECT n.value ->> 'id', d.id, n.value ->> 'kind', n.value ->> 'criterion', n.value ->> 'name',
         n.value ->> 'size', n.value ->> 'sha256', n.value ->> 'type', ?4
       FROM json_each(?3) n JOIN drafts d ON d.id = ?1 AND d.secret_hash = ?2
       WHERE d.open = 1
       ORDER BY n.key
       ON CONFLICT DO NOTHING RETURNING id`,
    )
    .bind(id, secretHash, JSON.stringify(files), at);

type DraftRow = {
  language: Language;
  form: string;
  version: number;
  savedAt: number;
  application: string | null;
  versions: number;
  /** FiledFile[] and Draft['head'] as JSON. */
  files: string;
  head: string | null;
};

/** The draft with its files; null where there is none, or where its secret has another hash than the one given. */
export const loadDraft = async (db: D1Database, id: string, secretHash?: string): Promise<Draft | null> =>
  (await findDraft(db, id, secretHash)).draft;

/** The draft that `loadDraft` answers, and the last publication also where there is no draft. */
export async function findDraft(
  db: D1Database,
  id: string,
  secretHash?: string,
): Promise<{ draft: Draft | null; head: Draft['head'] }> {
  const row = await db
    .prepare(
      `SELECT d.language, d.form, d.version, d.updated_at AS "savedAt",
         CASE d.open WHEN 0 THEN
           (SELECT id FROM applications WHERE draft = d.id ORDER BY version DESC LIMIT 1) END AS application,
         (SELECT count(*) FROM applications WHERE draft = d.id) AS versions,
         (SELECT json_group_array(json_object('id', f.id, 'kind', f.kind, 'criterion', f.criterion, 'name', f.name,
                   'size', f.size, 'sha256', f.sha256, 'type', f.type) ORDER BY f.rowid)
          FROM draft_files f WHERE f.draft = d.id) AS files,
         (SELECT json_object('number', number, 'hash', hash) FROM publications ORDER BY number DESC LIMIT 1) AS head
       FROM (SELECT 1) LEFT JOIN drafts d ON d.id = ?1 AND d.secret_hash = coalesce(?2, d.secret_hash)`,
    )
    .bind(id, secretHash ?? null)
    .first<DraftRow | { language: null; head: string | null }>();
  const head = row?.head == null ? null : (JSON.parse(row.head) as Draft['head']);
  if (row === null || row.language === null) return { draft: null, head };
  const draft = {
    id,
    language: row.language,
    form: JSON.parse(row.form) as ApplicationForm,
    version: row.version,
    savedAt: row.savedAt,
    files: JSON.parse(row.files) as FiledFile[],
    application: row.application,
    versions: row.versions,
    head,
  };
  return { draft, head };
}

/** Saves the form over `version`; false where another tab was faster or the draft has been filed. */
export async function saveDraft(
  db: D1Database,
  draft: { id: string; version: number; form: ApplicationForm; language: Language },
  at: number,
): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `UPDATE drafts SET form = ?1, language = ?2, version = version + 1, updated_at = ?3
       WHERE id = ?4 AND version = ?5 AND open = 1`,
    )
    .bind(JSON.stringify(draft.form), draft.language, at, draft.id, draft.version)
    .run();
  return meta.changes === 1;
}

/**
 * Adds stored files and answers their ids; the same bytes for the same place twice are one file. Null where the draft
 * was filed meanwhile, since its receipt names every file that was accepted, or where the secret is not its own.
 */
export async function addDraftFiles(
  db: D1Database,
  { id, secretHash }: Holder,
  files: FiledFile[],
  at: number,
): Promise<(string | null)[]> {
  if (files.length === 0) return [];
  const { results: added } = await enterFiles(db, { id, secretHash }, files, at).all<{ id: string }>();
  const isNew = new Set(added.map((row) => row.id));
  const ids: (string | null)[] = [];
  for (const file of files) {
    ids.push(isNew.has(file.id) ? file.id : await sameFile(db, { id, secretHash }, file));
  }
  return ids;
}

/** The id of the file that stands at the same place with the same bytes. */
async function sameFile(
  db: D1Database,
  { id, secretHash }: Holder,
  { kind, criterion, sha256 }: FiledFile,
): Promise<string | null> {
  const row = await db
    .prepare(
      `SELECT f.id FROM draft_files f JOIN drafts d ON d.id = f.draft
       WHERE d.id = ? AND d.secret_hash = ? AND f.kind = ? AND f.criterion IS ? AND f.sha256 = ?`,
    )
    .bind(id, secretHash, kind, criterion, sha256)
    .first<{ id: string }>();
  return row?.id ?? null;
}

export async function removeDraftFile(db: D1Database, draft: string, id: string): Promise<void> {
  await db
    .prepare(
      `DELETE FROM draft_files WHERE draft = ?1 AND id = ?2
         AND EXISTS (SELECT 1 FROM drafts WHERE id = ?1 AND open = 1)`,
    )
    .bind(draft, id)
    .run();
}

/** Holds where the draft is still what was read: nothing saved or uploaded meanwhile is left out of a filing. */
export const draftUnchanged = (db: D1Database, draft: Draft): D1PreparedStatement =>
  guard(
    db,
    `(SELECT version FROM drafts WHERE id = ?1 AND open = 1) = ?2
       AND (SELECT count(*) FROM draft_files WHERE draft = ?1) = ?3
       AND (SELECT count(*) FROM draft_files
            WHERE draft = ?1 AND id IN (SELECT value FROM json_each(?4))) = ?3`,
    draft.id,
    draft.version,
    draft.files.length,
    JSON.stringify(draft.files.map(({ id }) => id)),
  );

/** Closes a draft that is filed, or opens it to be corrected. */
export const openDraft = (db: D1Database, id: string, open: boolean): D1PreparedStatement =>
  db.prepare('UPDATE drafts SET open = ? WHERE id = ?').bind(open ? 1 : 0, id);

export const guardDraft = (db: D1Database, id: string, open: boolean): D1PreparedStatement =>
  guard(db, '(SELECT open FROM drafts WHERE id = ?) = ?', id, open ? 1 : 0);
