// Results as data: the winners, the list of §18, each region's outcome and counts.

import { results } from '../../../data/results.ts';

export const GET = (): Response => Response.json(results());
