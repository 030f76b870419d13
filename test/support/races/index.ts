// Every pair of acts that races.

import { ADMISSION } from './admission.ts';
import { MARKING } from './marks.ts';
import { SITTINGS } from './sittings.ts';

export { races } from './run.ts';
export const PAIRS = [...ADMISSION, ...MARKING, ...SITTINGS];
