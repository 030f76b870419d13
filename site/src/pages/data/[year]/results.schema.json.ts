// What results.json is made of, as JSON Schema.

import { resultsJsonSchema } from '#rules/results.schema';
import { everyYear } from '../../../data/editions.ts';

export const getStaticPaths = everyYear;

export const GET = (): Response => Response.json(resultsJsonSchema());
