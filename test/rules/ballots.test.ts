import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ballotFindings, roundOutcome, sittingOutcome, tally } from '#rules/ballots';
import type { VotedRound } from '#rules/ballots';
import { compositionFindings, quorum } from '#rules/commission';
import { DEAD_ENDS } from '#rules/dead-ends';
import { edition } from '../support/edition.ts';
import { round } from '../support/round.ts';

const regional = (votes: string[], changes?: Partial<VotedRound>) =>
  roundOutcome(round(votes, changes), 'regional', edition, false);

describe('§5 quorum and composition', () => {
  test.each([
    [4, false],
    [5, true],
    [6, true],
    [7, true],
  ])('%i of seven present: %s', (present, quorate) => {
    expect(quorum(7, present, 'regional', edition)).toEqual({ needed: 5, quorate });
  });

  const seats = (members: number, chairs = 1, secretaries = 1) => [
    ...Array.from({ length: chairs }, () => ({ role: 'chair' })),
    ...Array.from({ length: members - chairs }, () => ({ role: 'member' })),
    ...Array.from({ length: secretaries }, () => ({ role: 'secretary' })),
  ];
  test.each([
    ['six', seats(6), ['MEMBERS_COUNT']],
    ['seven', seats(7), []],
    ['eight', seats(8), ['MEMBERS_COUNT']],
    ['no chair', seats(7, 0), ['CHAIR_COUNT']],
    ['two chairs', seats(7, 2), ['CHAIR_COUNT']],
    ['no secretary', seats(7, 1, 0), ['SECRETARY_COUNT']],
    ['a chair without an office', seats(7).map((seat) => ({ ...seat, position: ' ' })), ['POSITION_MISSING']],
    ['people with theirs', seats(7).map((seat) => ({ ...seat, position: 'Басшы' })), []],
  ])('a commission of %s', (_, list, codes) => {
    expect(compositionFindings(list, 'regional', edition).map(({ clause, code }) => [clause, code])).toEqual(
      codes.map((code) => ['5', code]),
    );
  });
});

describe('§7 quorum of the republican commission', () => {
  test.each([
    [4, false],
    [5, true],
  ])('%i of seven: %s', (present, quorate) => {
    expect(quorum(7, present, 'republican', edition).quorate).toBe(quorate);
  });
});

describe('§17 one finalist a region', () => {
  it('plurality decides', () => {
    expect(regional(['A', 'A', 'A', 'B', 'B', 'C', ''])).toEqual({
      kind: 'decided',
      elected: ['A'],
      byChair: false,
    });
  });

  it("a tie is decided by the chair's own ballot", () => {
    expect(regional(['B', 'A', 'A', 'A', 'B', 'B', ''])).toEqual({
      kind: 'decided',
      elected: ['B'],
      byChair: true,
    });
  });

  it('a chair who voted for another is asked for the casting vote', () => {
    const asked = regional(['C', 'A', 'A', 'B', 'B']);
    expect(asked).toMatchObject({
      kind: 'casting',
      tied: ['A', 'B'],
      places: 1,
      finding: { clause: '5', code: 'CASTING_VOTE_NEEDED' },
    });
    expect(regional(['C', 'A', 'A', 'B', 'B'], { casting: ['B'] })).toEqual({
      kind: 'decided',
      elected: ['B'],
      byChair: true,
    });
  });

  it('a casting vote for somebody who is not tied decides nothing', () => {
    expect(regional(['C', 'A', 'A', 'B', 'B'], { casting: ['C'] }).kind).toBe('casting');
  });

  it('a tie without the chair is left to a new sitting', () => {
    expect(regional(['A', 'A', 'B', 'B', ''], { chairVotes: false })).toMatchObject({
      kind: 'new-sitting',
      finding: { clause: '5', code: 'TIE_WITHOUT_CHAIR' },
    });
  });

  it('nobody wins with zero votes', () => {
    expect(regional(['', '', '', '', ''])).toMatchObject({
      kind: 'new-sitting',
      finding: { clause: '17', code: 'NO_VOTES' },
    });
  });

  it('one contender needs a vote', () => {
    expect(regional(['A', '', '', '', ''], { candidates: ['A'] })).toEqual({
      kind: 'decided',
      elected: ['A'],
      byChair: false,
    });
  });

  it('without contenders nobody is elected', () => {
    expect(regional([], { candidates: [], eligible: 7 })).toMatchObject({
      kind: 'none',
      finding: { code: 'NO_CONTENDERS' },
    });
  });

  test.each([
    [3, 'new-sitting'],
    [4, 'decided'],
    [5, 'decided'],
  ])('with %i members who may vote: %s', (eligible, kind) => {
    expect(regional(['A', 'A', 'A'], { eligible }).kind).toBe(kind);
  });

  it('counts every ballot once', () => {
    const votes = fc.array(fc.constantFrom('A', 'B', 'C', ''), { minLength: 5, maxLength: 7 });
    fc.assert(
      fc.property(votes, (list) => {
        const cast = round(list);
        const counted = [...tally(cast.ballots, cast.candidates).values()].reduce((a, b) => a + b, 0);
        expect(counted).toBe(list.filter((vote) => vote !== '').length);
        const outcome = roundOutcome(cast, 'regional', edition, false);
        if (outcome.kind === 'decided') {
          const most = Math.max(...tally(cast.ballots, cast.candidates).values());
          expect(outcome.elected.map((id) => tally(cast.ballots, cast.candidates).get(id))).toEqual([most]);
        }
      }),
    );
  });
});

describe('§20 up to three marks a member', () => {
  const bounds = {
    candidates: ['A', 'B', 'C', 'D'],
    places: 3,
    present: [1, 2],
    eligible: [1],
    stage: 'republican' as const,
  };
  test.each([
    [1, ['A', 'B'], []],
    [1, ['A', 'B', 'C'], []],
    [1, ['A', 'B', 'C', 'D'], ['TOO_MANY_CHOICES']],
    [1, ['A', 'A'], ['DOUBLE_CHOICE']],
    [1, ['X'], ['UNKNOWN_CANDIDATE']],
    [2, ['A'], ['SEAT_RECUSED']],
    [3, ['A'], ['SEAT_NOT_PRESENT']],
  ])('seat %i with %j', (seat, choices, codes) => {
    expect(ballotFindings({ seat, choices }, bounds, edition).map(({ code }) => code)).toEqual(codes);
  });
});

describe('§21 three winners', () => {
  const republican = (...rounds: VotedRound[]) => sittingOutcome(rounds, 'republican', edition);
  const first = ['ABC', 'ABC', 'ABC', 'ABD', 'ABD', 'ABD', 'AB'];

  it('the three with most votes win, unranked', () => {
    expect(republican(round(['ABC', 'ABC', 'ABC', 'ABD', 'ABC'], { places: 3 }))).toEqual({
      kind: 'decided',
      elected: ['A', 'B', 'C'],
      byChair: false,
    });
  });

  it('a tie at the border is voted on once more among the tied', () => {
    expect(republican(round(first, { places: 3 }))).toMatchObject({
      kind: 'revote',
      elected: ['A', 'B'],
      tied: ['C', 'D'],
      places: 1,
      finding: { clause: '21', code: 'TIE_REVOTE' },
    });
  });

  it('the re-vote fills the place that was left', () => {
    const again = round(['D', 'D', 'D', 'D', 'C', 'C', 'C'], { candidates: ['C', 'D'] });
    expect(republican(round(first, { places: 3 }), again)).toEqual({
      kind: 'decided',
      elected: ['A', 'B', 'D'],
      byChair: false,
    });
  });

  it('a second tie is the chair’s', () => {
    const again = round(['C', 'C', 'C', 'D', 'D', 'D', ''], { candidates: ['C', 'D'] });
    expect(republican(round(first, { places: 3 }), again)).toEqual({
      kind: 'decided',
      elected: ['A', 'B', 'C'],
      byChair: true,
    });
  });

  it('with fewer finalists than places those with votes win', () => {
    const two = round(['AB', 'AB', 'A', 'B', ''], { candidates: ['A', 'B'], places: 3 });
    expect(republican(two)).toEqual({ kind: 'decided', elected: ['A', 'B'], byChair: false });
  });
});

it('every dead end names its paragraph and its reason', () => {
  expect(DEAD_ENDS.length).toBe(12);
  expect(DEAD_ENDS.every(({ clause, because }) => /^\d+$/.test(clause) && because.length > 20)).toBe(true);
});
