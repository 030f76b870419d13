// Every pair of acts that races, and the acts that meet no other.

import { ADMISSION } from './admission.ts';
import { CALLS } from './calls.ts';
import { INTERVIEWS } from './interviews.ts';
import { LETTERS } from './letters.ts';
import { MARKING } from './marks.ts';
import { PAPERS } from './papers.ts';
import { PEOPLE } from './people.ts';
import { PLACING } from './placing.ts';
import { SITTINGS } from './sittings.ts';

export { hasRaced, races } from './run.ts';

// The one that places the announcement anew stands last.
export const PAIRS = [
  ...ADMISSION,
  ...MARKING,
  ...INTERVIEWS,
  ...CALLS,
  ...SITTINGS,
  ...PAPERS,
  ...PEOPLE,
  ...LETTERS,
  ...PLACING,
];

/** Acts that do not race here, and why nothing can come between. */
export const ALONE: Record<string, string> = {
  'publish-list':
    'follows the other publications in the register, as publish-result does, once by its milestone',
  'correct-sheet': 'one open correction a commission, as correct-protocol',
  'correct-ballot': 'one open correction a commission, as correct-protocol',
  'correct-name': 'one open correction a commission, as correct-protocol',
};
