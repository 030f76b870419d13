// The outcome of the contest by region, from the publications.

import type { Organisation } from '#rules/publication';
import { bodiesOf, edition, mode, placement, regions, revision } from './contest.ts';

type Row = {
  commission: string;
  region: { kk: string; ru: string; en: string };
  received: number | null;
  admitted: number | null;
  passed: number | null;
  /** null while undecided or where nobody was elected. */
  finalist: Organisation | null;
  winner: boolean;
};

export function results(): {
  contest: string;
  mode: string;
  revision: number;
  placement: typeof placement;
  winners: { commission: string; organisation: Organisation }[];
  regions: Row[];
} {
  const winners = bodiesOf('republican')[0]?.winners ?? [];
  return {
    contest: edition.edition,
    mode,
    revision,
    placement,
    winners: winners.map(({ commission, organisation }) => ({ commission, organisation })),
    regions: regions.map(({ code, name }) => {
      const selection = bodiesOf('selection').find(({ commission }) => commission === code);
      const finalist = bodiesOf('regional').find(({ commission }) => commission === code)?.finalist ?? null;
      return {
        commission: code,
        region: name,
        received: selection?.received ?? null,
        admitted: selection?.admitted.length ?? null,
        passed: selection?.admitted.filter(({ passed }) => passed).length ?? null,
        finalist: finalist?.organisation ?? null,
        winner: finalist !== null && winners.some(({ filing }) => filing === finalist.filing),
      };
    }),
  };
}
