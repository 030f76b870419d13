// Results as data: the winners, the list of §18, each region's outcome and counts. What its schema does not describe
// stops the build.

import { resultsSchema } from '#rules/results.schema';
import { results } from '../../../data/results.ts';

export const GET = (): Response => Response.json(resultsSchema.parse(results()));
