// Which applications a page of the desk shows: one screen of them, by an index.

import type { ApplicationFilter } from '#rules/application-filter';
import { REPUBLIC } from '#rules/edition';
import { filterCondition } from './application-filter.ts';
import type { Asking } from './application-filter.ts';
import { countHeard } from './commission-counts.ts';
import { hearsApplication } from './commission.ts';
import { placesOf } from './search.ts';

/** `found` is exact up to MOST_COUNTED; where `more` is true there are more than that. */
export type Listed = { ids: string[]; found: number; more: boolean };

/** Where a screen begins: by its number from 0, and, where the address says it, beside the application that was shown last. */
export type Screen = { page: number; after: string; before: string; size: number };

/** What a filter lets through is counted no further: nobody reads twenty screens, and counting takes as long as reading. */
const MOST_COUNTED = 1000;

/** One screen of what a commission hears and a filter lets through, in Kazakh order. */
export async function applicationList(
  db: D1Database,
  commission: string,
  filter: ApplicationFilter,
  asking: Asking,
  screen: Screen,
): Promise<Listed> {
  const { sql, values, sources, inOrder } = filterCondition(filter, asking, commission);
  if (sql === '1') return wholeList(db, commission, screen);
  const led =
    filter.search === '' || commission === REPUBLIC
      ? null
      : await placesOf(db, commission, filter.search, values.length + 2);
  const from = (these: string[]): string =>
    these.map((one) => `SELECT a.id, a.organisation_sort FROM ${one} AND ${sql}`).join(' UNION ALL ');
  // What is few is found by what is asked for and put in order; what is not is met soon on the way through the list.
  const few = idsOf(
    await db
      .prepare(
        `SELECT id FROM (SELECT DISTINCT id, organisation_sort FROM (${from(led?.sources ?? sources)})
           LIMIT ${MOST_COUNTED + 1}) ORDER BY organisation_sort, id`,
      )
      .bind(commission, ...values, ...(led?.values ?? []))
      .all<{ id: string }>(),
  );
  const { page, size } = screen;
  const skip = page * size;
  if (few.length <= MOST_COUNTED)
    return { ids: few.slice(skip, skip + size), found: few.length, more: false };
  const places = inOrder ? sources : [`applications a WHERE ${hearsApplication(commission)}`];
  const beside = await besideShown(
    db,
    commission,
    values,
    places.map((one) => `${one} AND ${sql}`),
    screen,
  );
  if (beside !== null) return { ids: beside, found: MOST_COUNTED, more: true };
  const met = await db
    .prepare(
      `${from(places)} ORDER BY organisation_sort, id LIMIT ?${values.length + 2} OFFSET ?${values.length + 3}`,
    )
    .bind(commission, ...values, size, skip)
    .all<{ id: string }>();
  return { ids: idsOf(met), found: MOST_COUNTED, more: true };
}

/**
 * The screen after or before an application that was shown, found by its place in the list however far that is; null where
 * the address names none, or nothing stands there any more.
 */
async function besideShown(
  db: D1Database,
  commission: string,
  values: (string | number)[],
  places: string[],
  { after, before, size }: Screen,
): Promise<string[] | null> {
  const shown = after === '' ? before : after;
  if (shown === '') return null;
  const [id, most] = [`?${values.length + 2}`, `?${values.length + 3}`];
  const [than, order] = after === '' ? ['<', ' DESC'] : ['>', ''];
  // Of one that is heard elsewhere nothing is told, not even where it would stand.
  const place = `SELECT a.organisation_sort FROM applications a WHERE a.id = ${id} AND ${hearsApplication(commission, '+a')}`;
  const from = places.map(
    (one) => `SELECT a.id, a.organisation_sort FROM ${one}
      AND (a.organisation_sort, a.id) ${than} ((${place}), ${id})`,
  );
  const found = await db
    .prepare(`${from.join(' UNION ALL ')} ORDER BY organisation_sort${order}, id${order} LIMIT ${most}`)
    .bind(commission, ...values, shown, size)
    .all<{ id: string }>();
  const ids = idsOf(found);
  if (ids.length === 0) return null;
  return after === '' ? ids.reverse() : ids;
}

async function wholeList(db: D1Database, commission: string, screen: Screen): Promise<Listed> {
  const n =
    (await db
      .prepare(`SELECT ${countHeard(commission)} AS n`)
      .bind(commission)
      .first<number>('n')) ?? 0;
  const place = `applications a WHERE ${hearsApplication(commission)}`;
  const beside = await besideShown(db, commission, [], [place], screen);
  if (beside !== null) return { ids: beside, found: n, more: false };
  const skip = screen.page * screen.size;
  const take = Math.min(screen.size, Math.max(0, n - skip));
  // Rows that are skipped are read all the same: what lies nearer to the end is read from there.
  const fromEnd = skip > n / 2;
  const rows = await db
    .prepare(`SELECT a.id FROM ${place} ORDER BY ${fromEnd ? FROM_END : IN_ORDER} LIMIT ?2 OFFSET ?3`)
    .bind(commission, take, fromEnd ? Math.max(0, n - skip - take) : skip)
    .all<{ id: string }>();
  const ids = idsOf(rows);
  return { ids: fromEnd ? ids.reverse() : ids, found: n, more: false };
}

const IN_ORDER = 'a.organisation_sort, a.id';
const FROM_END = 'a.organisation_sort DESC, a.id DESC';

const idsOf = (result: D1Result<{ id: string }> | undefined): string[] =>
  result?.results.map(({ id }) => id) ?? [];

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
      `SELECT ${countHeard(commission, "standing <> 'withdrawn'")}
         - (SELECT coalesce(sum(n), 0) FROM declaration_counts WHERE seat = ?2) AS n`,
    )
    .bind(commission, seat)
    .first<number>('n');
  if (left === 0) return [];
  return idsOf(
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
  idsOf(
    await db
      .prepare(
        `SELECT a.id FROM applications a WHERE ${hearsApplication(commission)} AND a.standing IN ('admitted', 'withdrawn')`,
      )
      .bind(commission)
      .all<{ id: string }>(),
  );

/** Those that the newest list does not admit. */
export const proposedRefusals = async (db: D1Database, commission: string): Promise<string[]> =>
  idsOf(
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
  // Sheets of the seat, less those on what was withdrawn since and on what it declared a conflict with.
  const counts = await db
    .prepare(
      `SELECT ${countHeard(commission, "standing = 'admitted'")}
           - (SELECT count(*) FROM recusals r CROSS JOIN applications a ON a.id = r.application
              WHERE r.seat = ?2 AND ${admittedHere}) AS "of",
         coalesce((SELECT n FROM sheet_counts WHERE seat = ?2), 0)
           - (SELECT count(*) FROM applications a CROSS JOIN mark_sheets m ON m.application = a.id
              WHERE a.commission = ?1 AND a.in_force = 1 AND a.standing = 'withdrawn' AND a.sheets > 0
                AND m.seat = ?2 AND m.version = 1)
           - (SELECT count(*) FROM recusals r CROSS JOIN mark_sheets m
                ON m.application = r.application AND m.seat = r.seat AND m.version = 1
              CROSS JOIN applications a ON a.id = r.application
              WHERE r.seat = ?2 AND a.standing <> 'withdrawn') AS filed`,
    )
    .bind(commission, seat)
    .first<{ of: number; filed: number }>();
  const { of = 0, filed = 0 } = counts ?? {};
  if (of <= filed || most === 0) return { of, filed, waiting: [] };
  const toMark = `${admittedHere}
    AND NOT EXISTS (SELECT 1 FROM mark_sheets m WHERE m.application = a.id AND m.seat = ?2)
    AND NOT EXISTS (SELECT 1 FROM recusals r WHERE r.application = a.id AND r.seat = ?2)`;
  // Two questions, each by its index, rather than one order that sorts everything.
  const [begun, others] = await db.batch<{ id: string }>([
    db
      .prepare(
        `SELECT a.id FROM applications a WHERE a.id IN (SELECT value FROM json_each(?3)) AND ${toMark}
         ORDER BY ${IN_ORDER} LIMIT ?4`,
      )
      .bind(commission, seat, JSON.stringify(first), most),
    db
      .prepare(
        `SELECT a.id FROM applications a WHERE a.id NOT IN (SELECT value FROM json_each(?3)) AND ${toMark}
         ORDER BY ${IN_ORDER} LIMIT ?4`,
      )
      .bind(commission, seat, JSON.stringify(first), most),
  ]);
  return { of, filed, waiting: [...idsOf(begun), ...idsOf(others)].slice(0, most) };
}
