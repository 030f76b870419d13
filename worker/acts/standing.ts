// Where an application stands: it follows from decisions and publications, and is not kept anywhere. What is decided
// but not yet published is not told before everybody is told.

import type { Filed } from '../db/applications.ts';

export type Standing =
  | 'withdrawn'
  | 'received'
  | 'admitted'
  | 'not-admitted'
  | 'passed'
  | 'not-passed'
  | 'finalist'
  | 'not-finalist'
  | 'winner'
  | 'not-winner';

/** The newest thing that stands on a filing. */
export function standingOf({ filing, decision, withdrawn, published }: Filed): Standing {
  if (withdrawn) return 'withdrawn';
  if (decision === null) return 'received';
  let standing: Standing = decision.admitted ? 'admitted' : 'not-admitted';
  for (const body of published) {
    if (body.kind === 'selection') {
      const row = body.admitted.find((one) => one.filing === filing);
      if (row !== undefined) standing = row.passed ? 'passed' : 'not-passed';
    } else if (body.kind === 'regional') {
      if (body.contenders.some((one) => one.filing === filing)) {
        standing = body.finalist?.filing === filing ? 'finalist' : 'not-finalist';
      }
    } else if (body.kind === 'republican') {
      if (body.contenders.some((one) => one.filing === filing)) {
        standing = body.winners.some((one) => one.filing === filing) ? 'winner' : 'not-winner';
      }
    }
  }
  return standing;
}
