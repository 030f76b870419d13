// Open ballots (§5, §7, §17, §20, §21): plurality of those present and not recused, a tie decided by the chair; the
// republican commission votes once more among the tied before. The text names the vote and the casting vote; what it
// leaves open is marked in dead-ends.ts.

import type { Edition, Stage } from './edition.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';

export type Cast = { seat: number; choices: string[] };

export type VotedRound = {
  candidates: string[];
  places: number;
  ballots: Cast[];
  /** The chair's decision among the tied; empty where there is none. */
  casting: string[];
  /** Present members who may vote on this item. */
  eligible: number;
  chairSeat: number;
  /** The chair is present and not recused on this item. */
  chairVotes: boolean;
};

export type Outcome =
  | { kind: 'decided'; elected: string[]; byChair: boolean }
  | { kind: 'none'; finding: Finding }
  | { kind: 'new-sitting'; finding: Finding }
  /** The chair is to choose `places` of `tied`. */
  | { kind: 'casting'; elected: string[]; tied: string[]; places: number; finding: Finding }
  /** Another round among `tied` for the `places` that are left. */
  | { kind: 'revote'; elected: string[]; tied: string[]; places: number; finding: Finding };

const VOTE_CLAUSE: Record<Stage, string> = { regional: '17', republican: '21' };
const CHAIR_CLAUSE: Record<Stage, string> = { regional: '5', republican: '7' };

/** Votes by candidate, zero included. */
export function tally(ballots: Cast[], candidates: string[]): Map<string, number> {
  const votes = new Map(candidates.map((candidate) => [candidate, 0]));
  for (const { choices } of ballots) {
    for (const choice of choices) votes.set(choice, (votes.get(choice) ?? 0) + 1);
  }
  return votes;
}

/** What one round says; `again` for a re-vote, after which a tie is the chair's. */
export function roundOutcome(round: VotedRound, stage: Stage, edition: Edition, again: boolean): Outcome {
  if (round.candidates.length === 0)
    return { kind: 'none', finding: refusal(VOTE_CLAUSE[stage], 'NO_CONTENDERS') };
  const { minVoters } = edition.voting;
  if (round.eligible < minVoters.value) {
    const values = { n: round.eligible, min: minVoters.value };
    return { kind: 'new-sitting', finding: refusal(CHAIR_CLAUSE[stage], 'TOO_FEW_VOTERS', values) };
  }
  const votes = [...tally(round.ballots, round.candidates)].filter(([, count]) => count > 0);
  if (votes.length === 0) return { kind: 'new-sitting', finding: refusal(VOTE_CLAUSE[stage], 'NO_VOTES') };
  votes.sort((a, b) => b[1] - a[1]);
  const border = Math.min(...votes.slice(0, round.places).map(([, count]) => count));
  const above = votes.filter(([, count]) => count > border).map(([candidate]) => candidate);
  const tied = votes.filter(([, count]) => count === border).map(([candidate]) => candidate);
  const places = round.places - above.length;
  if (tied.length <= places) return { kind: 'decided', elected: [...above, ...tied].sort(), byChair: false };
  if (stage === 'republican' && !again) {
    return {
      kind: 'revote',
      elected: above,
      tied: tied.sort(),
      places,
      finding: refusal('21', 'TIE_REVOTE'),
    };
  }
  const chosen = chairsChoice(round, tied, places);
  if (chosen !== null) return { kind: 'decided', elected: [...above, ...chosen].sort(), byChair: true };
  if (!round.chairVotes) {
    return { kind: 'new-sitting', finding: refusal(CHAIR_CLAUSE[stage], 'TIE_WITHOUT_CHAIR') };
  }
  return {
    kind: 'casting',
    elected: above,
    tied: tied.sort(),
    places,
    finding: refusal(CHAIR_CLAUSE[stage], 'CASTING_VOTE_NEEDED', { n: tied.length }),
  };
}

/** The chair's vote among the tied: the casting vote, else the chair's own open ballot where it settles the tie. */
function chairsChoice(round: VotedRound, tied: string[], places: number): string[] | null {
  const settles = (choices: string[]): boolean =>
    choices.length === places &&
    new Set(choices).size === places &&
    choices.every((choice) => tied.includes(choice));
  if (!round.chairVotes) return null;
  if (settles(round.casting)) return round.casting;
  const own = round.ballots
    .filter(({ seat }) => seat === round.chairSeat)
    .flatMap(({ choices }) => choices.filter((id) => tied.includes(id)));
  return settles(own) ? own : null;
}

/** The outcome of a sitting from all its rounds: what a round elected above a tie stays elected. */
export function sittingOutcome(rounds: VotedRound[], stage: Stage, edition: Edition): Outcome {
  let elected: string[] = [];
  let last: Outcome | undefined;
  rounds.forEach((round, index) => {
    last = roundOutcome(round, stage, edition, index > 0);
    if (last.kind === 'revote') elected = [...elected, ...last.elected];
  });
  if (last === undefined) {
    return { kind: 'none', finding: refusal(VOTE_CLAUSE[stage], 'NO_CONTENDERS') };
  }
  if (last.kind === 'decided') return { ...last, elected: [...elected, ...last.elected].sort() };
  if (last.kind === 'casting') return { ...last, elected: [...elected, ...last.elected] };
  return last;
}

/** What is wrong with one ballot. */
export function ballotFindings(
  ballot: Cast,
  round: { candidates: string[]; places: number; present: number[]; eligible: number[]; stage: Stage },
  edition: Edition,
): Finding[] {
  const { stage } = round;
  if (!round.present.includes(ballot.seat))
    return [refusal(CHAIR_CLAUSE[stage], 'SEAT_NOT_PRESENT', { seat: ballot.seat })];
  if (!round.eligible.includes(ballot.seat))
    return [refusal(CHAIR_CLAUSE[stage], 'SEAT_RECUSED', { seat: ballot.seat })];
  if (new Set(ballot.choices).size < ballot.choices.length)
    return [refusal(VOTE_CLAUSE[stage], 'DOUBLE_CHOICE')];
  if (!ballot.choices.every((choice) => round.candidates.includes(choice))) {
    return [refusal(VOTE_CLAUSE[stage], 'UNKNOWN_CANDIDATE')];
  }
  const most =
    stage === 'regional' ? round.places : Math.min(round.places, edition.voting.choicesPerMember.value);
  if (ballot.choices.length > most) return [refusal(VOTE_CLAUSE[stage], 'TOO_MANY_CHOICES', { n: most })];
  return [];
}
