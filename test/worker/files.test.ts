// What is against the policy is not kept, and what is kept stays data: the quick form of test/proof/files.test.ts.

import { hostileUploads } from '../support/hostile/index.ts';

hostileUploads(87, 1, () => undefined);
