// Where the text stops: each dead end of marking and voting with the way on that we read into it.

export type DeadEnd = {
  code: string;
  clause: string;
  /** The act that goes on from there. */
  way:
    | 'casting-vote'
    | 'call-sitting'
    | 'close-vote'
    | 'ballot'
    | 'open-sitting'
    | 'sign-protocol'
    | 'publish-result'
    | 'commit-sheets'
    | 'replace-seat';
  /** What the rules answer: a finding, or an outcome that needs none. */
  outcome: 'decided' | 'none' | 'new-sitting' | 'casting' | 'revote' | 'fewer-sheets';
  /** True where the regulation is silent. */
  interpretation: boolean;
  because: string;
};

export const DEAD_ENDS: readonly DeadEnd[] = [
  {
    code: 'NO_QUORUM',
    clause: '5',
    way: 'call-sitting',
    outcome: 'new-sitting',
    interpretation: false,
    because:
      'A sitting is lawful with two thirds of the members; without them it decides nothing and is called again.',
  },
  {
    code: 'TIE_CHAIR',
    clause: '5',
    way: 'casting-vote',
    outcome: 'casting',
    interpretation: false,
    because: 'The vote of the chair decides a disputed question.',
  },
  {
    code: 'TIE_WITHOUT_CHAIR',
    clause: '5',
    way: 'call-sitting',
    outcome: 'new-sitting',
    interpretation: true,
    because:
      'Nobody else has the deciding vote: a chair who is absent or recused leaves the tie to a new sitting.',
  },
  {
    code: 'NO_VOTES',
    clause: '17',
    way: 'call-sitting',
    outcome: 'new-sitting',
    interpretation: true,
    because: 'A commission that only abstains has determined nobody; nobody wins with zero votes.',
  },
  {
    code: 'ONE_CONTENDER',
    clause: '17',
    way: 'sign-protocol',
    outcome: 'decided',
    interpretation: true,
    because: 'One contender is voted on like several and needs at least one vote.',
  },
  {
    code: 'NO_CONTENDERS',
    clause: '17',
    way: 'publish-result',
    outcome: 'none',
    interpretation: true,
    because: 'Where nobody passed, came or stayed, the region has no finalist.',
  },
  {
    code: 'FEWER_THAN_THREE',
    clause: '21',
    way: 'sign-protocol',
    outcome: 'decided',
    interpretation: true,
    because: 'With fewer finalists with votes than places, those with votes win.',
  },
  {
    code: 'TIE_REVOTE',
    clause: '21',
    way: 'close-vote',
    outcome: 'revote',
    interpretation: true,
    because:
      'A tie at the border of the three places is voted on once more among the tied before the chair decides.',
  },
  {
    code: 'NO_SHOW',
    clause: '16',
    way: 'ballot',
    outcome: 'decided',
    interpretation: true,
    because: 'Who did not come is not on the ballot; the sitting goes on with the others.',
  },
  {
    code: 'WITHDRAWN',
    clause: '17',
    way: 'open-sitting',
    outcome: 'decided',
    interpretation: true,
    because: 'Who withdraws after the selection is not on the ballot.',
  },
  {
    code: 'FEW_SHEETS',
    clause: '15',
    way: 'commit-sheets',
    outcome: 'fewer-sheets',
    interpretation: true,
    because: 'Where fewer than five members may mark, the sheets of all of them are the basis.',
  },
  {
    code: 'TOO_FEW_VOTERS',
    clause: '5',
    way: 'replace-seat',
    outcome: 'new-sitting',
    interpretation: true,
    because:
      'An item on which fewer than four present members may vote is not decided; the Agency replaces members.',
  },
];

/** What is known of a commission where it may have stopped. */
export type Standstill = {
  /** Everybody who passed has withdrawn, or nobody passed, and the selection is public. */
  nobodyLeft: boolean;
  /** Fewer members than sheets are asked for may mark one of the applications, and marking is open. */
  fewMarkers: boolean;
  sitting: null | {
    quorate: boolean;
    closed: boolean;
    /** What the ballots say now, or said when the vote was closed; null while ballots are missing. */
    outcome: null | 'decided' | 'none' | 'new-sitting' | 'casting' | 'revote';
    /** Code of its finding, '' where it has none. */
    code: string;
    candidates: number;
    elected: number;
    places: number;
    appearances: ('appeared' | 'no-show' | 'withdrawn')[];
    /** Present members who may vote on the item, and how many it needs. */
    voters: number;
    minVoters: number;
  };
};

const OF_OUTCOME: Record<string, string> = { casting: 'TIE_CHAIR', revote: 'TIE_REVOTE' };

/** The dead ends in which a commission stands now, in the order of the table. */
export function deadEndsOf({ nobodyLeft, fewMarkers, sitting }: Standstill): DeadEnd[] {
  const codes = new Set<string>();
  if (fewMarkers) codes.add('FEW_SHEETS');
  if (nobodyLeft) codes.add('NO_CONTENDERS');
  if (sitting !== null && !nobodyLeft) {
    const { outcome } = sitting;
    if (!sitting.quorate) codes.add('NO_QUORUM');
    else {
      if (outcome !== null) codes.add(OF_OUTCOME[outcome] ?? sitting.code);
      if (sitting.candidates > 0 && sitting.voters < sitting.minVoters && !sitting.closed)
        codes.add('TOO_FEW_VOTERS');
      if (sitting.candidates === 1 && sitting.places === 1) codes.add('ONE_CONTENDER');
      if (outcome === 'decided' && sitting.elected < sitting.places) codes.add('FEWER_THAN_THREE');
      // They tell how the vote is held, so they are over with it.
      if (!sitting.closed && sitting.appearances.includes('no-show')) codes.add('NO_SHOW');
      if (!sitting.closed && sitting.appearances.includes('withdrawn')) codes.add('WITHDRAWN');
    }
  }
  return DEAD_ENDS.filter(({ code }) => codes.has(code));
}
