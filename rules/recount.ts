// The votes of a sitting counted again from what is published: quorum (§5, §7), lawful ballots, each round from the tie
// before it, the chair's vote, and whom they elect (§17, §21).

import { ballotFindings, roundOutcome, sittingOutcome, tally } from './ballots.ts';
import type { Outcome, VotedRound } from './ballots.ts';
import { canonical } from './canonical.ts';
import { quorum, quorumOf } from './commission.ts';
import type { Edition, Stage } from './edition.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';
import type { Attendance, RegionalBody, Round } from './publication.ts';
import { findingsIn, line, shortId, step } from './verify-steps.ts';
import type { Step } from './verify-steps.ts';

const VOTE_CLAUSE: Record<Stage, string> = { regional: '17', republican: '21' };
const SITTING_CLAUSE: Record<Stage, string> = { regional: '5', republican: '7' };

/** The votes of a sitting as they are published. */
export type Votes = Pick<RegionalBody, 'contenders' | 'sittings' | 'rounds'>;
/** Whom the ballots elect (null where they do not decide), how that was counted, and what is wrong about it. */
export type Recount = { elected: string[] | null; steps: Step[]; findings: Finding[] };

/** The outcome that the published ballots give. */
export function recount(body: Votes, stage: Stage, edition: Edition): Recount {
  const attended = quorumStep(body.sittings, stage, edition);
  const last = body.sittings.at(-1);
  if (last === undefined || !isQuorate(last, stage, edition)) {
    return { elected: null, steps: [attended], findings: attended.findings };
  }
  const rounds = votedRounds(body);
  const outcome = sittingOutcome(rounds, stage, edition);
  const steps = [
    attended,
    ballotStep(body, last, stage, edition),
    voteStep(rounds, outcome, stage, edition),
    ...castingStep(rounds, outcome, stage, edition),
  ];
  const elected = outcome.kind === 'decided' ? outcome.elected : outcome.kind === 'none' ? [] : null;
  return { elected, steps, findings: findingsIn(steps) };
}

/** A seat that is named twice is there once. */
const hereIn = ({ present }: Attendance): number => new Set(present).size;

const isQuorate = (sitting: Attendance, stage: Stage, edition: Edition): boolean =>
  quorum(sitting.members, hereIn(sitting), stage, edition).quorate;

function quorumStep(sittings: Attendance[], stage: Stage, edition: Edition): Step {
  const clause = SITTING_CLAUSE[stage];
  const { numerator, denominator } = edition.commission[stage].quorum;
  const values = (sitting: Attendance) => ({
    day: sitting.heldOn,
    present: hereIn(sitting),
    members: sitting.members,
    min: quorumOf(sitting.members, stage, edition),
    numerator,
    denominator,
  });
  const wrong = sittings.filter(
    (sitting) =>
      isQuorate(sitting, stage, edition) !== sitting.quorate ||
      hereIn(sitting) !== sitting.present.length ||
      hereIn(sitting) > sitting.members,
  );
  const last = sittings.at(-1);
  const reached = last !== undefined && isQuorate(last, stage, edition);
  return step(
    'quorum',
    clause,
    sittings.map((sitting) =>
      line(isQuorate(sitting, stage, edition) ? 'quorate' : 'not-quorate', values(sitting)),
    ),
    [
      ...wrong.map(({ heldOn }) => refusal(clause, 'QUORUM_WRONG', { day: heldOn })),
      ...(reached
        ? []
        : [
            refusal(clause, 'QUORUM_NOT_REACHED', {
              present: last === undefined ? 0 : hereIn(last),
              min: quorumOf(last?.members ?? 0, stage, edition),
            }),
          ]),
    ],
  );
}

/** Who stood is who appeared, and each present seat that may vote has one lawful ballot. */
function ballotStep(body: Votes, last: Attendance, stage: Stage, edition: Edition): Step {
  const clause = SITTING_CLAUSE[stage];
  const appeared = body.contenders.filter(({ appearance }) => appearance === 'appeared');
  // Where nobody appeared there is no round.
  const candidates = body.rounds[0]?.candidates ?? [];
  const same =
    canonical(appeared.map(({ filing }) => filing).sort()) === canonical([...candidates].sort()) &&
    new Set(candidates).size === candidates.length;
  const lawful = (round: Round): boolean =>
    new Set(round.ballots.map(({ seat }) => seat)).size === round.ballots.length &&
    round.ballots.every(
      (ballot) =>
        ballotFindings(ballot, { ...round, present: last.present, eligible: last.present, stage }, edition)
          .length === 0,
    );
  return step(
    'ballots',
    clause,
    [
      line('stood', { appeared: appeared.length, candidates: candidates.length }),
      ...body.rounds.map((round, index) =>
        line('ballots', {
          round: index + 1,
          ballots: round.ballots.length,
          recused: round.recused,
          sum: round.ballots.length + round.recused,
          present: last.present.length,
        }),
      ),
    ],
    [
      ...(same ? [] : [refusal('17', 'CANDIDATES_DIFFER')]),
      ...body.rounds.flatMap((round) => {
        const missing = last.present.length - round.recused - round.ballots.length;
        return [
          ...(lawful(round) ? [] : [refusal(clause, 'BALLOTS_NOT_LAWFUL')]),
          ...(missing === 0 ? [] : [refusal(clause, 'BALLOTS_MISSING', { n: missing })]),
        ];
      }),
    ],
  );
}

const tallied = (round: VotedRound): string =>
  [...tally(round.ballots, round.candidates)]
    .sort((a, b) => b[1] - a[1])
    .map(([filing, votes]) => `${shortId(filing)} – ${votes}`)
    .join('; ');

/** The chair alone may end a tie. */
const CHAIRS = ['CASTING_VOTE_NEEDED', 'TIE_WITHOUT_CHAIR'];
const isChairs = (outcome: Outcome): boolean => 'finding' in outcome && CHAIRS.includes(outcome.finding.code);

/** Each round counted, and each after the first made of the tie before it. */
function voteStep(rounds: VotedRound[], outcome: Outcome, stage: Stage, edition: Edition): Step {
  const clause = VOTE_CLAUSE[stage];
  const { regionalFinalists, winners } = edition.voting;
  const findings: Finding[] = [];
  const places = (stage === 'regional' ? regionalFinalists : winners).value;
  if (rounds[0] !== undefined && rounds[0].places !== places)
    findings.push(refusal(clause, 'PLACES_DIFFER', { n: rounds[0].places, places }));
  for (const [index, round] of rounds.slice(1).entries()) {
    const tie = roundOutcome(rounds[index] ?? round, stage, edition, index > 0);
    const follows =
      tie.kind === 'revote' &&
      tie.places === round.places &&
      canonical(tie.tied) === canonical([...round.candidates].sort());
    if (!follows) findings.push(refusal(clause, 'ROUND_NOT_FROM_TIE', { n: index + 2 }));
  }
  // Where nobody appeared there is nobody to elect, which is an outcome; that it follows is judged there.
  if (outcome.kind === 'revote' || (outcome.kind === 'new-sitting' && !isChairs(outcome)))
    findings.push(outcome.finding);
  const lines = rounds.map((round, index) =>
    line('tally', { round: index + 1, tally: tallied(round), places: round.places }),
  );
  return step('votes', clause, lines, findings);
}

/** No seat has this number: a round asked with it does not find the chair's own ballot. */
const NOBODY = 0;

/** Only where a tie came to the chair. */
function castingStep(rounds: VotedRound[], outcome: Outcome, stage: Stage, edition: Edition): Step[] {
  const round = rounds.at(-1);
  const byChair = outcome.kind === 'decided' && outcome.byChair;
  if (round === undefined || (!byChair && !isChairs(outcome))) return [];
  const undecided = { ...round, chairVotes: true, chairSeat: NOBODY, casting: [] };
  const tie = roundOutcome(undecided, stage, edition, true);
  const own = round.ballots.filter(({ seat }) => seat === round.chairSeat).flatMap(({ choices }) => choices);
  const [code, chosen] =
    round.casting.length > 0 ? (['casting', round.casting] as const) : (['chairs-ballot', own] as const);
  const names = (ids: readonly string[]): string => ids.map(shortId).join(', ');
  const values = {
    tied: names(tie.kind === 'casting' ? tie.tied : []),
    chair: round.chairSeat,
    chosen: names(chosen),
  };
  return [
    step(
      'casting',
      SITTING_CLAUSE[stage],
      [line(chosen.length > 0 ? code : 'no-casting', values)],
      'finding' in outcome ? [outcome.finding] : [],
    ),
  ];
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
