// Where the text stops: each dead end of marking and voting with the way on that we read into it.

export type DeadEnd = {
  code: string;
  clause: string;
  /** What the rules answer: a finding, or an outcome that needs none. */
  outcome: 'decided' | 'none' | 'new-sitting' | 'casting' | 'revote' | 'fewer-sheets';
  /** True where the regulation is silent. */
  interpretation: boolean;
  because: string;
};

export const DEAD_ENDS: readonly DeadEnd[] = [
  {
    code: 'TIE_CHAIR',
    clause: '5',
    outcome: 'casting',
    interpretation: false,
    because: 'The vote of the chair decides a disputed question.',
  },
  {
    code: 'TIE_WITHOUT_CHAIR',
    clause: '5',
    outcome: 'new-sitting',
    interpretation: true,
    because:
      'Nobody else has the deciding vote: a chair who is absent or recused leaves the tie to a new sitting.',
  },
  {
    code: 'NO_VOTES',
    clause: '17',
    outcome: 'new-sitting',
    interpretation: true,
    because: 'A commission that only abstains has determined nobody; nobody wins with zero votes.',
  },
  {
    code: 'ONE_CONTENDER',
    clause: '17',
    outcome: 'decided',
    interpretation: true,
    because: 'One contender is voted on like several and needs at least one vote.',
  },
  {
    code: 'NO_CONTENDERS',
    clause: '17',
    outcome: 'none',
    interpretation: true,
    because: 'Where nobody passed, came or stayed, the region has no finalist.',
  },
  {
    code: 'FEWER_THAN_THREE',
    clause: '21',
    outcome: 'decided',
    interpretation: true,
    because: 'With fewer finalists with votes than places, those with votes win.',
  },
  {
    code: 'TIE_REVOTE',
    clause: '21',
    outcome: 'revote',
    interpretation: true,
    because:
      'A tie at the border of the three places is voted on once more among the tied before the chair decides.',
  },
  {
    code: 'NO_SHOW',
    clause: '16',
    outcome: 'decided',
    interpretation: true,
    because: 'Who did not come is not on the ballot; the sitting goes on with the others.',
  },
  {
    code: 'WITHDRAWN',
    clause: '17',
    outcome: 'decided',
    interpretation: true,
    because: 'Who withdraws after the selection is not on the ballot.',
  },
  {
    code: 'FEW_SHEETS',
    clause: '15',
    outcome: 'fewer-sheets',
    interpretation: true,
    because: 'Where fewer than five members may mark, the sheets of all of them are the basis.',
  },
  {
    code: 'TOO_FEW_VOTERS',
    clause: '5',
    outcome: 'new-sitting',
    interpretation: true,
    because:
      'An item on which fewer than four present members may vote is not decided; the Agency replaces members.',
  },
];
