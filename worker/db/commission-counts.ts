// What the desk must know of all applications of a commission, as numbers: a page shows one screen of rows, however
// many there are.

import { REPUBLIC } from '#rules/edition';
import { hearsApplication } from './commission.ts';

export type Counts = {
  applications: number;
  /** Those that were not withdrawn. */
  standing: number;
  /** Neither decided nor withdrawn. */
  undecided: number;
  /** Of these, those on which nothing is proposed. */
  unproposed: number;
  /** Standing applications by how many may mark them and how many sheets they have. */
  sheets: { eligible: number; filed: number; n: number }[];
};

type Row = Record<string, string | number | null>;

/** The counts from the answers to `countStatements`. */
export function countsFrom(standings: Row[], sheets: Row[]): Counts {
  const number = (row: Row | undefined, name: string): number => Number(row?.[name] ?? 0);
  const standing = (name: string): number =>
    number(
      standings.find((row) => row.standing === name),
      'n',
    );
  const applications = standings.reduce((sum, row) => sum + number(row, 'n'), 0);
  return {
    applications,
    standing: applications - standing('withdrawn'),
    undecided: standing('received') + standing('proposed'),
    unproposed: standing('received'),
    sheets: sheets.map((row) => ({
      eligible: number(row, 'eligible'),
      filed: number(row, 'filed'),
      n: number(row, 'n'),
    })),
  };
}

/** The applications that commission ?1 hears, by standing, conflicts and sheets: kept by triggers, or counted where they are few. */
const counted = (commission: string): string =>
  commission === REPUBLIC
    ? `(SELECT a.standing, a.conflicts, a.sheets, 1 AS n FROM applications a WHERE ${hearsApplication(commission)})`
    : '(SELECT standing, conflicts, sheets, n FROM application_counts WHERE commission = ?1 AND n > 0)';

/** How many applications commission ?1 hears; with `where`, those that stand so. */
export const countHeard = (commission: string, where = '1'): string =>
  `(SELECT coalesce(sum(n), 0) FROM ${counted(commission)} WHERE ${where})`;

/** By standing; by sheets, where no conflict stands against anybody and where one does. */
export function countStatements(db: D1Database, commission: string): D1PreparedStatement[] {
  const hears = hearsApplication(commission);
  const read = (sql: string): D1PreparedStatement => db.prepare(sql).bind(commission);
  const voters =
    '(SELECT count(*) FROM seats WHERE commission = ?1 AND number IS NOT NULL AND ended_at IS NULL)';
  // A sheet of who held the seat before.
  const before = `EXISTS (SELECT 1 FROM mark_sheets m JOIN seats b ON b.id = m.seat
    WHERE m.application = a.id AND b.commission = s.commission AND b.number = s.number AND b.ended_at IS NOT NULL)`;
  return [
    read(`SELECT standing, sum(n) AS n FROM ${counted(commission)} GROUP BY standing`),
    // A conflict takes a marker away, unless the sheet of who held the seat before already stands.
    read(
      `SELECT ${voters} AS eligible, sheets AS filed, sum(n) AS n FROM ${counted(commission)}
         WHERE standing = 'admitted' AND conflicts = 0 GROUP BY sheets
       UNION ALL
       SELECT ${voters} - (SELECT count(*) FROM recusals r JOIN seats s ON s.id = r.seat
           WHERE r.application = a.id AND s.commission = ?1 AND s.ended_at IS NULL AND NOT ${before}),
         (SELECT count(DISTINCT m.seat) FROM mark_sheets m JOIN seats s ON s.id = m.seat
           WHERE m.application = a.id AND s.commission = ?1 AND NOT EXISTS
             (SELECT 1 FROM recusals r WHERE r.application = m.application AND r.seat = m.seat)), 1
       FROM applications a WHERE ${hears} AND a.standing = 'admitted' AND a.conflicts > 0`,
    ),
  ];
}

/** Of a voting seat: on how many applications it has declared, and its conflicts. */
export type Declared = { seat: string; declared: number; conflicts: number };

export async function declarationsOf(db: D1Database, commission: string): Promise<Declared[]> {
  const { results } = await db
    .prepare(
      `SELECT s.id AS seat, (SELECT coalesce(sum(n), 0) FROM declaration_counts d WHERE d.seat = s.id) AS declared,
         (SELECT coalesce(sum(n), 0) FROM declaration_counts d WHERE d.seat = s.id AND d.conflict = 1) AS conflicts
       FROM seats s WHERE s.commission = ?1 AND s.number IS NOT NULL AND s.ended_at IS NULL`,
    )
    .bind(commission)
    .all<Declared>();
  return results;
}
