// Many applications at once, as rows: copies of one that was filed, each under a name and number of its own.

import { CUT, WALKED } from '../../worker/db/search.ts';
import { INVARIANTS } from './invariants/check.ts';
import type { TestHouse } from './start.ts';

/** Rows that one statement writes. */
const AT_ONCE = 20_000;
/** Applications whose grams one statement writes: workerd ends where it has to sort many more. */
const CUT_AT_ONCE = 2_000;

/**
 * Adds `n` applications to a commission, each with a file; their ids are `${commission}${number padded to 30}`. `tell`
 * is told how many there are.
 */
export async function crowd(
  house: TestHouse,
  like: string,
  commission: string,
  n: number,
  tell: (added: number) => void = () => undefined,
): Promise<void> {
  house.spoils('copies that nobody filed', ...INVARIANTS);
  for (let from = 1; from <= n; from += AT_ONCE) {
    const to = Math.min(n, from + AT_ONCE - 1);
    await house.query(
      `WITH RECURSIVE k(i) AS (SELECT ?2 UNION ALL SELECT i + 1 FROM k WHERE i < ?3)
       INSERT INTO applications (id, reference, filing, edition, draft, version, commission, received_by, received_at,
         late, form, manifest_sha256, organisation_fold, organisation_sort)
       SELECT ?4 || printf('%030d', i), 'UZ26-' || ?4 || printf('%06d', i), 'f' || ?4 || i, edition, 'd' || ?4 || i, 1,
         ?4, ?4, received_at, 0, json_set(form, '$.organisationKk', 'Ұйым ' || i, '$.organisationRu',
           'Организация ' || i, '$.report[0]', hex(randomblob(1500))),
         manifest_sha256, 'уйым ' || i || ' организация ' || i, printf('%06d', i)
       FROM applications, k WHERE id = ?1`,
      like,
      from,
      to,
      commission,
    );
    await house.query(
      `WITH RECURSIVE k(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM k WHERE i < ?2)
       INSERT INTO application_files
       SELECT ?3 || printf('%030d', i), 1, 'file-' || ?3 || i, 'form', NULL, 'form.pdf', 5, '0', 'pdf' FROM k`,
      from,
      to,
      commission,
    );
    tell(to);
  }
}

/** Does at once for the search in a crowd what minute ticks do one part after the other; `walked` are left as they are. */
export async function cutCrowd(house: TestHouse, commission: string, walked = WALKED): Promise<void> {
  for (;;) {
    const waiting = await house.query<{ id: string }>(
      'SELECT id FROM applications WHERE commission = ? AND in_force = 1 AND in_grams = 0 LIMIT ? OFFSET ?',
      commission,
      CUT_AT_ONCE,
      walked,
    );
    if (waiting.length === 0) return;
    const ids = JSON.stringify(waiting.map(({ id }) => id));
    for (const sql of CUT) await house.query(sql, ids);
  }
}
