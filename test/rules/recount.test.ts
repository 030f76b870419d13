// §5, §7, §21: the votes of a sitting counted again, word for word: a re-vote and what may follow it, the chair's vote.

import { describe, expect, it, test } from 'vitest';
import type { Round } from '#rules/publication';
import { recount, votedRounds } from '#rules/recount';
import { regionalSteps, republicanSteps } from '#rules/verify-votes';
import type { Votes } from '#rules/recount';
import { edition } from '../support/edition.ts';
import { said } from '../support/said.ts';

const [A, B, C, D] = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(32)) as [
  string,
  string,
  string,
  string,
];
const NAMES: Record<string, string> = { A, B, C, D };
const sitting = {
  ...{ heldOn: '2026-10-12', members: 7, present: [1, 2, 3, 4, 5, 6, 7], chairSeat: 1, quorate: true },
};
/** 'AB' is a choice of two, '' an abstention; the first is the chair's. */
const round = (candidates: string[], places: number, votes: string[], casting: string[] = []): Round => ({
  ...{ candidates, places, recused: 0, casting },
  ballots: votes.map((vote, index) => ({
    seat: index + 1,
    choices: [...vote].map((letter) => NAMES[letter] ?? ''),
  })),
});
const votes = (...rounds: Round[]): Votes => ({
  contenders: [B, A, D, C].map((filing) => ({ filing, appearance: 'appeared' })),
  sittings: [sitting],
  rounds,
});
const counted = (body: Votes) => {
  const { elected, steps, findings } = recount(body, 'republican', edition);
  return { elected, steps: steps.map(said), findings: findings.map(({ code, values }) => [code, values]) };
};

/** Seven votes for A and for B, three for C and for D, who do not stand in the order of the alphabet. */
const first = round([D, C, B, A], 3, ['AB', 'ABC', 'ABC', 'ABC', 'ABD', 'ABD', 'ABD']);
const QUORUM = 'quorum §7\n  quorate day=2026-10-12 present=7 members=7 min=5 numerator=2 denominator=3';
const TALLY = 'tally round=1 tally=bbbbbbbb… – 7; aaaaaaaa… – 7; dddddddd… – 3; cccccccc… – 3 places=3';
const BALLOTS = 'ballots §7\n  stood appeared=4 candidates=4';
const of = (n: number): string => `  ballots round=${n} ballots=7 recused=0 sum=7 present=7`;

describe('§21 a re-vote among the tied', () => {
  it('follows from the tie, whatever the order of its candidates', () => {
    const again = round([D, C], 1, ['C', 'C', 'C', 'C', 'D', 'D', 'D']);
    expect(counted(votes(first, again))).toEqual({
      elected: [A, B, C],
      findings: [],
      steps: [
        QUORUM,
        `${BALLOTS}\n${of(1)}\n${of(2)}`,
        `votes §21\n  ${TALLY}\n  tally round=2 tally=cccccccc… – 4; dddddddd… – 3 places=1`,
      ],
    });
  });

  test.each([
    ['of one place more', round([C, D], 2, ['C', 'C', 'C', 'C', 'CD', 'D', 'D'])],
    ['among others', round([A, D], 1, ['A', 'A', 'A', 'A', 'D', 'D', 'D'])],
    ['among one of them', round([D], 1, ['D', 'D', 'D', 'D', 'D', 'D', 'D'])],
  ])('does not where it is %s', (_, again) => {
    expect(counted(votes(first, again)).findings).toEqual([['ROUND_NOT_FROM_TIE', { n: 2 }]]);
  });

  it('happens once: a second tie is the chair’s', () => {
    const again = round([C, D], 1, ['', 'C', 'C', 'C', 'D', 'D', 'D']);
    const third = round([C, D], 1, ['C', 'C', 'C', 'C', 'D', 'D', 'D']);
    expect(counted(votes(first, again, third)).findings).toEqual([['ROUND_NOT_FROM_TIE', { n: 3 }]]);
  });

  it('is still to come where a tie stands alone', () => {
    expect(counted(votes(first))).toMatchObject({ elected: null, findings: [['TIE_REVOTE', undefined]] });
  });
});

describe('§7 the chair’s vote', () => {
  const casting = (chosen: string, code: string): string =>
    `casting §7\n  ${code} tied=cccccccc…, dddddddd… chair=1 chosen=${chosen}`;
  const again = (chairs: string, ...cast: string[]) =>
    counted(
      votes(first, round([D, C], 1, [chairs, 'C', 'C', 'D', 'D', 'D', chairs === 'C' ? '' : 'C'], cast)),
    );

  it('the casting vote', () => {
    const { elected, steps, findings } = again('', D);
    expect([elected, findings, steps[3]]).toEqual([[A, B, D], [], casting('dddddddd…', 'casting')]);
  });

  it('the chair’s own ballot', () => {
    const { elected, steps, findings } = again('C');
    expect([elected, findings, steps[3]]).toEqual([[A, B, C], [], casting('cccccccc…', 'chairs-ballot')]);
  });

  it('neither: nobody is elected, which is not the same as none', () => {
    const { elected, steps, findings } = again('');
    expect([elected, findings]).toEqual([null, [['CASTING_VOTE_NEEDED', { n: 2 }]]]);
    expect(steps[3]?.split('\n').slice(0, 2).join('\n')).toBe(casting('', 'no-casting'));
  });
});

describe('§5 a sitting', () => {
  const nothing: Votes = { contenders: [], sittings: [], rounds: [] };
  it('that there was not has no quorum', () => {
    expect(counted(nothing)).toEqual({
      elected: null,
      findings: [['QUORUM_NOT_REACHED', { present: 0, min: 0 }]],
      steps: ['quorum §7\n  ! §7 QUORUM_NOT_REACHED refusal present=0 min=0'],
    });
    expect(votedRounds({ ...nothing, rounds: [first] })).toEqual([
      { ...first, eligible: 0, chairSeat: 0, chairVotes: false },
    ]);
  });

  it('to which nobody came elects none', () => {
    const body = { ...nothing, sittings: [sitting] };
    expect(counted(body)).toMatchObject({ elected: [], findings: [] });
  });
});

describe('§21 whom the publication names', () => {
  const organisation = { kk: 'Орталық', ru: 'Центр' };
  const finalists = [A, B, C, D].map((filing, n) => ({ commission: `1${n}`, filing, organisation }));
  const again = round([C, D], 1, ['C', 'C', 'C', 'C', 'D', 'D', 'D']);
  const outcome = (winners: typeof finalists): string | undefined => {
    const body = { kind: 'republican' as const, commission: 'KZ' as const, winners, ...votes(first, again) };
    const list = { kind: 'list' as const, finalists, none: [] };
    const made = { ...body, signedOn: '2026-10-13', protocolSha256: '' };
    return republicanSteps(made, edition, list).map(said).at(-1);
  };
  const elected = 'outcome §21\n  elected elected=aaaaaaaa…, bbbbbbbb…, cccccccc… published=';

  it('three and no more, in order of their filings', () => {
    expect(outcome(finalists.slice(0, 3))).toBe(`${elected}aaaaaaaa…, bbbbbbbb…, cccccccc…`);
    expect(outcome(finalists.slice(0, 2))).toBe(
      `${elected}aaaaaaaa…, bbbbbbbb…\n  ! §21 OUTCOME_NOT_FROM_VOTES refusal`,
    );
    expect(outcome([])).toBe(`${elected}–\n  ! §21 OUTCOME_NOT_FROM_VOTES refusal`);
  });

  it('§17 nobody where the only one who passed withdrew', () => {
    const selection = {
      ...{ kind: 'selection' as const, commission: '10', received: 1, withdrawn: 0, transferredAway: 0 },
      ...{ notAdmitted: [], admitted: [{ filing: A, recused: 0, sheets: [], passed: true }] },
      ...{ confirmedOn: '', signedOn: '', protocolSha256: '' },
    };
    const regional = (appearance: 'withdrawn' | 'no-show') => ({
      ...{ kind: 'regional' as const, commission: '10', contenders: [{ filing: A, appearance }] },
      ...{ sittings: [], rounds: [], finalist: null, signedOn: '', protocolSha256: '' },
    });
    const last = (appearance: 'withdrawn' | 'no-show') =>
      regionalSteps(regional(appearance), edition, selection).map(said).at(-1);
    expect(last('withdrawn')).toBe('outcome §17\n  elected elected=– published=–');
    expect(last('no-show')).toBe(
      'outcome §17\n  elected elected=– published=–\n  ! §17 OUTCOME_NOT_FROM_VOTES refusal',
    );
  });
});
