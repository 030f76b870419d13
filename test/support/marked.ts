// Commissions in the middle of §15 as rows: every application admitted, four sheets on each, every conflict declared.

import type { TestHouse } from './start.ts';

export async function marked(house: TestHouse, commissions: readonly string[]): Promise<void> {
  const seats = (most: number): string =>
    `FROM applications a JOIN seats s ON s.commission = a.commission AND s.number <= ${most}`;
  await house.query("INSERT INTO decisions SELECT id, 1, '[]', '', 1, '' FROM applications");
  await house.query(
    "INSERT INTO milestones SELECT value, 'admission-confirmed', '{}', 1, '' FROM json_each(?)",
    JSON.stringify(commissions),
  );
  await house.query(
    `INSERT INTO mark_sheets (application, seat, version, marks, violations, reason, nonce, commitment, entered_by, filed_at)
     SELECT a.id, s.id, 1, '[5,5,5,5,5,5]', '[false,false,false,false,false,false]', '', '', '', s.id, 1 ${seats(4)}`,
  );
  await house.query(
    `INSERT INTO declarations (application, seat, conflict, at) SELECT a.id, s.id, 0, 1 ${seats(7)}`,
  );
}
