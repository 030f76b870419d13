// Results as data: the winners, the list of §18, each region's outcome and counts. What its schema does not describe
// stops the build.

import { resultsSchema } from '#rules/results.schema';
import { contestIn, everyYear } from '../../../data/editions.ts';
import { resultsOf } from '../../../data/results.ts';

export const getStaticPaths = everyYear;

export const GET = ({ params }: { params: { year: string } }): Response =>
  Response.json(resultsSchema.parse(resultsOf(contestIn(params.year))));
