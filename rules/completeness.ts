// What is missing (§12, §14, Appendix 1 and 2): one finding a missing field or document. Nothing here refuses; the
// applicant may file all the same, and people decide.

import type { ApplicationForm, FiledFile } from './application.ts';
import type { Edition } from './edition.ts';
import { eligibility } from './eligibility.ts';
import { found } from './finding.ts';
import type { Finding } from './finding.ts';
import { linksOf } from './form-errors.ts';
import { receivingCommission } from './routing.ts';

type Slot = Pick<FiledFile, 'kind' | 'criterion'>;

/** Fields of Appendix 1 that are plain text, with the code of their absence. */
const APPENDIX_1 = [
  ['organisationKk', 'ORGANISATION_KK_MISSING'],
  ['organisationRu', 'ORGANISATION_RU_MISSING'],
  ['signatoryName', 'SIGNATORY_NAME_MISSING'],
  ['signatoryPosition', 'SIGNATORY_POSITION_MISSING'],
  ['signatoryRole', 'SIGNATORY_ROLE_MISSING'],
  ['phone', 'PHONE_MISSING'],
  ['email', 'EMAIL_MISSING'],
] as const;

/** What the application lacks, the form first, in the order in which it asks. */
export function completeness(form: ApplicationForm, files: Slot[], edition: Edition): Finding[] {
  return [
    ...APPENDIX_1.filter(([field]) => form[field].trim() === '').map(([field, code]) =>
      missing('A1', code, field),
    ),
    ...eligibility(form, edition),
    ...receivingCommission(form, edition).findings.filter(({ kind }) => kind === 'missing'),
    ...representatives(form, edition),
    ...(form.agreesToTerms ? [] : [missing('A1', 'TERMS_NOT_AGREED', 'agreesToTerms')]),
    ...(form.consents ? [] : [missing('A1', 'CONSENT_MISSING', 'consents')]),
    ...(files.some(({ kind }) => kind === 'form') ? [] : [missing('A1', 'SIGNATURE_MISSING', 'files.form')]),
    ...report(form, files, edition),
    ...evidence(form, files, edition),
  ];
}

const missing = (clause: string, code: string, field: string, values?: Finding['values']): Finding =>
  found('missing', clause, code, values, field);

function representatives(form: ApplicationForm, edition: Edition): Finding[] {
  const named = form.representatives.filter(
    ({ name, position }) => name.trim() !== '' && position.trim() !== '',
  );
  const enough = named.length >= edition.documents.minRepresentatives.value;
  return enough ? [] : [missing('A1', 'REPRESENTATIVE_MISSING', 'representatives')];
}

/** §12.2: the report says something on each criterion, as text or as a file for it or for all. */
function report(form: ApplicationForm, files: Slot[], edition: Edition): Finding[] {
  const reports = files.filter(({ kind }) => kind === 'report');
  const told = (criterion: number): boolean =>
    (form.report[criterion - 1] ?? '').trim() !== '' ||
    reports.some((file) => file.criterion === null || file.criterion === criterion);
  return edition.marks.criteria.value.flatMap((_, index) =>
    told(index + 1) ? [] : [missing('12', 'REPORT_MISSING', `report.${index}`, { criterion: index + 1 })],
  );
}

/** §12.2: supporting material, a link to a video too; none at all is missing, none for one criterion is a remark (the text asks no more). */
function evidence(form: ApplicationForm, files: Slot[], edition: Edition): Finding[] {
  const given = [
    ...files.filter(({ kind }) => kind === 'evidence'),
    ...linksOf(form).map((): Slot => ({ kind: 'evidence', criterion: null })),
  ];
  if (given.length < edition.documents.minEvidence.value)
    return [missing('12', 'EVIDENCE_MISSING', 'files.evidence')];
  if (given.some(({ criterion }) => criterion === null)) return [];
  return edition.marks.criteria.value.flatMap((_, index): Finding[] =>
    given.some(({ criterion }) => criterion === index + 1)
      ? []
      : [
          {
            clause: '12',
            code: 'EVIDENCE_MISSING_FOR_CRITERION',
            kind: 'remark',
            field: 'files.evidence',
            values: { criterion: index + 1 },
            interpretation: true,
          },
        ],
  );
}
