// Each invariant catches what it is there for.

import { invariants } from '../support/invariants/suite.ts';

invariants();
