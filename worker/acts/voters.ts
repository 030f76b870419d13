// Who marks and who votes: seats in office with a number, and what recusal takes away.

import type { Application, CommissionFile, Round, Seat } from '../db/commission.ts';

/** Chair and members in office, by seat number. */
export const votingSeats = (file: CommissionFile): Seat[] =>
  file.seats.filter(({ number, endedAt }) => number !== null && endedAt === null);

/** Those of them who may mark `application`. */
export const eligibleMarkers = (file: CommissionFile, application: Application): Seat[] =>
  votingSeats(file).filter(({ id }) => !application.recused.includes(id));

/** Numbers of the seats that may vote among `candidates`: a conflict with one contender is a conflict with the item. */
export function eligibleVoters(file: CommissionFile, present: number[], candidates: string[]): number[] {
  const contested = file.applications.filter(({ id }) => candidates.includes(id));
  return votingSeats(file).flatMap(({ id, number }) =>
    number !== null && present.includes(number) && !contested.some(({ recused }) => recused.includes(id))
      ? [number]
      : [],
  );
}

/** Seats whose ballot a round still waits for; none where nobody stands in it. */
export const silentSeats = (file: CommissionFile, present: number[], round: Round | undefined): number[] =>
  round === undefined || round.candidates.length === 0
    ? []
    : eligibleVoters(file, present, round.candidates).filter((number) =>
        round.ballots.every(({ seat }) => seat !== number),
      );

/** Applications that stand: admitted and not withdrawn. */
export const standing = (file: CommissionFile): Application[] =>
  file.applications.filter(({ decision, withdrawal }) => decision?.admitted === true && withdrawal === null);
