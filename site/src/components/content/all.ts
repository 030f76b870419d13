// Every component that a text of the staff may use (rules/staff-content.ts).

import type { ComponentName } from '#rules/staff-content';
import Criteria from './Criteria.astro';
import Day from './Day.astro';
import Deadline from './Deadline.astro';
import Number from './Number.astro';
import Rule from './Rule.astro';
import Term from './Term.astro';

export const components: Record<ComponentName, typeof Criteria> = {
  Criteria,
  Day,
  Deadline,
  Number,
  Rule,
  Term,
};
