// For the proof each property is tried on as many cases as its pass line asks.

import fc from 'fast-check';

export const CASES = 100_000;
fc.configureGlobal({ numRuns: CASES });
