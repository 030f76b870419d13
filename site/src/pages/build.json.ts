// Which revision is live: the number of the last publication.

import { revision } from '../data/contest.ts';

export const GET = (): Response => Response.json({ revision });
