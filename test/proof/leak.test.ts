// §15: nobody learns another's marks before the sheets are opened: everybody, at every stage, in every language.

import { LANGUAGES } from '#rules/application';
import { leaks } from '../support/leak/index.ts';
import { keepFigures } from '../support/results.ts';

leaks(LANGUAGES, true, (figures) => keepFigures('leak', figures));
