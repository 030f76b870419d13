// The outcome of the contest by region, from the publications in force.

import type { Organisation, Words } from '#rules/publication';
import { regions } from '../data/regions.ts';
import { standing } from './parts.tsx';
import type { View } from './parts.tsx';

export type Row = {
  commission: string;
  region: Words;
  received: number | null;
  /** Of them, what went to the competent commission, which received it too (§6). */
  transferredAway: number | null;
  admitted: number | null;
  passed: number | null;
  /** null while undecided or where nobody was elected. */
  finalist: Organisation | null;
  winner: boolean;
};

export function rowsOf(view: View): Row[] {
  const winners = standing(view, 'republican')?.body.winners ?? [];
  const of = regions.filter(({ code }) => view.edition.regions.includes(code));
  return of.map(({ code, name }) => {
    const selection = standing(view, 'selection', code)?.body;
    const finalist = standing(view, 'regional', code)?.body.finalist ?? null;
    return {
      commission: code,
      region: name,
      received: selection?.received ?? null,
      transferredAway: selection?.transferredAway ?? null,
      admitted: selection?.admitted.length ?? null,
      passed: selection?.admitted.filter(({ passed }) => passed).length ?? null,
      finalist: finalist?.organisation ?? null,
      winner: finalist !== null && winners.some(({ filing }) => filing === finalist.filing),
    };
  });
}
