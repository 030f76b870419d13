// Two acts at once have one winner, or the lawful order of both.

import { PAIRS, races } from '../support/races/index.ts';

races(PAIRS, 1000);
