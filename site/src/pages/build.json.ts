// Which revisions are live: the number of the last publication, and what stands beside the register.

import { revision } from '../data/contest.ts';
import { siteContent } from '../data/site-content.ts';

export const GET = (): Response => Response.json({ revision, content: siteContent.revision });
