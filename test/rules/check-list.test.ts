import { describe, expect, it } from 'vitest';
import { checkList } from '#rules/check-list';
import { completeness } from '#rules/completeness';
import { edition, fullForm } from '../support/edition.ts';

const FILES = [
  { kind: 'form', criterion: null },
  { kind: 'evidence', criterion: null },
] as const;
const found = (form = fullForm(), files: readonly (typeof FILES)[number][] = FILES, late = false) =>
  checkList(form, [...files], late, edition).flatMap(({ field, findings }) =>
    findings.map(({ clause, code }) => `${field} §${clause} ${code}`),
  );

describe('§14 the check, item by item', () => {
  it('names every item, the term first, and finds nothing where nothing is missing', () => {
    expect(checkList(fullForm(), [...FILES], false, edition).map(({ field }) => field)).toEqual([
      'term',
      'organisationKk',
      'organisationRu',
      'kind',
      'services',
      'region',
      'signatoryName',
      'signatoryPosition',
      'signatoryRole',
      'phone',
      'email',
      'representatives',
      'agreesToTerms',
      'consents',
      'files.form',
      'report.0',
      'report.1',
      'report.2',
      'report.3',
      'report.4',
      'report.5',
      'files.evidence',
    ]);
    expect(found()).toEqual([]);
  });

  it('puts each finding of completeness beside its item, and loses none', () => {
    const bare = {
      ...fullForm(),
      organisationRu: '',
      kind: '',
      region: '',
      report: ['1', '2', '', '4', '5', '6'],
    };
    const list = found({ ...bare, representatives: [], consents: false }, []);
    expect(list).toEqual([
      'organisationRu §A1 ORGANISATION_RU_MISSING',
      'kind §9 KIND_MISSING',
      'region §12 REGION_MISSING',
      'representatives §A1 REPRESENTATIVE_MISSING',
      'consents §A1 CONSENT_MISSING',
      'files.form §A1 SIGNATURE_MISSING',
      'report.2 §12 REPORT_MISSING',
      'files.evidence §12 EVIDENCE_MISSING',
    ]);
    const all = completeness({ ...bare, representatives: [], consents: false }, [], edition);
    expect(list).toHaveLength(all.length);
  });

  it('says that it came after the term', () => {
    expect(found(fullForm(), FILES, true)).toEqual(['term §14 FILED_LATE']);
  });
});

it('§12, §14, A1 each item stands under its paragraph', () => {
  const all = checkList(fullForm(), [...FILES], true, edition);
  expect(all.map(({ field, clause }) => `${field} §${clause}`)).toEqual([
    'term §14',
    ...['organisationKk', 'organisationRu'].map((field) => `${field} §A1`),
    'kind §9',
    'services §9',
    'region §12',
    ...['signatoryName', 'signatoryPosition', 'signatoryRole', 'phone', 'email', 'representatives'].map(
      (field) => `${field} §A1`,
    ),
    ...['agreesToTerms', 'consents', 'files.form'].map((field) => `${field} §A1`),
    ...[0, 1, 2, 3, 4, 5].map((index) => `report.${index} §12`),
    'files.evidence §12',
  ]);
  expect(all[0]?.findings).toEqual([{ clause: '14', code: 'FILED_LATE', kind: 'missing' }]);
});
