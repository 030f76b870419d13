// Mark sheets and what is not filed of them yet. Every reader asks for one seat: there is no query for the sheets of
// others here, and how much work an answer takes does not depend on what stands in a sheet.

import { raceLost } from './commit.ts';
import { sheetOf } from './commission-rows.ts';
import type { Scan, Sheet } from './commission.ts';
import type { Row } from './commission-rows.ts';
import { guardNotYet } from './desk.ts';
import { guardNotWithdrawn } from './preconditions.ts';
import { guard } from './guard.ts';

type Db = D1Database;
type Write = D1PreparedStatement;

/** A sheet as far as it is filled; `marks` is null where none is chosen yet. */
export type SheetDraft = {
  version: number;
  marks: (number | null)[];
  violations: boolean[];
  remarks: string[];
  reason: string;
  /** Milliseconds. */
  savedAt: number;
};
type Place = { application: string; seat: string };

export const insertSheet = (
  db: Db,
  sheet: Place &
    Omit<Sheet, 'seat' | 'onPaper' | 'filedAt' | 'enteredBy' | 'replaces'> & { scan: Scan | null },
  at: number,
  by: string,
): Write =>
  db
    .prepare(
      `INSERT INTO mark_sheets
         (application, seat, version, marks, violations, remarks, reason, nonce, commitment, scan, entered_by, filed_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .bind(
      sheet.application,
      sheet.seat,
      sheet.version,
      JSON.stringify(sheet.marks),
      JSON.stringify(sheet.violations),
      JSON.stringify(sheet.remarks),
      sheet.reason,
      sheet.nonce,
      sheet.commitment,
      sheet.scan === null ? null : JSON.stringify(sheet.scan),
      by,
      at,
    );

/** What must hold when a sheet or a part of one is written: nothing is committed, the seat may mark and is held. */
export const guardMarking = (db: Db, commission: string, { application, seat }: Place): Write[] => [
  guardNotYet(db, commission, 'committed'),
  guard(db, 'NOT EXISTS (SELECT 1 FROM recusals WHERE application = ? AND seat = ?)', application, seat),
  guard(db, 'EXISTS (SELECT 1 FROM seats WHERE id = ? AND ended_at IS NULL)', seat),
];

/**
 * What must hold when the sheets are committed: they are those that were read. A sheet has no version left out, so their
 * number tells of every one that came since.
 */
export const guardSheets = (
  db: Db,
  commission: string,
  applications: string[],
  read: { versions: number; recusals: number },
): Write[] => {
  const ids = JSON.stringify(applications);
  const chosen = '(SELECT value FROM json_each(?))';
  return [
    guard(
      db,
      `(SELECT count(*) FROM mark_sheets m JOIN seats s ON s.id = m.seat AND s.commission = ?
         WHERE m.application IN ${chosen}
         AND NOT EXISTS (SELECT 1 FROM recusals r WHERE r.application = m.application AND r.seat = m.seat)) = ?`,
      commission,
      ids,
      read.versions,
    ),
    guard(db, `(SELECT count(*) FROM recusals WHERE application IN ${chosen}) = ?`, ids, read.recusals),
    guardNotWithdrawn(db, applications),
  ];
};

/** Keeps what is filled; false where the sheet was filed, committed or closed to the seat meanwhile. */
export async function keepDraft(
  db: Db,
  commission: string,
  place: Place,
  draft: SheetDraft,
): Promise<boolean> {
  const { application, seat } = place;
  try {
    await db.batch([
      ...guardMarking(db, commission, place),
      guard(
        db,
        'NOT EXISTS (SELECT 1 FROM mark_sheets WHERE application = ? AND seat = ? AND version > ?)',
        application,
        seat,
        draft.version,
      ),
      db
        .prepare(
          `INSERT INTO sheet_drafts (application, seat, version, marks, violations, remarks, reason, saved_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET version = excluded.version, marks = excluded.marks,
             violations = excluded.violations, remarks = excluded.remarks, reason = excluded.reason,
             saved_at = excluded.saved_at`,
        )
        .bind(
          application,
          seat,
          draft.version,
          JSON.stringify(draft.marks),
          JSON.stringify(draft.violations),
          JSON.stringify(draft.remarks),
          draft.reason,
          draft.savedAt,
        ),
    ]);
    return true;
  } catch (error) {
    if (raceLost(error)) return false;
    throw error;
  }
}

export const dropDraft = (db: Db, { application, seat }: Place): Write =>
  db.prepare('DELETE FROM sheet_drafts WHERE application = ? AND seat = ?').bind(application, seat);

/** What was never filed has no use once the sheets are committed. */
export const dropDrafts = (db: Db, commission: string): Write =>
  db
    .prepare('DELETE FROM sheet_drafts WHERE seat IN (SELECT id FROM seats WHERE commission = ?)')
    .bind(commission);

/** What a seat has of its own sheet: the draft, and every version it filed, the newest first. */
export async function ownSheet(
  db: Db,
  { application, seat }: Place,
): Promise<{ draft: SheetDraft | null; versions: Sheet[] }> {
  const [drafts, versions] = await db.batch<Row>([
    db.prepare('SELECT * FROM sheet_drafts WHERE application = ? AND seat = ?').bind(application, seat),
    db
      .prepare('SELECT * FROM mark_sheets WHERE application = ? AND seat = ? ORDER BY version DESC')
      .bind(application, seat),
  ]);
  const row = drafts?.results[0];
  return {
    draft:
      row === undefined
        ? null
        : {
            version: Number(row.version),
            marks: JSON.parse(String(row.marks)) as (number | null)[],
            violations: JSON.parse(String(row.violations)) as boolean[],
            remarks: JSON.parse(String(row.remarks)) as string[],
            reason: String(row.reason),
            savedAt: Number(row.saved_at),
          },
    versions: (versions?.results ?? []).map(sheetOf),
  };
}

/** Applications of which a seat keeps an unfinished sheet. */
export async function keptBy(db: Db, seat: string): Promise<string[]> {
  const { results } = await db
    .prepare('SELECT application FROM sheet_drafts WHERE seat = ? ORDER BY application')
    .bind(seat)
    .all<{ application: string }>();
  return results.map(({ application }) => application);
}
