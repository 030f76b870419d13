// A round of votes, written short.

import type { VotedRound } from '#rules/ballots';

/** A round from choices by seat: 'A' is a vote, '' an abstention. Seat 1 is the chair's. */
export function round(votes: string[], changes: Partial<VotedRound> = {}): VotedRound {
  return {
    candidates: ['A', 'B', 'C', 'D'],
    places: 1,
    ballots: votes.map((vote, index) => ({ seat: index + 1, choices: [...vote] })),
    casting: [],
    eligible: votes.length,
    chairSeat: 1,
    chairVotes: true,
    ...changes,
  };
}
