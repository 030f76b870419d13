// How much personal data is held, and what was erased, by the journal.

export type Held = { drafts: number; applications: number; erased: number };
export type Erasure = { at: number; byTick: boolean; applications: number; files: number };

const MOST_SHOWN = 50;

/** Drafts that were never filed, applications with people in them, and those whose people are erased. */
export async function held(db: D1Database): Promise<Held> {
  const row = await db
    .prepare(
      `SELECT
         (SELECT count(*) FROM drafts d WHERE NOT EXISTS (SELECT 1 FROM applications WHERE draft = d.id)) AS drafts,
         (SELECT count(*) FROM applications WHERE erased_at IS NULL) AS applications,
         (SELECT count(*) FROM applications WHERE erased_at IS NOT NULL) AS erased`,
    )
    .first<Held>();
  return row ?? { drafts: 0, applications: 0, erased: 0 };
}

/** The newest erasures. */
export async function erasures(db: D1Database): Promise<Erasure[]> {
  const { results } = await db
    .prepare(
      `SELECT at, actor = 'tick' AS byTick, json_array_length(body, '$.applications') AS applications,
         body ->> 'files' AS files
       FROM journal WHERE act = 'erase' ORDER BY at DESC LIMIT ${MOST_SHOWN}`,
    )
    .all<{ at: number; byTick: number; applications: number; files: number }>();
  return results.map((row) => ({ ...row, byTick: row.byTick === 1 }));
}
