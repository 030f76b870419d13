// Where the regulation is silent, or says two things: each gap with the paragraphs it stands in, the settings of the
// edition that carry our reading and the modules that apply it. The words are in content/texts/questions.json. Numbers
// are addresses on the site (#g5) and never change.

import type { Edition } from './edition.ts';

export type Gap = {
  n: number;
  /** None where it is the document as a whole. */
  clauses: readonly string[];
  /** Paths in an Edition. */
  settings: readonly string[];
  /** Modules of rules/; none where the text is only kept as it is. */
  rules: readonly string[];
};

export const GAPS: readonly Gap[] = [
  { n: 1, clauses: ['10'], settings: [], rules: ['left-to-people'] },
  {
    n: 2,
    clauses: ['5', '7'],
    settings: ['commission.regional.members', 'commission.republican.members'],
    rules: ['commission'],
  },
  {
    n: 3,
    clauses: ['5', '7'],
    settings: ['commission.regional.quorum', 'commission.republican.quorum'],
    rules: ['commission'],
  },
  { n: 4, clauses: ['5', '7'], settings: [], rules: ['ballots'] },
  { n: 5, clauses: ['12'], settings: ['terms.submissionWeeks'], rules: ['terms'] },
  { n: 6, clauses: ['13', '14'], settings: [], rules: ['admission', 'check-list'] },
  { n: 7, clauses: ['15', 'A2'], settings: ['documents.minEvidence'], rules: ['completeness', 'marks'] },
  { n: 8, clauses: ['15'], settings: ['marks.passAbove', 'marks.sheets'], rules: ['marks', 'dead-ends'] },
  {
    n: 9,
    clauses: ['A2'],
    settings: ['marks.lowest', 'marks.highest', 'marks.onViolation'],
    rules: ['marks'],
  },
  { n: 10, clauses: ['16'], settings: ['terms.inviteWorkingDays'], rules: ['terms'] },
  {
    n: 11,
    clauses: ['6', '17'],
    settings: ['voting.regionalFinalists', 'routing.centralRegion'],
    rules: ['routing', 'ballots'],
  },
  { n: 12, clauses: ['17', '20'], settings: ['voting.minVoters'], rules: ['ballots', 'dead-ends'] },
  { n: 13, clauses: ['19'], settings: ['terms.handoverWorkingDays'], rules: ['handover', 'terms'] },
  { n: 14, clauses: ['19'], settings: ['handover.dossiers'], rules: ['handover'] },
  {
    n: 15,
    clauses: ['20', '21'],
    settings: ['voting.winners', 'voting.choicesPerMember'],
    rules: ['ballots'],
  },
  { n: 16, clauses: ['7'], settings: [], rules: [] },
  { n: 17, clauses: ['A1', 'A2'], settings: [], rules: [] },
  { n: 18, clauses: ['A1'], settings: [], rules: ['application'] },
  { n: 19, clauses: [], settings: [], rules: [] },
];

/** Gaps that stand in a paragraph. */
export const gapsIn = (clause: string): readonly Gap[] =>
  GAPS.filter(({ clauses }) => clauses.includes(clause));

/** 'marks.passAbove: 15' for the path of a stated value or a fraction; throws where the edition has no such setting. */
export function settingWords(path: string, edition: Edition): string {
  const found = path
    .split('.')
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], edition);
  if (typeof found !== 'object' || found === null) throw new Error(`the edition has no setting «${path}»`);
  const { value, numerator, denominator } = found as {
    value?: string | number;
    numerator?: number;
    denominator?: number;
  };
  return `${path}: ${value ?? `${numerator}/${denominator}`}`;
}
