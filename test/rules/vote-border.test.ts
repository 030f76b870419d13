// §5, §17, §21: whom a vote elects at its border, what is said of a ballot and of a composition.

import { describe, expect, it, test } from 'vitest';
import { ballotFindings, roundOutcome, sittingOutcome, tally } from '#rules/ballots';
import { compositionFindings } from '#rules/commission';
import { edition } from '../support/edition.ts';
import { round } from '../support/round.ts';

describe('§5 what is said of a composition', () => {
  const seat = (role: string, more: object = {}) => ({ role, ...more });
  const members = (count: number) => Array.from({ length: count }, () => seat('member'));
  test.each<[string, { role: string }[], string, object]>([
    ['six', [seat('chair'), ...members(5), seat('secretary')], 'MEMBERS_COUNT', { n: 6, needed: 7 }],
    ['two chairs', [seat('chair'), seat('chair'), ...members(5), seat('secretary')], 'CHAIR_COUNT', { n: 2 }],
    [
      'two secretaries',
      [seat('chair'), ...members(6), seat('secretary'), seat('secretary')],
      'SECRETARY_COUNT',
      { n: 2 },
    ],
    [
      'two without an office, of whom the first is named',
      [
        seat('chair', { position: ' ', name: 'Ким' }),
        ...members(6),
        seat('secretary', { position: '', name: 'Оспан' }),
      ],
      'POSITION_MISSING',
      { name: 'Ким' },
    ],
    [
      'one person on two seats',
      [seat('chair', { email: 'a@b.kz' }), ...members(6), seat('secretary', { email: 'a@b.kz' })],
      'SAME_PERSON_TWICE',
      {},
    ],
  ])('%s', (_, list, code, values) => {
    expect(compositionFindings(list, 'republican', edition)).toEqual([
      { clause: '7', code, kind: 'refusal', values },
    ]);
  });

  it('two addresses are two people', () => {
    const list = [seat('chair', { email: 'a@b.kz' }), ...members(6), seat('secretary', { email: 'c@b.kz' })];
    expect(compositionFindings(list, 'regional', edition)).toEqual([]);
  });
});

describe('§17, §21 the border of a vote', () => {
  // Not in the order of the alphabet, in which they are elected.
  const candidates = ['D', 'C', 'B', 'A'];

  it('who is elected stands in one order, whoever was counted first', () => {
    expect(
      sittingOutcome(
        [round(['DB', 'DB', 'DA'], { candidates, places: 2, eligible: 7 })],
        'republican',
        edition,
      ),
    ).toEqual({
      kind: 'decided',
      elected: ['B', 'D'],
      byChair: false,
    });
    const two = round(['DB', 'DB', 'DA'], { candidates, places: 2, eligible: 7 });
    expect(roundOutcome(two, 'republican', edition, false)).toMatchObject({ elected: ['B', 'D'] });
    const tied = round(['DC', 'DC', 'DA', 'DA'], { candidates, places: 2 });
    expect(roundOutcome(tied, 'republican', edition, false)).toEqual({
      kind: 'revote',
      elected: ['D'],
      tied: ['A', 'C'],
      places: 1,
      finding: { clause: '21', code: 'TIE_REVOTE', kind: 'refusal' },
    });
    expect(roundOutcome({ ...tied, casting: ['A'] }, 'republican', edition, true)).toEqual({
      kind: 'decided',
      elected: ['A', 'D'],
      byChair: true,
    });
    const again = round(['D', 'D', 'D', 'C', 'C', 'C', ''], { candidates: ['D', 'C'], chairSeat: 7 });
    expect(sittingOutcome([tied, again], 'republican', edition)).toEqual({
      kind: 'casting',
      elected: ['D'],
      tied: ['C', 'D'],
      places: 1,
      finding: { clause: '7', code: 'CASTING_VOTE_NEEDED', kind: 'refusal', values: { n: 2 } },
    });
    const decided = round(['A', 'A', 'A', 'C', '', '', ''], { candidates: ['C', 'A'] });
    expect(sittingOutcome([tied, decided], 'republican', edition)).toMatchObject({ elected: ['A', 'D'] });
  });

  it('a casting vote names as many of the tied as there are places, each once', () => {
    const three = round(['ABC', 'ABC', 'ABC', 'ABC'], { places: 2, chairSeat: 9 });
    const cast = (casting: string[]) => roundOutcome({ ...three, casting }, 'republican', edition, true);
    expect(cast(['C', 'A'])).toMatchObject({ kind: 'decided', elected: ['A', 'C'], byChair: true });
    for (const casting of [['A', 'A'], ['A', 'D'], ['D', 'A'], ['A'], ['A', 'B', 'C']])
      expect([casting, cast(casting).kind]).toEqual([casting, 'casting']);
    const one = round(['C', 'A', 'A', 'B', 'B'], { casting: ['B', 'B'] });
    expect(roundOutcome(one, 'regional', edition, false).kind).toBe('casting');
  });

  it('of the chair’s own ballot only what is tied counts', () => {
    const votes = ['CD', 'CD', 'C', 'E', 'E', ''];
    const again = round(votes, { candidates: ['C', 'D', 'E'], places: 2 });
    expect(roundOutcome(again, 'republican', edition, true)).toEqual({
      kind: 'decided',
      elected: ['C', 'D'],
      byChair: true,
    });
    const other = { ...again, chairSeat: 4 };
    expect(roundOutcome(other, 'republican', edition, true)).toMatchObject({ elected: ['C', 'E'] });
  });

  it('a vote for somebody who does not stand is one vote', () => {
    expect([...tally([{ seat: 1, choices: ['X'] }], ['A'])]).toEqual([
      ['A', 0],
      ['X', 1],
    ]);
  });

  it('without a round nobody stood', () => {
    for (const [stage, clause] of [
      ['regional', '17'],
      ['republican', '21'],
    ] as const)
      expect(sittingOutcome([], stage, edition)).toEqual({
        kind: 'none',
        finding: { clause, code: 'NO_CONTENDERS', kind: 'refusal' },
      });
  });

  const bounds = { candidates: ['A', 'B', 'C', 'D', 'E'], present: [1], eligible: [1] };
  test.each([
    ['regional', 4, 4, []],
    ['regional', 4, 5, [{ clause: '17', code: 'TOO_MANY_CHOICES', kind: 'refusal', values: { n: 4 } }]],
    ['republican', 4, 3, []],
    ['republican', 4, 4, [{ clause: '21', code: 'TOO_MANY_CHOICES', kind: 'refusal', values: { n: 3 } }]],
    ['republican', 2, 3, [{ clause: '21', code: 'TOO_MANY_CHOICES', kind: 'refusal', values: { n: 2 } }]],
  ] as const)('%s, %i places: %i choices', (stage, places, count, expected) => {
    const choices = bounds.candidates.slice(0, count);
    expect(ballotFindings({ seat: 1, choices }, { ...bounds, places, stage }, edition)).toEqual(expected);
  });

  it('a seat that may not vote is named', () => {
    const by = { ...bounds, places: 1, stage: 'regional' as const, present: [1, 2] };
    expect(ballotFindings({ seat: 2, choices: [] }, by, edition)).toEqual([
      { clause: '5', code: 'SEAT_RECUSED', kind: 'refusal', values: { seat: 2 } },
    ]);
    expect(ballotFindings({ seat: 3, choices: [] }, by, edition)).toEqual([
      { clause: '5', code: 'SEAT_NOT_PRESENT', kind: 'refusal', values: { seat: 3 } },
    ]);
  });
});
