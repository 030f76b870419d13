// What must still hold when an act is written, though it was read before: each ends the batch where somebody else's act
// came between.

import { guard } from './guard.ts';

type Db = D1Database;
type Write = D1PreparedStatement;

/** Ends the batch when the seat has voted on `application` in the commission's last sitting, unless it decided nothing. */
export const guardNoBallot = (db: Db, commission: string, seat: number | null, application: string): Write =>
  guard(
    db,
    `NOT EXISTS (SELECT 1 FROM ballots b JOIN rounds r ON r.sitting = b.sitting AND r.number = b.round
       WHERE b.sitting = (SELECT id FROM sittings WHERE commission = ? ORDER BY number DESC LIMIT 1) AND b.seat = ?
         AND ? IN (SELECT value FROM json_each(r.candidates))
         AND NOT EXISTS (SELECT 1 FROM sitting_outcomes o WHERE o.sitting = b.sitting AND o.outcome ->> 'kind' = 'new-sitting'))`,
    commission,
    seat,
    application,
  );

/** Ends the batch when the seat is not held any more or is recused on one of the `candidates`. */
export const guardMayVote = (db: Db, seat: string, candidates: string[]): Write =>
  guard(
    db,
    `EXISTS (SELECT 1 FROM seats WHERE id = ?1 AND ended_at IS NULL) AND NOT EXISTS
       (SELECT 1 FROM recusals WHERE seat = ?1 AND application IN (SELECT value FROM json_each(?2)))`,
    seat,
    JSON.stringify(candidates),
  );

/** Ends the batch where the seat is not present any more, or where others stand in the round than the voter saw. */
export const guardStands = (
  db: Db,
  {
    sitting,
    round,
    seat,
    candidates,
  }: { sitting: string; round: number; seat: number; candidates: string[] },
): Write =>
  guard(
    db,
    `EXISTS (SELECT 1 FROM sittings s JOIN rounds r ON r.sitting = s.id WHERE s.id = ?1 AND r.number = ?2
       AND s.quorate = 1 AND ?3 IN (SELECT value FROM json_each(s.present)) AND r.candidates = ?4)`,
    sitting,
    round,
    seat,
    JSON.stringify(candidates),
  );

/** Ends the batch when one of the applications was withdrawn. */
export const guardNotWithdrawn = (db: Db, applications: string[]): Write =>
  guard(
    db,
    'NOT EXISTS (SELECT 1 FROM withdrawals WHERE application IN (SELECT value FROM json_each(?)))',
    JSON.stringify(applications),
  );

/** Ends the batch when the last day of the term is not `lastDay` any more. */
export const guardTerm = (db: Db, edition: string, lastDay: string): Write =>
  guard(
    db,
    "EXISTS (SELECT 1 FROM editions WHERE edition = ? AND placement ->> 'lastDay' = ?)",
    edition,
    lastDay,
  );

/** Ends the batch when the commission has a sheet or a sitting. */
export const guardNotBegun = (db: Db, commission: string): Write =>
  guard(
    db,
    `NOT EXISTS (SELECT 1 FROM sittings WHERE commission = ?1) AND NOT EXISTS
       (SELECT 1 FROM mark_sheets m JOIN seats s ON s.id = m.seat WHERE s.commission = ?1)`,
    commission,
  );
