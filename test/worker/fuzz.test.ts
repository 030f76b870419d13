// Requests that no page of ours sends: the quick form of test/proof/fuzz.test.ts.

import { fuzzRequests } from '../support/fuzz/index.ts';

fuzzRequests(5_000, 1, () => undefined);
