// Many applications at once, as rows: copies of one that was filed, each under a name and number of its own.

import type { TestHouse } from './start.ts';

/** Adds `n` applications to a commission, each with a file; their ids are `${commission}${number padded to 30}`. */
export async function crowd(house: TestHouse, like: string, commission: string, n: number): Promise<void> {
  await house.query(
    `WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < ?2)
     INSERT INTO applications (id, reference, filing, edition, draft, version, commission, received_by, received_at,
       late, form, manifest_sha256, organisation_fold, organisation_sort)
     SELECT ?3 || printf('%030d', i), 'UZ26-' || ?3 || printf('%06d', i), 'f' || ?3 || i, edition, 'd' || ?3 || i, 1, ?3,
       ?3, received_at, 0, json_set(form, '$.organisationKk', 'Ұйым ' || i, '$.organisationRu', 'Организация ' || i,
         '$.report[0]', hex(randomblob(1500))),
       manifest_sha256, 'ұйым ' || i || ' организация ' || i, printf('%06d', i)
     FROM applications, k WHERE id = ?1`,
    like,
    n,
    commission,
  );
  await house.query(
    `INSERT INTO application_files SELECT id, 1, 'file-' || id, 'form', NULL, 'form.pdf', 5, '0', 'pdf'
     FROM applications WHERE commission = ? AND id NOT IN (SELECT application FROM application_files)`,
    commission,
  );
}
