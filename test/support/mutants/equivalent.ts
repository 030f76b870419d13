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

const WHY_ONLY = 'No act with a last day depends on it, and of the others dueActs keeps nothing.';

export const EQUIVALENT: readonly Equivalent[] = [
  {
    file: 'due.ts',
    line: 'formed: true,',
    from: 'true',
    to: 'false',
    why: WHY_ONLY,
  },
  {
    file: 'due.ts',
    line: 'begun: true,',
    from: 'true',
    to: 'false',
    why: WHY_ONLY,
  },
  {
    file: 'due.ts',
    line: 'undecided: 0,',
    from: '0',
    to: '1',
    why: WHY_ONLY,
  },
  {
    file: 'due.ts',
    line: 'called: true,',
    from: 'true',
    to: 'false',
    why: WHY_ONLY,
  },
  {
    file: 'due.ts',
    line: 'missingSheets: 0,',
    from: '0',
    to: '1',
    why: WHY_ONLY,
  },
  {
    file: 'due.ts',
    line: 'committed: true,',
    from: 'true',
    to: 'false',
    why: WHY_ONLY,
  },
  {
    file: 'due.ts',
    line: 'opened: true,',
    from: 'true',
    to: 'false',
    why: WHY_ONLY,
  },
  {
    file: 'due.ts',
    line: 'published: true,',
    from: 'true',
    to: 'false',
    why: WHY_ONLY,
  },
  {
    file: 'due.ts',
    line: 'handoverReceived: false,',
    from: 'false',
    to: 'true',
    why: WHY_ONLY,
  },
  {
    file: 'due.ts',
    line: 'listPublished: true,',
    from: 'true',
    to: 'false',
    why: WHY_ONLY,
  },
  {
    file: 'publication.ts',
    line: "'correction' in body ? body.correction : undefined;",
    from: "'correction' in body",
    to: 'true',
    why: 'A body without the member has none to read: the question is the compiler’s.',
  },
  {
    file: 'verify-correction.ts',
    line: "if ('correction' in bare) delete bare.correction;",
    from: "'correction' in bare",
    to: 'true',
    why: 'Taking away a member that is not there changes nothing: the question is the compiler’s.',
  },
  {
    file: 'recount.ts',
    line: "tied: names(tie.kind === 'casting' ? tie.tied : []),",
    from: "tie.kind === 'casting'",
    to: 'true',
    why: 'A tie that is asked without the chair’s vote is always one for the chair: the question is the compiler’s.',
  },
  {
    file: 'file-content.ts',
    line: 'const head = await peek(0, 512);',
    from: '512',
    to: '513',
    why: 'Of the byte more nothing is looked at.',
  },
  {
    file: 'file-content.ts',
    line: 'const header = await peek(entry.offset, 30);',
    from: '30',
    to: '31',
    why: 'Of the byte more nothing is looked at.',
  },
  {
    file: 'letters.ts',
    line: 'const last = due !== null && due < next ? due : next;',
    from: 'due < next',
    to: 'due <= next',
    why: 'Of two days that are one it does not matter which is taken.',
  },
  {
    file: 'next-step.ts',
    line: 'for (let day = addDays(from, 1); day <= due; day = addDays(day, 1)) {',
    from: 'day <= due',
    to: 'day < due',
    why: 'The last day of a term is a working day, and only days off are kept.',
  },
];
