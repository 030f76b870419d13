// A sitting (§5, §7, §17, §20): who is present, who appeared, open ballots by seat, the chair's casting vote, and the
// outcome that rules/ballots draws from them. A sitting without quorum is recorded and decides nothing.

import * as z from 'zod/mini';
import { ballotFindings } from '#rules/ballots';
import { quorum } from '#rules/commission';
import { localDay } from '#rules/days';
import {
  guardNotYet,
  insertAppearance,
  insertBallot,
  insertCasting,
  insertOutcome,
  insertRound,
  insertSitting,
} from '../db/desk.ts';
import { guardMayVote, guardNotWithdrawn, guardStands } from '../db/preconditions.ts';
import { insertAttendance } from '../db/meetings.ts';
import { clauseOf, newId, refuse } from './act.ts';
import type { DeskAct } from './act.ts';
import { outcomeOf } from './outcome.ts';
import { signed } from './scan.ts';
import { contenders, protocolInput, withdrawnSince } from './selection.ts';
import { eligibleVoters, silentSeats, votingSeats } from './voters.ts';

const openInput = z.object({
  present: z.array(z.coerce.number()),
  appearances: z.array(
    z.object({
      application: z.string(),
      appearance: z.enum(['appeared', 'no-show']),
      reason: z._default(z.string().check(z.trim(), z.maxLength(2000)), ''),
    }),
  ),
});

export const openSitting: DeskAct<z.infer<typeof openInput>> = {
  name: 'open-sitting',
  roles: ['secretary'],
  input: openInput,
  plan({ db, at, seat, stage, edition, file }, { present, appearances }) {
    const seats = votingSeats(file);
    const here = seats.flatMap(({ number }) => (number !== null && present.includes(number) ? [number] : []));
    if (here.length !== new Set(present).size) return refuse(clauseOf(stage), 'SEAT_UNKNOWN');
    const { needed, quorate } = quorum(seats.length, here.length, stage, edition);
    const said = contenders(file, edition).map(({ id }) =>
      appearances.find(({ application }) => application === id),
    );
    const heard = said.filter((row) => row !== undefined);
    if (quorate && heard.length < said.length) {
      return refuse(stage === 'regional' ? '17' : '20', 'APPEARANCE_MISSING');
    }
    if (quorate && heard.some(({ appearance, reason }) => appearance === 'no-show' && reason === '')) {
      return refuse('16', 'REASON_MISSING');
    }
    const gone = withdrawnSince(file, edition).map(({ id, withdrawal }) => ({
      application: id,
      appearance: 'withdrawn' as const,
      reason: withdrawal?.reason ?? '',
    }));
    const sitting = newId();
    const number = file.sittings.length + 1;
    const chairSeat = seats.find(({ role }) => role === 'chair')?.number ?? 0;
    const candidates = heard
      .filter(({ appearance }) => appearance === 'appeared')
      .map(({ application }) => application);
    const places =
      stage === 'regional' ? edition.voting.regionalFinalists.value : edition.voting.winners.value;
    const heldOn = localDay(at);
    const row = {
      id: sitting,
      commission: file.commission,
      number,
      heldOn,
      present: here,
      members: seats.length,
    };
    return {
      guards: [guardNotYet(db, file.commission, 'protocol-signed'), guardNotWithdrawn(db, candidates)],
      changes: [
        insertSitting(db, { ...row, chairSeat, quorate }, at, seat.id),
        insertAttendance(db, sitting, 1, here, at, seat.id),
        ...(quorate
          ? [
              ...[...heard, ...gone].map((row) => insertAppearance(db, sitting, row)),
              insertRound(db, sitting, 1, candidates, places, at),
            ]
          : []),
      ],
      body: { sitting, number, present: here, quorate, needed, candidates, appearances: [...heard, ...gone] },
      answer: {
        sitting,
        number,
        quorate,
        needed,
        findings: quorate
          ? []
          : [
              {
                clause: clauseOf(stage),
                code: 'QUORUM_NOT_REACHED',
                kind: 'refusal',
                values: { present: here.length, min: needed },
              },
            ],
      },
    };
  },
};

const ballotInput = z.object({
  seat: z.optional(z.coerce.number()),
  /** The round that the voter had before them, where they say it: a vote for one round is none for the next. */
  round: z.optional(z.coerce.number()),
  choices: z.array(z.string()),
});

export const ballot: DeskAct<z.infer<typeof ballotInput>> = {
  name: 'ballot',
  roles: ['secretary', 'chair', 'member'],
  input: ballotInput,
  plan({ db, at, seat, stage, edition, file }, input) {
    const sitting = file.sittings.at(-1);
    const round = sitting?.rounds.at(-1);
    if (sitting === undefined || round === undefined) return refuse(clauseOf(stage), 'NO_SITTING');
    const number = seat.role === 'secretary' ? input.seat : seat.number;
    if (number === undefined || number === null) return refuse(clauseOf(stage), 'SEAT_UNKNOWN');
    if (input.round !== undefined && input.round !== round.number)
      return refuse(clauseOf(stage), 'STATE_CHANGED');
    if (round.ballots.some((cast) => cast.seat === number)) return refuse(clauseOf(stage), 'ALREADY_VOTED');
    const eligible = eligibleVoters(file, sitting.present, round.candidates);
    const cast = { seat: number, choices: input.choices };
    const undeclared = file.applications.some(
      ({ id, declared }) => round.candidates.includes(id) && !declared.includes(seat.id),
    );
    if (seat.role !== 'secretary' && undeclared) return refuse(clauseOf(stage), 'CONFLICT_NOT_DECLARED');
    const findings = ballotFindings(
      cast,
      { candidates: round.candidates, places: round.places, present: sitting.present, eligible, stage },
      edition,
    );
    if (findings.length > 0) return { refused: findings };
    const body = { sitting: sitting.id, round: round.number, ...cast };
    const voter = votingSeats(file).find((one) => one.number === number);
    // A seat is one person's: who was replaced does not vote in the name of who came.
    if (voter === undefined || (seat.role !== 'secretary' && voter.id !== seat.id))
      return refuse(clauseOf(stage), 'SEAT_UNKNOWN');
    return {
      stream: `ballot:${sitting.id}:${round.number}:${number}`,
      guards: [
        guardMayVote(db, voter.id, round.candidates),
        guardStands(db, { ...body, candidates: round.candidates }),
      ],
      changes: insertBallot(db, body, at, seat.id),
      body,
    };
  },
};

const castingInput = z.object({
  /** As of a ballot. */
  round: z.optional(z.coerce.number()),
  choices: z.array(z.string()),
});

export const castingVote: DeskAct<z.infer<typeof castingInput>> = {
  name: 'casting-vote',
  roles: ['chair', 'secretary'],
  input: castingInput,
  plan(desk, { round: shown, choices }) {
    const { db, at, seat, stage, file } = desk;
    const sitting = file.sittings.at(-1);
    const round = sitting?.rounds.at(-1);
    if (sitting === undefined || round === undefined) return refuse(clauseOf(stage), 'NO_SITTING');
    if (shown !== undefined && shown !== round.number) return refuse(clauseOf(stage), 'STATE_CHANGED');
    if (round.casting !== null) return refuse(clauseOf(stage), 'ALREADY_VOTED');
    const outcome = outcomeOf(desk, sitting);
    if (outcome.kind !== 'casting') return refuse(clauseOf(stage), 'NO_TIE');
    const lawful =
      choices.every((choice) => outcome.tied.includes(choice)) && new Set(choices).size === outcome.places;
    if (!lawful) return refuse(clauseOf(stage), 'CASTING_VOTE_AMONG_TIED', { n: outcome.places });
    const body = { sitting: sitting.id, round: round.number, choices };
    return { changes: [insertCasting(db, body, at, seat.id)], body };
  },
};

const nothing = z.object({});

export const closeVote: DeskAct<z.infer<typeof nothing>> = {
  name: 'close-vote',
  roles: ['secretary'],
  input: nothing,
  plan(desk) {
    const { db, at, seat, stage, file } = desk;
    const sitting = file.sittings.at(-1);
    const round = sitting?.rounds.at(-1);
    if (sitting === undefined || round === undefined) return refuse(clauseOf(stage), 'NO_SITTING');
    if (sitting.outcome !== null) return refuse(clauseOf(stage), 'SITTING_CLOSED');
    const silent = silentSeats(file, sitting.present, round);
    if (silent.length > 0) return refuse(clauseOf(stage), 'BALLOTS_MISSING', { n: silent.length });
    const outcome = outcomeOf(desk, sitting);
    if (outcome.kind === 'casting') return { refused: [outcome.finding] };
    if (outcome.kind === 'revote') {
      const next = round.number + 1;
      return {
        changes: [insertRound(db, sitting.id, next, outcome.tied, outcome.places, at)],
        body: { sitting: sitting.id, revote: next, tied: outcome.tied, places: outcome.places },
      };
    }
    const result = {
      kind: outcome.kind,
      elected: outcome.kind === 'decided' ? [...outcome.elected].sort() : [],
      byChair: outcome.kind === 'decided' && outcome.byChair,
      code: 'finding' in outcome ? outcome.finding.code : '',
    };
    return {
      changes: [insertOutcome(db, sitting.id, result, at, seat.id)],
      body: { sitting: sitting.id, ...result },
      answer: { sitting: sitting.id, ...result, findings: 'finding' in outcome ? [outcome.finding] : [] },
    };
  },
};

export const signProtocol: DeskAct<z.infer<typeof protocolInput>> = {
  name: 'sign-protocol',
  roles: ['secretary'],
  input: protocolInput,
  async plan(desk, input) {
    const sitting = desk.file.sittings.at(-1);
    if (sitting?.outcome == null) return refuse(clauseOf(desk.stage), 'NO_SITTING');
    return signed(desk, 'protocol-signed', input, sitting.heldOn);
  },
};
