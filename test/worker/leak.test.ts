// §15: nobody learns another's marks before the sheets are opened: the quick form of test/proof/leak.test.ts.

import { leaks } from '../support/leak/index.ts';

leaks(['ru'], false, () => undefined);
