// A slow second opinion on ballots, quorum and marks, written from the regulation's text and its dead ends by another
// road: it tries every possible outcome and keeps those that the text allows. It shares no code with rules/, and its
// numbers are those of the text.

export type OracleBallot = { seat: number; choices: string[] };
export type OracleRound = {
  candidates: string[];
  places: number;
  ballots: OracleBallot[];
  casting: string[];
  eligible: number;
  chairSeat: number;
  chairVotes: boolean;
};
export type Verdict = {
  kind: 'decided' | 'none' | 'new-sitting' | 'casting' | 'revote';
  /** Sorted. */
  elected: string[];
  /** Sorted; empty where there is no tie. */
  tied: string[];
  places: number;
  byChair: boolean;
  /** The dead end that was met on the way; '' on the plain road. */
  deadEnd: string;
};

/** Every way to choose from `list`, the empty one included. */
export function subsets(list: string[]): string[][] {
  const [first, ...rest] = list;
  if (first === undefined) return [[]];
  const without = subsets(rest);
  return [...without, ...without.map((chosen) => [first, ...chosen])];
}

const inside = (list: string[], one: string): boolean => list.includes(one);
const same = (a: string[], b: string[]): boolean =>
  a.length === b.length && a.every((one) => inside(b, one)) && b.every((one) => inside(a, one));

/** How many people named `candidate`: an open ballot counts once for each name on it. */
function voices({ ballots }: OracleRound, candidate: string): number {
  let n = 0;
  for (const { choices } of ballots) if (inside(choices, candidate)) n += 1;
  return n;
}

/**
 * Every group that may be called elected: as large as the places and the candidates with a voice allow, each with a
 * voice, and nobody outside with more voices than somebody inside. One group is a decision, several are a tie.
 */
function electable(round: OracleRound): string[][] {
  const heard = round.candidates.filter((one) => voices(round, one) > 0);
  const size = heard.length < round.places ? heard.length : round.places;
  return subsets(heard).filter(
    (group) =>
      group.length === size &&
      heard.every(
        (outside) =>
          inside(group, outside) || group.every((one) => voices(round, one) >= voices(round, outside)),
      ),
  );
}

const PLAIN: Verdict = { kind: 'none', elected: [], tied: [], places: 0, byChair: false, deadEnd: '' };

/** §5, §7, §17, §20, §21 and the dead ends, for one round. */
export function oracleRound(
  round: OracleRound,
  stage: 'regional' | 'republican',
  isRevote: boolean,
): Verdict {
  if (round.candidates.length === 0) return { ...PLAIN, deadEnd: 'NO_CONTENDERS' };
  if (round.eligible <= 3) return { ...PLAIN, kind: 'new-sitting', deadEnd: 'TOO_FEW_VOTERS' };
  const groups = electable(round);
  const sure = round.candidates.filter((one) => groups.every((group) => inside(group, one)));
  const all = round.candidates.filter((one) => groups.some((group) => inside(group, one)));
  if (all.length === 0) return { ...PLAIN, kind: 'new-sitting', deadEnd: 'NO_VOTES' };
  const decided = (group: string[], byChair: boolean, deadEnd: string): Verdict => ({
    ...PLAIN,
    kind: 'decided',
    elected: [...group].sort(),
    byChair,
    deadEnd,
  });
  if (groups.length === 1) {
    const alone = round.candidates.length === 1 ? 'ONE_CONTENDER' : '';
    return decided(all, false, all.length < round.places ? 'FEWER_THAN_THREE' : alone);
  }
  const open = {
    elected: [...sure].sort(),
    tied: all.filter((one) => !inside(sure, one)).sort(),
    places: (groups[0] ?? []).length - sure.length,
  };
  if (stage === 'republican' && !isRevote) {
    return { ...PLAIN, ...open, kind: 'revote', deadEnd: 'TIE_REVOTE' };
  }
  if (!round.chairVotes) return { ...PLAIN, kind: 'new-sitting', deadEnd: 'TIE_WITHOUT_CHAIR' };
  // The chair's word: the casting vote, else the open ballot as far as it speaks of the tied.
  const ballot = round.ballots.find(({ seat }) => seat === round.chairSeat)?.choices ?? [];
  for (const word of [round.casting, ballot.filter((one) => inside(open.tied, one))]) {
    const group = groups.find((one) => same(one, [...sure, ...word]));
    if (group !== undefined) return decided(group, true, 'TIE_CHAIR');
  }
  return { ...PLAIN, ...open, kind: 'casting', deadEnd: 'TIE_CHAIR' };
}

/** A sitting: a second round is about the places that the first left open; what was elected before stays elected. */
export function oracleSitting(rounds: OracleRound[], stage: 'regional' | 'republican'): Verdict {
  const verdicts = rounds.map((round, index) => oracleRound(round, stage, index > 0));
  const last = verdicts.at(-1);
  if (last === undefined) return { ...PLAIN, deadEnd: 'NO_CONTENDERS' };
  if (last.kind !== 'decided' && last.kind !== 'casting') return last;
  const before = verdicts.slice(0, -1).flatMap(({ kind, elected }) => (kind === 'revote' ? elected : []));
  return { ...last, elected: [...before, ...last.elected].sort() };
}

/** Every ballot that may be cast: nobody, or some of the candidates, as many as there are places and three at most. */
export const lawfulBallots = (candidates: string[], places: number): string[][] =>
  subsets(candidates).filter((chosen) => chosen.length <= places && chosen.length <= 3);

/** «Не менее 2/3»: counted in thirds of a member, so that nothing is rounded. */
export const oracleQuorate = (members: number, present: number): boolean => present * 3 >= members * 2;

/** The least number of members with whom a sitting is lawful. */
export function oracleNeeded(members: number): number {
  let present = 0;
  while (!oracleQuorate(members, present)) present += 1;
  return present;
}

/** Appendix 2: what may stand in one line of a sheet; a violation is 0. */
export const lawfulMarks = (violation: boolean): number[] => (violation ? [0] : [0, 1, 2, 3, 4, 5]);

/** §15 «более 15 баллов»: the mean by taking away, point by point; more is more, however little. */
export function oraclePasses(sheets: number[][]): boolean {
  let points = 0;
  for (const sheet of sheets) for (const mark of sheet) points += mark;
  if (sheets.length === 0) return false;
  let mean = 0;
  while (points >= sheets.length) {
    points -= sheets.length;
    mean += 1;
  }
  return mean > 15 || (mean === 15 && points > 0);
}

/** Five sheets, or those of all who may mark where they are fewer. */
export const oracleSheets = (eligible: number): number => (eligible < 5 ? eligible : 5);
