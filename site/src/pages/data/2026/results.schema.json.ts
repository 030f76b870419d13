// What results.json is made of, as JSON Schema.

import { resultsJsonSchema } from '#rules/results.schema';

export const GET = (): Response => Response.json(resultsJsonSchema());
