// The outcome of a sitting as its rounds stand, by the same rule that a reader's verifier uses.

import { sittingOutcome } from '#rules/ballots';
import type { Outcome, VotedRound } from '#rules/ballots';
import type { CommissionFile, Round, Sitting } from '../db/commission.ts';
import type { Desk } from './act.ts';
import { eligibleVoters } from './voters.ts';

const voted = (file: CommissionFile, sitting: Sitting, round: Round): VotedRound => {
  const eligible = eligibleVoters(file, sitting.present, round.candidates);
  return {
    candidates: round.candidates,
    places: round.places,
    ballots: round.ballots,
    casting: round.casting ?? [],
    eligible: eligible.length,
    chairSeat: sitting.chairSeat,
    chairVotes: eligible.includes(sitting.chairSeat),
  };
};

/** What the rounds of `sitting` up to now elect, or what they still need. */
export const outcomeOf = (
  { file, stage, edition }: Pick<Desk, 'file' | 'stage' | 'edition'>,
  sitting: Sitting,
): Outcome =>
  sittingOutcome(
    sitting.rounds.map((round) => voted(file, sitting, round)),
    stage,
    edition,
  );
