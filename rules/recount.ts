// The votes of a sitting counted again from what is published: quorum (§5, §7), lawful ballots, each round from the tie
// before it, and whom they elect (§17, §21).

import { roundOutcome, sittingOutcome } from './ballots.ts';
import type { VotedRound } from './ballots.ts';
import { canonical } from './canonical.ts';
import { quorum } from './commission.ts';
import type { Edition, Stage } from './edition.ts';
import type { Finding } from './finding.ts';
import type { RegionalBody } from './publication.ts';

const VOTE_CLAUSE: Record<Stage, string> = { regional: '17', republican: '21' };
const refusal = (clause: string, code: string, values?: Finding['values']): Finding => ({
  clause,
  code,
  kind: 'refusal',
  ...(values === undefined ? {} : { values }),
});

/** The votes of a sitting as they are published. */
export type Votes = Pick<RegionalBody, 'contenders' | 'sittings' | 'rounds'>;

/** The outcome that the published ballots give, with what is wrong about them. */
export function recount(
  body: Votes,
  stage: Stage,
  edition: Edition,
): { elected: string[] | null; findings: Finding[] } {
  const clause = stage === 'regional' ? '5' : '7';
  const findings: Finding[] = [];
  for (const sitting of body.sittings) {
    const { quorate } = quorum(sitting.members, new Set(sitting.present).size, stage, edition);
    if (quorate !== sitting.quorate) findings.push(refusal(clause, 'QUORUM_WRONG', { day: sitting.heldOn }));
  }
  const last = body.sittings.at(-1);
  if (last === undefined || !quorum(last.members, last.present.length, stage, edition).quorate) {
    const values = {
      present: last?.present.length ?? 0,
      min: quorum(last?.members ?? 0, 0, stage, edition).needed,
    };
    return { elected: null, findings: [...findings, refusal(clause, 'QUORUM_NOT_REACHED', values)] };
  }
  const appeared = body.contenders
    .filter(({ appearance }) => appearance === 'appeared')
    .map(({ filing }) => filing);
  // Where nobody appeared there is no round.
  const candidates = body.rounds[0]?.candidates ?? [];
  if (canonical([...appeared].sort()) !== canonical([...candidates].sort())) {
    findings.push(refusal('17', 'CANDIDATES_DIFFER'));
  }
  for (const round of body.rounds) {
    const seats = round.ballots.map(({ seat }) => seat);
    const lawful = new Set(seats).size === seats.length && seats.every((seat) => last.present.includes(seat));
    const known = round.ballots.every(({ choices }) =>
      choices.every((choice) => round.candidates.includes(choice)),
    );
    const few = round.ballots.every(({ choices }) => choices.length <= round.places);
    if (!lawful || !known || !few) findings.push(refusal(clause, 'BALLOTS_NOT_LAWFUL'));
    if (seats.length + round.recused !== last.present.length)
      findings.push(
        refusal(clause, 'BALLOTS_MISSING', { n: last.present.length - round.recused - seats.length }),
      );
  }
  const rounds = votedRounds(body);
  for (const [index, round] of rounds.slice(1).entries()) {
    const tie = roundOutcome(rounds[index] ?? round, stage, edition, index > 0);
    const follows =
      tie.kind === 'revote' &&
      tie.places === round.places &&
      canonical(tie.tied) === canonical([...round.candidates].sort());
    if (!follows) findings.push(refusal(VOTE_CLAUSE[stage], 'ROUND_NOT_FROM_TIE', { n: index + 2 }));
  }
  const outcome = sittingOutcome(rounds, stage, edition);
  if (outcome.kind === 'decided') return { elected: outcome.elected, findings };
  return outcome.kind === 'none'
    ? { elected: [], findings }
    : { elected: null, findings: [...findings, outcome.finding] };
}

/** The rounds of the sitting that decided, with who could vote in them. */
export function votedRounds({ sittings, rounds }: Votes): VotedRound[] {
  const last = sittings.at(-1);
  return rounds.map((round) => ({
    ...round,
    eligible: (last?.present.length ?? 0) - round.recused,
    chairSeat: last?.chairSeat ?? 0,
    chairVotes: round.ballots.some(({ seat }) => seat === last?.chairSeat),
  }));
}
