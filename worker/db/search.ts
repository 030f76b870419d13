// Search in lists that are too long to be walked. What is walked is at most WALKED applications of a commission; of those
// beyond, the grams of name and reference stand in a table. The rarest gram of what is searched leads to the few rows
// that may be meant. Why not the full-text search of SQLite: docs/decisions, 48.

import { searchFold } from '#rules/kazakh';
import { hearsApplication } from './commission.ts';

type Db = D1Database;

/** So many rows of a narrow index are read in some milliseconds. */
export const WALKED = 10_000;
/** Applications whose grams are written at once, and how often in one tick. */
const AT_ONCE = 200;
const TIMES = 10;
/** A gram of more applications leads nowhere: what is searched is met soon on a walk, or its other grams are as common. */
const MOST_FOLLOWED = 5_000;
/** Grams of a text that are looked at, and those of them that an application must have. */
const MOST_GRAMS = 24;
const TESTED = 4;
/** Rows of grams that a search reads at most, however many applications there are. */
export const MOST_READ = (MOST_GRAMS + TESTED) * MOST_FOLLOWED;

/** What stands in references. */
const OF_REFERENCE = /^[0-9A-Z-]+$/;
const LAST_LETTER = '\u{10ffff}';

/** A text as it is looked for in names, and in references; '' in a name stands everywhere. */
export const searched = (search: string): { folded: string; plain: string } => ({
  folded: searchFold(search),
  plain: search.toUpperCase(),
});

/** The grams of a text of at least three letters. */
function grams(text: string): string[] {
  const letters = [...text];
  const all = letters.slice(2).map((_, index) => letters.slice(index, index + 3).join(''));
  return [...new Set(all)].slice(0, MOST_GRAMS);
}

/** Tables with a condition in which everything that is searched stands, and their values, bound from ?`first` on. */
export type Places = { sources: string[]; values: string[] };

/** The places to look at for what is searched in a commission; null where the list is to be walked. */
export async function placesOf(
  db: Db,
  commission: string,
  search: string,
  first: number,
): Promise<Places | null> {
  const { folded, plain } = searched(search);
  if (folded === '') return null;
  const values: string[] = [];
  const sources = [`applications a WHERE ${hearsApplication(commission)} AND a.in_grams = 0`];
  for (const text of OF_REFERENCE.test(plain) ? [folded, plain] : [folded]) {
    const led =
      [...text].length < 3 ? await byBeginning(db, commission, text) : await byGrams(db, commission, text);
    if (led === null) return null;
    const at = first + values.length;
    sources.push(
      `search_grams g CROSS JOIN search_numbers n ON n.number = g.number CROSS JOIN applications a ON a.id = n.application
         WHERE g.commission = ?1 AND ${led.condition(at)} AND a.in_grams = 1 AND ${hearsApplication(commission, '+a')}`,
    );
    values.push(...led.values);
  }
  return { sources, values };
}

type Led = { condition: (at: number) => string; values: string[] };

/** One or two letters begin a gram wherever they stand. */
async function byBeginning(db: Db, commission: string, text: string): Promise<Led | null> {
  const values = [text, text + LAST_LETTER];
  const n = await db
    .prepare(
      'SELECT count(*) AS n FROM (SELECT 1 FROM search_grams WHERE commission = ?1 AND gram >= ?2 AND gram < ?3 LIMIT ?4)',
    )
    .bind(commission, ...values, MOST_FOLLOWED)
    .first<number>('n');
  if ((n ?? 0) >= MOST_FOLLOWED) return null;
  return { condition: (at) => `g.gram >= ?${at} AND g.gram < ?${at + 1}`, values };
}

async function byGrams(db: Db, commission: string, text: string): Promise<Led | null> {
  const { results } = await db
    .prepare(
      `SELECT value AS gram, (SELECT count(*) FROM
           (SELECT 1 FROM search_grams WHERE commission = ?1 AND gram = value LIMIT ?3)) AS n
       FROM json_each(?2) ORDER BY n, value LIMIT ?4`,
    )
    .bind(commission, JSON.stringify(grams(text)), MOST_FOLLOWED, TESTED)
    .all<{ gram: string; n: number }>();
  const [rarest, ...others] = results;
  if (rarest === undefined || rarest.n >= MOST_FOLLOWED) return null;
  return {
    condition: (at) =>
      [
        `g.gram = ?${at}`,
        ...others.map(
          (_, index) =>
            `EXISTS (SELECT 1 FROM search_grams h WHERE h.commission = ?1 AND h.gram = ?${at + 1 + index} AND h.number = g.number)`,
        ),
      ].join(' AND '),
    values: results.map(({ gram }) => gram),
  };
}

const gramsFrom = (column: 'organisation_fold' | 'reference'): string =>
  `INSERT OR IGNORE INTO search_grams
   WITH RECURSIVE places (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM places
     WHERE i < (SELECT max(length(${column})) FROM applications WHERE id IN (SELECT value FROM json_each(?1))))
   SELECT a.commission, substr(a.${column}, p.i, 3), n.number
   FROM json_each(?1) c CROSS JOIN applications a ON a.id = c.value
   CROSS JOIN search_numbers n ON n.application = a.id CROSS JOIN places p
   WHERE a.in_grams = 0 AND p.i <= length(a.${column}) ORDER BY 1, 2, 3`;

/** Writes the grams of the applications whose ids are in the JSON ?1, one statement after the other. */
export const CUT: readonly string[] = [
  'INSERT OR IGNORE INTO search_numbers (application) SELECT value FROM json_each(?1)',
  gramsFrom('organisation_fold'),
  gramsFrom('reference'),
  'UPDATE applications SET in_grams = 1 WHERE id IN (SELECT value FROM json_each(?1))',
];

/** Cuts what is too much to be walked, a part of it each minute. */
export async function cutLongLists(db: Db): Promise<void> {
  const { results: long } = await db
    .prepare('SELECT commission FROM application_counts GROUP BY commission HAVING sum(n) > ?')
    .bind(WALKED)
    .all<{ commission: string }>();
  for (const { commission } of long) {
    for (let time = 0; time < TIMES; time += 1) {
      const { results } = await db
        .prepare(
          `SELECT id FROM applications WHERE commission = ?1 AND in_force = 1 AND in_grams = 0 LIMIT ?2 OFFSET ?3`,
        )
        .bind(commission, AT_ONCE, WALKED)
        .all<{ id: string }>();
      if (results.length === 0) break;
      const ids = JSON.stringify(results.map(({ id }) => id));
      await db.batch(CUT.map((sql) => db.prepare(sql).bind(ids)));
    }
  }
}
