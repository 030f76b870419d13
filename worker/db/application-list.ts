// Which applications a page of the desk shows: one screen of them, by an index.

import type { ApplicationFilter } from '#rules/application-filter';
import { filterCondition } from './application-filter.ts';
import type { Asking } from './application-filter.ts';
import { hearsApplication } from './commission.ts';

export type Listed = { ids: string[]; found: number };

/** One screen of what a commission hears and a filter lets through, in Kazakh order; `page` from 0. */
export async function applicationList(
  db: D1Database,
  commission: string,
  filter: ApplicationFilter,
  asking: Asking,
  page: number,
  size: number,
): Promise<Listed> {
  const { sql, values } = filterCondition(filter, asking, 2);
  const where = `${hearsApplication(commission)} AND ${sql}`;
  const [rows, count] = await db.batch<{ id: string; n: number }>([
    db
      .prepare(
        `SELECT a.id FROM applications a WHERE ${where} ORDER BY a.organisation_sort, a.id
         LIMIT ?${values.length + 2} OFFSET ?${values.length + 3}`,
      )
      .bind(commission, ...values, size, page * size),
    db.prepare(`SELECT count(*) AS n FROM applications a WHERE ${where}`).bind(commission, ...values),
  ]);
  return { ids: (rows?.results ?? []).map(({ id }) => id), found: count?.results[0]?.n ?? 0 };
}

const ids = (result: D1Result<{ id: string }>): string[] => result.results.map(({ id }) => id);

/** Those on which a seat has still to declare, no more than `most`. */
export async function undeclared(
  db: D1Database,
  commission: string,
  seat: string,
  most: number,
): Promise<string[]> {
  // Who has declared on all of them, which is so for most of the time, is known from two counts.
  const left = await db
    .prepare(
      `SELECT (SELECT count(*) FROM applications a WHERE ${hearsApplication(commission)} AND a.standing <> 'withdrawn')
         - (SELECT count(*) FROM declarations WHERE seat = ?2 AND stale = 0) AS n`,
    )
    .bind(commission, seat)
    .first<number>('n');
  if (left === 0) return [];
  return ids(
    await db
      .prepare(
        `SELECT a.id FROM applications a WHERE ${hearsApplication(commission)}
           AND a.standing <> 'withdrawn'
           AND NOT EXISTS (SELECT 1 FROM declarations d WHERE d.application = a.id AND d.seat = ?2)
         ORDER BY a.organisation_sort, a.id LIMIT ?3`,
      )
      .bind(commission, seat, most)
      .all<{ id: string }>(),
  );
}

/** The next application on which nobody has proposed or decided anything. */
export const nextToCheck = (db: D1Database, commission: string): Promise<string | null> =>
  db
    .prepare(
      `SELECT a.id FROM applications a WHERE ${hearsApplication(commission)}
         AND a.standing = 'received'
       ORDER BY a.organisation_sort, a.id LIMIT 1`,
    )
    .bind(commission)
    .first<string>('id');

/** Those who were admitted, and who withdrew: who is heard in the end, or would have been, is among them. */
export const heardOrWithdrawn = async (db: D1Database, commission: string): Promise<string[]> =>
  ids(
    await db
      .prepare(
        `SELECT a.id FROM applications a WHERE ${hearsApplication(commission)} AND a.standing IN ('admitted', 'withdrawn')`,
      )
      .bind(commission)
      .all<{ id: string }>(),
  );

/** Those that the newest list does not admit. */
export const proposedRefusals = async (db: D1Database, commission: string): Promise<string[]> =>
  ids(
    await db
      .prepare(
        `SELECT value ->> 'application' AS id FROM json_each((SELECT items FROM admission_lists
           WHERE commission = ? ORDER BY version DESC LIMIT 1)) WHERE NOT value ->> 'admitted'`,
      )
      .bind(commission)
      .all<{ id: string }>(),
  );

/** How many a member is to mark, how many sheets of these are filed, and up to `most` that wait, `first` ones before. */
export async function sheetsToFile(
  db: D1Database,
  commission: string,
  seat: string,
  first: string[],
  most: number,
): Promise<{ of: number; filed: number; waiting: string[] }> {
  const admittedHere = `${hearsApplication(commission)} AND a.standing = 'admitted'`;
  const counts = await db
    .prepare(
      `SELECT (SELECT count(*) FROM applications a WHERE ${admittedHere})
           - (SELECT count(*) FROM recusals r JOIN applications a ON a.id = r.application
              WHERE r.seat = ?2 AND ${admittedHere}) AS "of",
         (SELECT count(*) FROM mark_sheets m JOIN applications a ON a.id = m.application
          WHERE m.seat = ?2 AND m.version = 1 AND ${admittedHere}
            AND NOT EXISTS (SELECT 1 FROM recusals r WHERE r.application = a.id AND r.seat = ?2)) AS filed`,
    )
    .bind(commission, seat)
    .first<{ of: number; filed: number }>();
  const { of = 0, filed = 0 } = counts ?? {};
  if (of <= filed) return { of, filed, waiting: [] };
  const rows = await db
    .prepare(
      `SELECT a.id FROM applications a WHERE ${admittedHere}
         AND NOT EXISTS (SELECT 1 FROM mark_sheets m WHERE m.application = a.id AND m.seat = ?2)
         AND NOT EXISTS (SELECT 1 FROM recusals r WHERE r.application = a.id AND r.seat = ?2)
       ORDER BY a.id NOT IN (SELECT value FROM json_each(?3)), a.organisation_sort, a.id LIMIT ?4`,
    )
    .bind(commission, seat, JSON.stringify(first), most)
    .all<{ id: string }>();
  return { of, filed, waiting: ids(rows) };
}
