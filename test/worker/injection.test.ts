// No text becomes a formula, a header or markup: the quick form of test/proof/injection.test.ts.

import { injections } from '../support/injection/index.ts';

injections(500, 1, () => undefined);
