// The rules of marks, quorum and ballots against a slow second opinion that tries every outcome: all small worlds, and
// thousands of large ones drawn at random. Every dead end of the rules' table is met on the way.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ballotFindings, roundOutcome, sittingOutcome } from '#rules/ballots';
import type { Outcome, VotedRound } from '#rules/ballots';
import { quorum } from '#rules/commission';
import { DEAD_ENDS, deadEndsOf } from '#rules/dead-ends';
import type { Standstill } from '#rules/dead-ends';
import type { Stage } from '#rules/edition';
import { selectionOutcome, sheetFindings, sheetsNeeded } from '#rules/marks';
import { edition } from '../support/edition.ts';
import {
  lawfulBallots,
  lawfulMarks,
  oracleNeeded,
  oraclePasses,
  oracleQuorate,
  oracleRound,
  oracleSheets,
  oracleSitting,
  subsets,
} from '../support/oracle.ts';
import type { Verdict } from '../support/oracle.ts';

const RUNS = 100_000;
const STAGES: Stage[] = ['regional', 'republican'];
/** Dead ends that some case met, with the outcome that the rules gave there. */
const met = new Map<string, Set<string>>();
const meet = (code: string, outcome: string): void =>
  void met.set(code, (met.get(code) ?? new Set()).add(outcome));

/** An outcome in the words of the second opinion. */
function inWords(outcome: Outcome): Omit<Verdict, 'deadEnd'> {
  return {
    kind: outcome.kind,
    elected: 'elected' in outcome ? [...outcome.elected].sort() : [],
    tied: 'tied' in outcome ? [...outcome.tied].sort() : [],
    places: 'places' in outcome ? outcome.places : 0,
    byChair: outcome.kind === 'decided' && outcome.byChair,
  };
}

/** Compares without building messages for what is right: there are many cases. */
function agree(outcome: Outcome, { deadEnd, ...verdict }: Verdict, world: unknown): void {
  if (deadEnd !== '') meet(deadEnd, outcome.kind);
  const said = inWords(outcome);
  if (JSON.stringify(said) !== JSON.stringify(verdict)) expect([world, said]).toEqual([world, verdict]);
  const code = 'finding' in outcome ? outcome.finding.code : null;
  const expected =
    verdict.kind === 'decided' ? null : deadEnd === 'TIE_CHAIR' ? 'CASTING_VOTE_NEEDED' : deadEnd;
  if (code !== expected) expect([world, code]).toEqual([world, expected]);
}

const NAMES = ['A', 'B', 'C', 'D', 'E', 'F'];

describe('§17, §21 every world of up to four voters and three candidates', () => {
  /** All lists of `length` members of `from`. */
  function* lists<T>(from: T[], length: number): Generator<T[]> {
    if (length === 0) yield [];
    else for (const rest of lists(from, length - 1)) for (const one of from) yield [one, ...rest];
  }

  it.each(STAGES)('%s', (stage) => {
    let worlds = 0;
    for (const candidates of [[], ['A'], ['A', 'B'], ['A', 'B', 'C']]) {
      for (const places of stage === 'regional' ? [1] : [1, 2, 3]) {
        // The same name twice is no choice of two.
        const castings = [...subsets(candidates), ...candidates.map((one) => [one, one])].filter(
          ({ length }) => length <= places,
        );
        for (let voters = 0; voters <= 4; voters += 1) {
          for (const votes of lists(lawfulBallots(candidates, places), voters)) {
            const ballots = votes.map((choices, index) => ({ seat: index + 1, choices }));
            for (const casting of castings) {
              for (const chairVotes of [true, false]) {
                for (const again of [false, true]) {
                  const round = {
                    candidates,
                    places,
                    ballots,
                    casting,
                    eligible: voters,
                    chairSeat: 1,
                    chairVotes,
                  };
                  agree(roundOutcome(round, stage, edition, again), oracleRound(round, stage, again), round);
                  worlds += 1;
                }
              }
            }
          }
        }
      }
    }
    expect(worlds).toBeGreaterThan(stage === 'regional' ? 5_000 : 200_000);
  });
});

/** A sitting as it may be: who came, who is recused, who voted how, in one round or two. */
const members = fc.array(fc.record({ present: fc.boolean(), recused: fc.boolean() }), {
  minLength: 7,
  maxLength: 7,
});
const appearances = fc.array(fc.constantFrom('appeared', 'appeared', 'appeared', 'no-show', 'withdrawn'), {
  maxLength: NAMES.length,
});
/** Few different ballots, so that ties are frequent. */
const wishes = fc.array(fc.shuffledSubarray(NAMES, { maxLength: 3 }), { minLength: 1, maxLength: 3 });
const picks = fc.array(fc.nat(), { minLength: 14, maxLength: 14 });

const world = fc.record({
  stage: fc.constantFrom(...STAGES),
  members,
  appearances,
  wishes,
  picks,
  chairSeat: fc.integer({ min: 1, max: 7 }),
  // A person may name somebody twice, or nobody of the tied.
  castings: fc.array(fc.array(fc.constantFrom(...NAMES), { maxLength: 3 }), { minLength: 2, maxLength: 2 }),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

/** The round that a commission would have of this world among `candidates`. */
function roundOf(drawn: World, candidates: string[], places: number, number: number): VotedRound {
  const voters = drawn.members.flatMap(({ present, recused }, index) =>
    present && !recused ? [index + 1] : [],
  );
  return {
    candidates,
    places,
    ballots: voters.map((seat) => ({
      seat,
      choices: (drawn.wishes[(drawn.picks[seat - 1 + 7 * number] ?? 0) % drawn.wishes.length] ?? [])
        .filter((one) => candidates.includes(one))
        .slice(0, places),
    })),
    casting: drawn.castings[number] ?? [],
    eligible: voters.length,
    chairSeat: drawn.chairSeat,
    chairVotes: voters.includes(drawn.chairSeat),
  };
}

describe('§5, §7, §17, §20, §21 sittings drawn at random', () => {
  it('agree with the second opinion, round by round and whole', () => {
    fc.assert(
      fc.property(world, (drawn) => {
        const { stage } = drawn;
        const candidates = NAMES.filter((_, index) => drawn.appearances[index] === 'appeared');
        const first = roundOf(drawn, candidates, stage === 'regional' ? 1 : 3, 0);
        const rounds = [first];
        const opened = roundOutcome(first, stage, edition, false);
        agree(opened, oracleRound(first, stage, false), drawn);
        if (opened.kind === 'revote') rounds.push(roundOf(drawn, opened.tied, opened.places, 1));
        const outcome = sittingOutcome(rounds, stage, edition);
        agree(outcome, oracleSitting(rounds, stage), drawn);
        const elected = 'elected' in outcome ? outcome.elected : [];
        expect(elected.every((one) => candidates.includes(one))).toBe(true);
        expect(new Set(elected).size).toBe(elected.length);
        for (const [appearance, code] of [
          ['no-show', 'NO_SHOW'],
          ['withdrawn', 'WITHDRAWN'],
        ] as const) {
          if (drawn.appearances.includes(appearance)) meet(code, outcome.kind);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('do not depend on the order of ballots or candidates', () => {
    fc.assert(
      fc.property(world, (drawn) => {
        const candidates = NAMES.filter((_, index) => drawn.appearances[index] === 'appeared');
        const round = roundOf(drawn, candidates, drawn.stage === 'regional' ? 1 : 3, 0);
        const turned = {
          ...round,
          candidates: [...round.candidates].reverse(),
          ballots: [...round.ballots].reverse(),
        };
        for (const again of [false, true]) {
          expect(inWords(roundOutcome(turned, drawn.stage, edition, again))).toEqual(
            inWords(roundOutcome(round, drawn.stage, edition, again)),
          );
        }
      }),
      { numRuns: RUNS / 10 },
    );
  });
});

describe('§17, §20 a ballot', () => {
  const ballot = fc.record({
    stage: fc.constantFrom(...STAGES),
    seat: fc.integer({ min: 1, max: 7 }),
    choices: fc.array(fc.constantFrom(...NAMES), { maxLength: 5 }),
    candidates: fc.subarray(NAMES),
    places: fc.integer({ min: 1, max: 3 }),
    present: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
    recused: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
  });

  it('is taken exactly where it is one of the lawful ones of somebody who may vote', () => {
    fc.assert(
      fc.property(ballot, ({ stage, seat, choices, candidates, places, present, recused }) => {
        const seats = stage === 'regional' ? 1 : places;
        const eligible = present.filter((one) => !recused.includes(one));
        const round = { candidates, places: seats, present, eligible, stage };
        const codes = ballotFindings({ seat, choices }, round, edition).map(({ code }) => code);
        const lawful = lawfulBallots(candidates, seats).some(
          (one) => [...one].sort().join() === [...choices].sort().join(),
        );
        expect(codes.length === 0).toBe(lawful && eligible.includes(seat));
        if (!present.includes(seat)) expect(codes).toEqual(['SEAT_NOT_PRESENT']);
        else if (recused.includes(seat)) expect(codes).toEqual(['SEAT_RECUSED']);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('§5, §7 quorum', () => {
  /** A commission with a sitting that has just been opened. */
  const calledWith = (quorate: boolean): Standstill => ({
    nobodyLeft: false,
    fewMarkers: false,
    sitting: {
      quorate,
      closed: false,
      outcome: null,
      code: '',
      candidates: 2,
      elected: 0,
      places: 1,
      appearances: ['appeared', 'appeared'],
      voters: 5,
      minVoters: 4,
    },
  });

  it('of every commission of up to sixty members', () => {
    for (let seats = 0; seats <= 60; seats += 1) {
      for (let present = 0; present <= seats; present += 1) {
        for (const stage of STAGES) {
          const said = quorum(seats, present, stage, edition);
          const expected = { needed: oracleNeeded(seats), quorate: oracleQuorate(seats, present) };
          expect([seats, present, said]).toEqual([seats, present, expected]);
          const stops = deadEndsOf(calledWith(oracleQuorate(seats, present)));
          if (!expected.quorate) for (const { code, outcome } of stops) meet(code, outcome);
          expect([seats, present, stops.length > 0]).toEqual([seats, present, !expected.quorate]);
        }
      }
    }
  });
});

describe('§15, Appendix 2 marks', () => {
  const CRITERIA = 6;
  const line = fc.record({
    mark: fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 0, max: 5 }) },
      fc.constantFrom(-1, 6, 0.5, 4.999, Number.NaN, Infinity, -0),
    ),
    violation: fc.boolean(),
  });

  it('a sheet is lawful exactly where each of its lines is', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: CRITERIA - 1, maxLength: CRITERIA + 1 }), (lines) => {
        const sheet = {
          marks: lines.map(({ mark }) => mark),
          violations: lines.map(({ violation }) => violation),
        };
        const findings = sheetFindings(sheet, edition);
        if (lines.length !== CRITERIA) expect(findings.map(({ code }) => code)).toEqual(['MARKS_COUNT']);
        else {
          const wrong = lines.flatMap(({ mark, violation }, index) =>
            lawfulMarks(violation).some((lawful) => lawful === mark) ? [] : [index + 1],
          );
          expect(findings.map(({ values }) => values?.criterion)).toEqual(wrong);
        }
      }),
      { numRuns: RUNS },
    );
  });

  const sheets = fc.array(
    fc.array(fc.integer({ min: 0, max: 5 }), { minLength: CRITERIA, maxLength: CRITERIA }),
    { maxLength: 7 },
  );
  /** Around the border, where a rounding would show. */
  const close = fc
    .array(fc.integer({ min: 14, max: 17 }), { minLength: 1, maxLength: 7 })
    .map((totals) =>
      totals.map((total) =>
        [5, 5, total - 10, 0, 0, 0]
          .map((mark) => Math.min(mark, 5))
          .map((mark, index) => (index === 3 ? Math.max(0, total - 15) : mark)),
      ),
    );

  it('the mean passes exactly where something is left above 15', () => {
    fc.assert(
      fc.property(fc.oneof(sheets, close), (list) => {
        const { sum, count, passed } = selectionOutcome(
          list.map((marks) => ({ marks })),
          edition,
        );
        expect([sum, count]).toEqual([list.flat().reduce((all, mark) => all + mark, 0), list.length]);
        expect([list, passed]).toEqual([list, oraclePasses(list)]);
      }),
      { numRuns: RUNS },
    );
  });

  it('every sum of every number of sheets', () => {
    for (let count = 0; count <= 7; count += 1) {
      for (let sum = 0; sum <= 30 * count; sum += 1) {
        // The points are dealt out as they come: only their sum matters.
        const dealt = Array.from({ length: count }, (_, index) => [
          Math.min(30, Math.max(0, sum - 30 * index)),
          0,
          0,
          0,
          0,
          0,
        ]);
        const { passed } = selectionOutcome(
          dealt.map((marks) => ({ marks })),
          edition,
        );
        expect([count, sum, passed]).toEqual([count, sum, oraclePasses(dealt)]);
      }
    }
  });

  it('sheets of five, or of all who may mark', () => {
    for (let eligible = 0; eligible <= 7; eligible += 1) {
      expect(sheetsNeeded(eligible, edition)).toBe(oracleSheets(eligible));
      if (eligible < 5) meet('FEW_SHEETS', 'fewer-sheets');
    }
  });
});

it('every dead end of the table was met, with the outcome that it names', () => {
  const missed = DEAD_ENDS.filter(({ code, outcome }) => met.get(code)?.has(outcome) !== true);
  expect(missed.map(({ code, outcome }) => `${code} ${outcome}`)).toEqual([]);
});
