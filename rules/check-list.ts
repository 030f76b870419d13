// The check of completeness as a list (§9, §12, §14, Appendix 1): every item that is looked at, with what was found
// against it. What the secretary ticks off, item by item, beside the field or the file.

import type { ApplicationForm, FiledFile } from './application.ts';
import { completeness } from './completeness.ts';
import type { Edition } from './edition.ts';
import { found } from './finding.ts';
import type { Finding } from './finding.ts';

export type CheckItem = {
  /** The field of the form or the kind of file: 'kind', 'report.2', 'files.evidence'. */
  field: string;
  clause: string;
  /** Empty where nothing was found. */
  findings: Finding[];
};

const FIELDS: readonly [string, string][] = [
  ['organisationKk', 'A1'],
  ['organisationRu', 'A1'],
  ['kind', '9'],
  ['services', '9'],
  ['region', '12'],
  ['signatoryName', 'A1'],
  ['signatoryPosition', 'A1'],
  ['signatoryRole', 'A1'],
  ['phone', 'A1'],
  ['email', 'A1'],
  ['representatives', 'A1'],
  ['agreesToTerms', 'A1'],
  ['consents', 'A1'],
  ['files.form', 'A1'],
];

/** The items in the order of the form, the term first. */
export function checkList(
  form: ApplicationForm,
  files: Pick<FiledFile, 'kind' | 'criterion'>[],
  late: boolean,
  edition: Edition,
): CheckItem[] {
  const lacks = completeness(form, files, edition);
  const reports = edition.marks.criteria.value.map((_, index): [string, string] => [`report.${index}`, '12']);
  const tooLate = late ? [found('missing', '14', 'FILED_LATE')] : [];
  return [
    { field: 'term', clause: '14', findings: tooLate },
    ...[...FIELDS, ...reports, ['files.evidence', '12'] as const].map(([field, clause]) => ({
      field,
      clause,
      findings: lacks.filter((finding) => finding.field === field),
    })),
  ];
}
