// Where the contest stands as far as publications tell. Whether the term of §12 is over a page made once cannot know:
// its last day stands there, and a script asks the server's clock (scripts/term.ts).

import { bodiesOf, edition, placement } from './contest.ts';

export type Standing = 'preparing' | 'placed' | 'regions' | 'list' | 'winners';

const commissionsOf = (kind: 'commitments' | 'selection' | 'regional'): Set<string> =>
  new Set(bodiesOf(kind).map(({ commission }) => commission));

/** Commissions that have published each step of the first stage. */
export const committed = commissionsOf('commitments');
export const selected = commissionsOf('selection');
export const decided = commissionsOf('regional');

export const list = bodiesOf('list')[0] ?? null;
export const republican = bodiesOf('republican')[0] ?? null;

export const standing: Standing =
  republican !== null
    ? 'winners'
    : list !== null
      ? 'list'
      : committed.size + selected.size + decided.size > 0
        ? 'regions'
        : placement === null
          ? 'preparing'
          : 'placed';

/** Whether a publication has shown that the term of §12 is over: sheets are committed only after it. */
export const intakeOver = standing !== 'preparing' && standing !== 'placed';

/** Steps of the timeline that are over as far as publications tell, in order. */
export function stepsDone(): string[] {
  const all = edition.regions.length;
  return [
    ...(placement === null ? [] : ['placed']),
    ...(intakeOver ? ['submission', 'check'] : []),
    ...(selected.size === all ? ['selection'] : []),
    ...(decided.size === all ? ['interview', 'vote'] : []),
    ...(list === null ? [] : ['list']),
    ...(republican === null ? [] : ['handover', 'stage2', 'winners']),
  ];
}
