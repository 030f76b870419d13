// Who marks and who votes: seats in office with a number, and what recusal takes away.

import { reached } from './act.ts';
import type { Application, CommissionFile, Round, Seat } from '../db/commission.ts';

/** Chair and members in office, by seat number. */
export const votingSeats = (file: CommissionFile): Seat[] =>
  file.seats.filter(({ number, endedAt }) => number !== null && endedAt === null);

/** Those who may mark `application`: a sheet of a member who was replaced stays, and their successor files none. */
export const eligibleMarkers = (file: CommissionFile, application: Application): Seat[] =>
  votingSeats(file)
    .map((seat) => predecessorWithSheet(file, application, seat) ?? seat)
    .filter(({ id }) => !application.recused.includes(id));

const predecessorWithSheet = (file: CommissionFile, application: Application, seat: Seat): Seat | undefined =>
  file.seats.find(
    ({ id, number, endedAt }) =>
      number === seat.number && endedAt !== null && application.sheets.some((sheet) => sheet.seat === id),
  );

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

/** Marking is open, or a sitting was held: the composition stands, and who leaves is replaced (§5, §7). */
export const begun = (file: CommissionFile): boolean =>
  file.sittings.length > 0 || reached(file, 'admission-confirmed');

/** Seats in office that make the commission: chair, members, secretary (§5, §7). */
export const composition = (file: CommissionFile): Seat[] =>
  file.seats.filter(
    ({ role, deputy, endedAt }) =>
      endedAt === null && !deputy && ['chair', 'member', 'secretary'].includes(role),
  );

/** Applications on which nobody has decided. */
export const undecided = (file: CommissionFile): Application[] =>
  file.applications.filter(({ decision, withdrawal }) => decision === null && withdrawal === null);
