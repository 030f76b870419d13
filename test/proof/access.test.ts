// Who may ask what, in every language of the pages.

import { LANGUAGES } from '#rules/application';
import { accessTable } from '../support/access/index.ts';
import { keepFigures } from '../support/results.ts';

accessTable(LANGUAGES, (figures) => keepFigures('access', figures));
