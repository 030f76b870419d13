// Mutants that no test can tell from the rule, each with the reason. The share that is killed is counted over the others. One
// that is listed and killed, or that is not there any more, makes the hunt red: the list does not rot.

export type Equivalent = {
  /** In rules/. */
  file: string;
  /** The line on which it begins, without the blanks around it. */
  line: string;
  /** The source that it changes and what stands there instead, both as they are written. */
  from: string;
  to: string;
  why: string;
};

export const EQUIVALENT: readonly Equivalent[] = [];
