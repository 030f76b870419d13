// Two acts at once have one winner, or the lawful order of both: the quick form of test/proof/race.test.ts.

import { PAIRS, races } from '../support/races/index.ts';

races(PAIRS, 50, () => undefined);
