// A commission's record as it stood at an instant, so that a protocol that was signed is made again as it was: what came,
// was withdrawn, decided or declared since, and who came or left, is no part of it.

import type { CommissionFile } from './commission.ts';

/** The record at `at`; of the applications those that had come by `arrivedBy`. Milliseconds. */
export const asOf = (file: CommissionFile, at: number, arrivedBy = at): CommissionFile => ({
  ...file,
  seats: file.seats
    .filter(({ appointedAt }) => appointedAt <= at)
    .map((seat) => (seat.endedAt !== null && seat.endedAt > at ? { ...seat, endedAt: null } : seat)),
  transferredAt: file.transferredAt.filter((instant) => instant <= at),
  applications: file.applications
    .filter(({ arrivedAt }) => arrivedAt <= arrivedBy)
    .map((row) => ({
      ...row,
      withdrawal: row.withdrawal !== null && row.withdrawal.at <= at ? row.withdrawal : null,
      decision: row.decision !== null && row.decision.decidedAt <= at ? row.decision : null,
      recused: row.recused.filter((_, index) => (row.recusedAt[index] ?? 0) <= at),
    })),
});
