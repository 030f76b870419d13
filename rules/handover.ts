// §19: from which day the working days of the hand-over run.

import type { Day } from './days.ts';
import type { Edition } from './edition.ts';
import type { CommissionState } from './lifecycle.ts';
import { handoverBy } from './terms.ts';

type Clocks = Pick<CommissionState, 'signedOn' | 'contenders' | 'selectionPublished' | 'selectionSignedOn'>;

/**
 * The last day of the hand-over, null while nothing is decided. The days run from the signed protocol of the vote; where
 * nobody passed, from the selection's, which is that region's decision.
 */
export function handoverDue(
  { signedOn, contenders, selectionPublished, selectionSignedOn }: Clocks,
  edition: Edition,
): Day | null {
  const decidedOn = signedOn ?? (contenders === 0 && selectionPublished ? selectionSignedOn : null);
  return decidedOn === null ? null : handoverBy(decidedOn, edition);
}
