// Erasing people's data once nothing needs it: drafts go whole; of an application the organisation, the instants and the
// hashes stay, so that the register can still be checked, and nobody's name, number or file.

import { guard } from './guard.ts';

type Db = D1Database;

/** Drafts that were never filed and that nobody has touched since `before`, milliseconds. */
export async function forgottenDrafts(db: Db, before: number, most: number): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT id FROM drafts WHERE updated_at < ? AND NOT EXISTS (SELECT 1 FROM applications WHERE draft = drafts.id)
       ORDER BY updated_at LIMIT ?`,
    )
    .bind(before, most)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** Drafts of applications that still hold people's data. */
export async function filedDrafts(db: Db, most: number): Promise<string[]> {
  const { results } = await db
    .prepare('SELECT DISTINCT draft FROM applications WHERE erased_at IS NULL LIMIT ?')
    .bind(most)
    .all<{ draft: string }>();
  return results.map(({ draft }) => draft);
}

/** Everything that belongs to a draft and to what was filed from it. */
export async function belongings(
  db: Db,
  draft: string,
): Promise<{ uploads: string[]; files: string[]; applications: string[] }> {
  const [uploads, files, applications] = await db.batch<{ id: string }>([
    db.prepare('SELECT id FROM uploads WHERE draft = ? AND ended_at IS NULL').bind(draft),
    db
      .prepare(
        `SELECT sha256 AS id FROM draft_files WHERE draft = ?1
         UNION SELECT f.sha256 FROM application_files f JOIN applications a ON a.id = f.application WHERE a.draft = ?1
         UNION SELECT m.sha256 FROM materials m JOIN applications a ON a.id = m.application
           WHERE a.draft = ?1 AND m.sha256 <> ''
         UNION SELECT sha256 FROM message_files WHERE draft = ?1`,
      )
      .bind(draft),
    db.prepare('SELECT id FROM applications WHERE draft = ?').bind(draft),
  ]);
  const ids = (result: D1Result<{ id: string }> | undefined): string[] =>
    (result?.results ?? []).map(({ id }) => id);
  return { uploads: ids(uploads), files: ids(files), applications: ids(applications) };
}

/** Erases a draft and the people in what was filed from it. */
export const eraseDraft = (db: Db, draft: string, at: number): D1PreparedStatement[] => {
  const ofDraft = '(SELECT id FROM applications WHERE draft = ?1)';
  const run = (sql: string): D1PreparedStatement => db.prepare(sql).bind(draft);
  return [
    run('DELETE FROM uploads WHERE draft = ?1'),
    run('DELETE FROM draft_files WHERE draft = ?1'),
    run('DELETE FROM drafts WHERE id = ?1'),
    run("DELETE FROM requests WHERE key >= 'file:' || ?1 || ':' AND key < 'file:' || ?1 || ';'"),
    // The hash of what was sent could be guessed: it goes with the words.
    run(
      `DELETE FROM requests WHERE key IN (SELECT r.key FROM applications a
         JOIN requests r ON r.key >= 'message:' || a.id || ':' AND r.key < 'message:' || a.id || ';' WHERE a.draft = ?1)`,
    ),
    run('DELETE FROM message_files WHERE draft = ?1'),
    run('DELETE FROM messages WHERE draft = ?1'),
    run('DELETE FROM message_reads WHERE draft = ?1'),
    run(`DELETE FROM letter_texts WHERE letter IN (SELECT key FROM outbox WHERE about IN ${ofDraft})`),
    run(
      `UPDATE outbox SET recipient = '', vals = '{}', sent_at = coalesce(sent_at, due_at)
       WHERE about IN ${ofDraft} OR key LIKE '%:' || ?1`,
    ),
    run(`UPDATE application_files SET name = '' WHERE application IN ${ofDraft}`),
    run(`DELETE FROM materials WHERE application IN ${ofDraft}`),
    run(`UPDATE withdrawals SET reason = '' WHERE application IN ${ofDraft}`),
    run(`DELETE FROM objections WHERE application IN ${ofDraft}`),
    run(`UPDATE interview_talks SET text = '' WHERE application IN ${ofDraft}`),
    run(`UPDATE appearances SET reason = '' WHERE application IN ${ofDraft}`),
    db
      .prepare(
        `UPDATE applications SET erased_at = ?2, organisation_fold = '', form = json_set(form, '$.signatoryName', '',
           '$.signatoryPosition', '', '$.phone', '', '$.email', '', '$.bin', '', '$.links', '',
           '$.representatives', json('[]'), '$.report', json('[]'))
         WHERE draft = ?1 AND erased_at IS NULL`,
      )
      .bind(draft, at),
  ];
};

/** What was filed from a draft leaves the contest with the consent. */
export const withdrawAll = (db: Db, draft: string, at: number): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO withdrawals (application, reason, at, by)
       SELECT id, '', ?2, 'applicant' FROM applications WHERE draft = ?1 ON CONFLICT DO NOTHING`,
    )
    .bind(draft, at);

/** Holds while nobody has decided on what was filed from the draft. */
export const guardUndecided = (db: Db, draft: string): D1PreparedStatement =>
  guard(
    db,
    'NOT EXISTS (SELECT 1 FROM decisions d JOIN applications a ON a.id = d.application WHERE a.draft = ?)',
    draft,
  );

/** The instant of the republican result, milliseconds; null before it. */
export async function endedAt(db: Db): Promise<number | null> {
  const row = await db
    .prepare("SELECT at FROM publications WHERE kind = 'republican' ORDER BY number LIMIT 1")
    .first<{ at: number }>();
  return row?.at ?? null;
}
