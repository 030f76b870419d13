// Times of interviews that the secretary leaves open: laid out, taken by applicants, taken back while they are free.

import type { Stage } from '#rules/edition';
import { guard } from './guard.ts';

type Db = D1Database;
type Write = D1PreparedStatement;

/** Begins at `startsAt`, milliseconds. */
export type Slot = { startsAt: number; minutes: number; place: string };
/** When somebody is heard; without a length only its beginning is known. */
type Time = { startsAt: number; minutes: number | null };

// Far fewer are invited than file, so invitations lead to the applications.
// What contenders of the commission hold, but for ?3 and those who withdrew. Bound: commission, stage, application.
const HELD = `SELECT i.application, i.starts_at, i.starts_at + 60000 * max(1, coalesce(i.minutes, 0)) AS ends_at
  FROM invitations i CROSS JOIN applications a ON a.id = i.application
  WHERE i.stage = ?2 AND (?2 = 'republican' OR a.commission = ?1) AND i.application <> ?3
    AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.application = i.application)`;

/**
 * Slots of a stage that nobody holds, in order of time. Of `application`, whose they would be, an interview at another
 * time stands in no way; of '' every interview does.
 */
export const freeSlots = (db: Db, commission: string, stage: Stage, application = ''): Write =>
  db
    .prepare(
      `WITH held AS MATERIALIZED (${HELD})
       SELECT s.* FROM slots s WHERE s.commission = ?1 AND s.stage = ?2
         AND NOT EXISTS (SELECT 1 FROM held h WHERE h.starts_at < s.starts_at + 60000 * s.minutes AND s.starts_at < h.ends_at)
         AND NOT EXISTS (SELECT 1 FROM invitations i WHERE i.application = ?3 AND i.stage = ?2 AND i.starts_at = s.starts_at)
       ORDER BY s.starts_at`,
    )
    .bind(commission, stage, application);

export const slotOf = (row: Record<string, unknown>): Slot => ({
  startsAt: Number(row.starts_at),
  minutes: Number(row.minutes),
  place: String(row.place),
});

/** One statement for all of them; a slot that is there stays as it is. */
export const insertSlots = (db: Db, commission: string, stage: Stage, slots: Slot[]): Write =>
  db
    .prepare(
      `INSERT INTO slots (commission, stage, starts_at, minutes, place)
       SELECT ?1, ?2, value ->> 'startsAt', value ->> 'minutes', value ->> 'place' FROM json_each(?3) WHERE true
       ON CONFLICT DO NOTHING`,
    )
    .bind(commission, stage, JSON.stringify(slots));

export const deleteSlots = (db: Db, commission: string, stage: Stage, starts: number[]): Write =>
  db
    .prepare(
      'DELETE FROM slots WHERE commission = ? AND stage = ? AND starts_at IN (SELECT value FROM json_each(?))',
    )
    .bind(commission, stage, JSON.stringify(starts));

/** Ends the batch where a contender of the commission, but for `application`, is heard during one of these times by now. */
export const guardTimesFree = (
  db: Db,
  commission: string,
  stage: Stage,
  times: Time[],
  application = '',
): Write =>
  guard(
    db,
    `NOT EXISTS (SELECT 1 FROM (${HELD}) h JOIN json_each(?4) t
       ON h.starts_at < (t.value ->> 'startsAt') + 60000 * max(1, coalesce(t.value ->> 'minutes', 0))
         AND (t.value ->> 'startsAt') < h.ends_at)`,
    commission,
    stage,
    application,
    JSON.stringify(times.map(({ startsAt, minutes }) => ({ startsAt, minutes }))),
  );

/** Ends the batch where the secretary has taken this slot back by now. */
export const guardSlotOpen = (db: Db, commission: string, stage: Stage, startsAt: number): Write =>
  guard(
    db,
    'EXISTS (SELECT 1 FROM slots WHERE commission = ? AND stage = ? AND starts_at = ?)',
    commission,
    stage,
    startsAt,
  );
