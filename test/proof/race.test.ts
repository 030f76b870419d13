// Two acts at once have one winner, or the lawful order of both.

import { PAIRS, races } from '../support/races/index.ts';
import { keepFigures } from '../support/results.ts';

races(PAIRS, 1000, (figures) => keepFigures('race', figures));
