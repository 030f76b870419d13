// Every way of writing, as a request whose dependencies can be made to fail. A route that writes or an act of the desk that
// has no row here fails the test.

import { applications } from './applications.ts';
import { desk } from './desk.ts';
import { drafts } from './drafts.ts';
import { raced } from './raced.ts';
import type { Scenario } from './scenario.ts';
import { staff } from './staff.ts';

export const SCENARIOS: readonly Scenario[] = [...drafts, ...applications, ...desk, ...raced, ...staff];
