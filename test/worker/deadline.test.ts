// A second and a millisecond before the instant, at it, and after it, on every path on which an instant decides.

import { deadlines } from '../support/deadline/suite.ts';

deadlines();
