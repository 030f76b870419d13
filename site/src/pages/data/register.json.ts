// The register of the edition in force.

import { contest } from '../../data/contest.ts';
import { registerFile } from '../../data/read-contest.ts';

export const GET = (): Response => registerFile(contest);
