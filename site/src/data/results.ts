// The outcome of the contest by region, from the publications in force, and what was corrected.

import { correctionOf } from '#rules/publication';
import type { Organisation, Words } from '#rules/publication';
import { bodiesOf, edition, mode, placement, publications, revision, view } from './contest.ts';
import { rowsOf } from '../results/rows.ts';
import type { Row } from '../results/rows.ts';

export type Corrected = {
  /** The publication in force or, where it was corrected again, on the way to it; and the one it superseded. */
  publication: number;
  supersedes: number;
  kind: string;
  /** null for the list of §18, which is the Agency's. */
  commission: string | null;
  at: string;
  reason: Words;
};

export const corrections: Corrected[] = publications.flatMap(({ number, at, body }) => {
  const correction = correctionOf(body);
  if (correction === undefined) return [];
  const commission = 'commission' in body ? body.commission : null;
  return [{ publication: number, kind: body.kind, commission, at, ...correction }];
});

export function results(): {
  contest: string;
  mode: string;
  revision: number;
  placement: typeof placement;
  winners: { commission: string; organisation: Organisation }[];
  regions: Row[];
  corrections: Corrected[];
} {
  return {
    contest: edition.edition,
    mode,
    revision,
    placement,
    winners: (bodiesOf('republican')[0]?.winners ?? []).map(({ commission, organisation }) => ({
      commission,
      organisation,
    })),
    regions: rowsOf(view('kk')),
    corrections,
  };
}
