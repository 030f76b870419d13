// Who marks and who votes: seats in office with a number, and what recusal takes away.

import type { Application, CommissionFile, Seat } from '../db/commission.ts';

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

/** True where a seat has a ballot on `application` in a vote that counts: then no conflict can be declared any more. */
export function hasVotedOn(file: CommissionFile, seat: Seat, application: string): boolean {
  const sitting = file.sittings.at(-1);
  if (sitting === undefined || sitting.outcome?.kind === 'new-sitting') return false;
  return sitting.rounds.some(
    ({ candidates, ballots }) =>
      candidates.includes(application) && ballots.some((cast) => cast.seat === seat.number),
  );
}

/** Applications that stand: admitted and not withdrawn. */
export const standing = (file: CommissionFile): Application[] =>
  file.applications.filter(({ decision, withdrawal }) => decision?.admitted === true && withdrawal === null);

/** The applications that a seat is to mark: those that stand and that no conflict closes to it. */
export const toMark = (file: CommissionFile, seat: string): Application[] =>
  standing(file).filter(({ recused }) => !recused.includes(seat));

/** Those of them whose sheet the seat has not filed. */
export const waitingFor = (file: CommissionFile, seat: string): Application[] =>
  toMark(file, seat).filter(({ sheets }) => !sheets.some((sheet) => sheet.seat === seat));
