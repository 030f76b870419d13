// Figures of a commission or of the country, each counted by the database. Nobody is named; marks are counted only where
// their sheets are opened.

import { hearsApplication } from './commission.ts';

type Db = D1Database;

/** What is counted, how often. `key` is a code, a day or a number as text. */
export type Count = { key: string; n: number };
export type MarkCount = { criterion: number; mark: number; n: number };
export type Attendance = {
  commission: string;
  number: number;
  heldOn: string;
  present: number;
  members: number;
  quorate: number;
};

export type Statistics = {
  byDay: Count[];
  byKind: Count[];
  byRegion: Count[];
  standings: Count[];
  grounds: Count[];
  /** Codes of what the check found at filing. */
  findings: Count[];
  /** Days from receipt to decision: how many applications took so many. */
  daysToDecide: Count[];
  marks: MarkCount[];
  sittings: Attendance[];
};

/** The versions that count, of what one commission hears or of all. */
const counting = (commission: string | null): string =>
  commission === null
    ? `(SELECT a.* FROM applications a WHERE ?1 IS NULL
        AND NOT EXISTS (SELECT 1 FROM applications n WHERE n.draft = a.draft AND n.version > a.version))`
    : `(SELECT a.* FROM applications a WHERE ${hearsApplication(commission)})`;
/** UTC+5, as SQLite adds it to seconds. */
const LOCAL_DAY = "date(a.received_at / 1000 + 18000, 'unixepoch')";
const DAY_MS = 86_400_000;

export async function statistics(db: Db, commission: string | null): Promise<Statistics> {
  const counted = counting(commission);
  const read = (sql: string): D1PreparedStatement => db.prepare(sql).bind(commission);
  const count = (key: string, from: string, order: string): D1PreparedStatement =>
    read(`SELECT ${key} AS key, count(*) AS n FROM ${from} GROUP BY 1 ORDER BY ${order}`);
  const [byDay, byKind, byRegion, standings, grounds, findings, days, marks, sittings] = await db.batch<
    Record<string, string | number>
  >([
    count(LOCAL_DAY, `${counted} a`, 'key'),
    count("a.form ->> 'kind'", `${counted} a`, 'n DESC, key'),
    count('a.commission', `${counted} a`, 'key'),
    count(
      `CASE WHEN w.at IS NOT NULL THEN 'withdrawn' WHEN d.admitted IS NULL THEN 'received'
         WHEN d.admitted = 1 THEN 'admitted' ELSE 'not-admitted' END`,
      `${counted} a LEFT JOIN withdrawals w ON w.application = a.id LEFT JOIN decisions d ON d.application = a.id`,
      'n DESC, key',
    ),
    count(
      'g.value',
      `${counted} a JOIN decisions d ON d.application = a.id AND d.admitted = 0 JOIN json_each(d.grounds) g`,
      'n DESC, key',
    ),
    count(
      'f.value',
      `${counted} a JOIN journal j ON j.stream = 'application:' || a.id AND j.act = 'file-application'
         JOIN json_each(j.body, '$.findings') f`,
      'n DESC, key',
    ),
    count(
      `CAST((d.decided_at - a.received_at) / ${DAY_MS} AS TEXT)`,
      `${counted} a JOIN decisions d ON d.application = a.id`,
      'CAST(key AS INTEGER)',
    ),
    read(
      `SELECT m.key + 1 AS criterion, m.value AS mark, count(*) AS n
       FROM ${counted} a JOIN milestones o ON o.commission = a.commission AND o.name = 'opened'
         JOIN mark_sheets s ON s.application = a.id AND s.version =
           (SELECT max(version) FROM mark_sheets n WHERE n.application = s.application AND n.seat = s.seat)
         JOIN json_each(s.marks) m GROUP BY 1, 2 ORDER BY 1, 2`,
    ),
    read(
      `SELECT commission, number, held_on AS "heldOn", json_array_length(present) AS present, members, quorate
       FROM sittings WHERE ?1 IS NULL OR commission = ?1 ORDER BY commission, number LIMIT 500`,
    ),
  ]);
  const counts = (result: D1Result | undefined): Count[] =>
    ((result?.results ?? []) as { key: string | null; n: number }[]).map(({ key, n }) => ({
      key: key ?? '',
      n,
    }));
  return {
    byDay: counts(byDay),
    byKind: counts(byKind),
    byRegion: counts(byRegion),
    standings: counts(standings),
    grounds: counts(grounds),
    findings: counts(findings),
    daysToDecide: counts(days),
    marks: (marks?.results ?? []) as unknown as MarkCount[],
    sittings: (sittings?.results ?? []) as unknown as Attendance[],
  };
}
