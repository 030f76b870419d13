// The outcome of the contest by region, from the publications in force, and what was corrected.

import { correctionOf } from '#rules/publication';
import type { Words } from '#rules/publication';
import type { Results } from '#rules/results.schema';
import { standing } from '../results/parts.tsx';
import { rowsOf } from '../results/rows.ts';
import { mode } from './contest.ts';
import { viewOf } from './read-contest.ts';
import type { Contest } from './read-contest.ts';

type Corrected = {
  /** The publication in force or, where it was corrected again, on the way to it; and the one it superseded. */
  publication: number;
  supersedes: number;
  kind: string;
  /** null for the list of §18, which is the Agency's. */
  commission: string | null;
  at: string;
  reason: Words;
};

/** What was corrected in one edition, in order of publication. */
const correctionsOf = ({ publications }: Contest): Corrected[] =>
  publications.flatMap(({ number, at, body }) => {
    const correction = correctionOf(body);
    if (correction === undefined) return [];
    const commission = 'commission' in body ? body.commission : null;
    return [{ publication: number, kind: body.kind, commission, at, ...correction }];
  });

/** The outcome of one edition as data. */
export function resultsOf(contest: Contest): Results {
  const { year, placement, publications } = contest;
  const view = viewOf(contest, 'kk');
  const last = publications.at(-1);
  return {
    contest: year,
    mode: last?.mode ?? mode,
    revision: last?.number ?? 0,
    placement,
    winners: (standing(view, 'republican')?.body.winners ?? []).map(({ commission, organisation }) => ({
      commission,
      organisation,
    })),
    regions: rowsOf(view),
    corrections: correctionsOf(contest),
  };
}
