import { describe, expect, it, test } from 'vitest';
import { admissionFindings, duplicates, proposedGrounds } from '#rules/admission';
import type { ApplicationForm, FileKind } from '#rules/application';
import { formSchema } from '#rules/application.schema';
import { completeness } from '#rules/completeness';
import { templateSchema } from '#rules/edition.schema';
import { claimedType, matchesType } from '#rules/file-types';
import { formErrors, normalPhone } from '#rules/form-errors';
import { receivingCommission, transferFindings } from '#rules/routing';
import { edition, fullForm, template } from '../support/edition.ts';

const allFiles = (['form', 'report', 'evidence'] as FileKind[]).map((kind) => ({ kind, criterion: null }));
const told = (form: ApplicationForm, files = allFiles): string[] =>
  completeness(form, files, edition).map(({ clause, code, field }) => `§${clause} ${code} ${field}`);

describe('§6 central bodies are heard in Astana', () => {
  test.each([
    ['local_executive', '10', '10', []],
    ['territorial_division', '27', '27', []],
    ['central_body', '10', '71', ['ROUTED_TO_CENTRAL']],
    ['committee', '71', '71', []],
    ['subordinate_central', '', '71', ['ROUTED_TO_CENTRAL']],
    ['subordinate_committee', '79', '71', ['ROUTED_TO_CENTRAL']],
    ['organisation', '', '', ['REGION_MISSING']],
  ])('%s in %s goes to %s', (kind, region, commission, codes) => {
    const routed = receivingCommission({ kind, region }, edition);
    expect([routed.commission, routed.findings.map(({ code }) => code)]).toEqual([commission, codes]);
  });

  it('says so beside the region, and misses a region where there is none', () => {
    expect(receivingCommission({ kind: 'central_body', region: '10' }, edition).findings).toEqual([
      { clause: '6', code: 'ROUTED_TO_CENTRAL', kind: 'remark', field: 'region' },
    ]);
    expect(receivingCommission({ kind: 'organisation', region: '' }, edition).findings).toEqual([
      { clause: '12', code: 'REGION_MISSING', kind: 'missing', field: 'region' },
    ]);
  });

  test.each([
    ['local_executive', '10', '71', true],
    ['local_executive', '10', '11', true],
    ['central_body', '10', '71', true],
    ['central_body', '10', '11', false],
    ['local_executive', '10', '10', false],
    ['local_executive', '10', '99', false],
  ])('a transfer of %s from %s to %s is possible: %s', (kind, from, to, possible) => {
    expect(transferFindings({ kind, from, to }, edition).map(({ clause, code }) => [clause, code])).toEqual(
      possible ? [] : [['6', 'TRANSFER_NOT_COMPETENT']],
    );
  });
});

describe('§9 eligibility', () => {
  it('asks for the type and the services, people judge the rest', () => {
    expect(told(fullForm({ kind: '', services: ' ' }))).toEqual([
      '§9 KIND_MISSING kind',
      '§9 SERVICES_MISSING services',
    ]);
  });
});

describe('§A1 the application form', () => {
  test.each<[keyof ApplicationForm, Partial<ApplicationForm>, string]>([
    ['organisationKk', { organisationKk: '' }, 'ORGANISATION_KK_MISSING'],
    ['organisationRu', { organisationRu: '  ' }, 'ORGANISATION_RU_MISSING'],
    ['signatoryName', { signatoryName: '' }, 'SIGNATORY_NAME_MISSING'],
    ['signatoryPosition', { signatoryPosition: '' }, 'SIGNATORY_POSITION_MISSING'],
    ['signatoryRole', { signatoryRole: '' }, 'SIGNATORY_ROLE_MISSING'],
    ['phone', { phone: '' }, 'PHONE_MISSING'],
    ['email', { email: '' }, 'EMAIL_MISSING'],
    ['representatives', { representatives: [{ name: 'А', position: '' }] }, 'REPRESENTATIVE_MISSING'],
    ['agreesToTerms', { agreesToTerms: false }, 'TERMS_NOT_AGREED'],
    ['consents', { consents: false }, 'CONSENT_MISSING'],
  ])('misses %s', (field, change, code) => {
    expect(told(fullForm(change))).toEqual([`§A1 ${code} ${field}`]);
  });

  it('unsigned can be filed, and says so', () => {
    expect(told(fullForm(), allFiles.slice(1))).toEqual(['§A1 SIGNATURE_MISSING files.form']);
  });

  it('complete has no finding', () => expect(told(fullForm())).toEqual([]));
});

describe('§12 report and supporting material', () => {
  it('a criterion is reported as text or as a file', () => {
    const silent = fullForm({ report: ['1', '', '3', '4', '5', '6'] });
    const without = allFiles.filter(({ kind }) => kind !== 'report');
    expect(told(silent, without)).toEqual(['§12 REPORT_MISSING report.1']);
    expect(told(silent, [...without, { kind: 'report', criterion: 2 as never }])).toEqual([]);
    expect(told(silent)).toEqual([]);
  });

  it('no material at all is missing, none for one criterion is a remark', () => {
    expect(told(fullForm(), allFiles.slice(0, 2))).toEqual(['§12 EVIDENCE_MISSING files.evidence']);
    const one = [...allFiles.slice(0, 2), { kind: 'evidence' as const, criterion: 1 as never }];
    const remarks = completeness(fullForm(), one, edition);
    expect(remarks.map(({ kind, values }) => [kind, values?.criterion])).toEqual(
      [2, 3, 4, 5, 6].map((n) => ['remark', n]),
    );
  });
});

describe('§13 input that cannot be read', () => {
  test.each<[Partial<ApplicationForm>, string[]]>([
    [{ email: 'clerk@example' }, ['EMAIL_INVALID']],
    [{ email: 'clerk example.kz' }, ['EMAIL_INVALID']],
    [{ email: '' }, []],
    [{ phone: '8 (701) 123-45-67' }, []],
    [{ phone: '701 123' }, ['PHONE_INVALID']],
    [{ kind: 'ministry' }, ['KIND_UNKNOWN']],
    [{ region: '99' }, ['REGION_UNKNOWN']],
    [{ bin: '971240001315' }, []],
    [{ bin: '971240001316' }, ['BIN_CHECK']],
    [{ bin: '97124000131' }, ['BIN_FORMAT']],
    [{ organisationKk: 'Ә'.repeat(500) }, []],
    [{ organisationKk: 'Ә'.repeat(501) }, ['TOO_LONG']],
  ])('%j', (change, codes) => {
    expect(formErrors(fullForm(change), edition).map(({ code }) => code)).toEqual(codes);
  });

  it('normalises what people type', () => {
    expect(normalPhone('8 (701) 123-45-67')).toBe('+77011234567');
    expect(normalPhone('+1 701 123 45 67')).toBe(null);
  });

  it('takes an empty draft, in which nothing is agreed to', () => {
    expect(formSchema.parse({})).toMatchObject({ report: [], agreesToTerms: false, consents: false });
  });
});

describe('§14 admission', () => {
  const missing = completeness(fullForm({ phone: '' }), allFiles, edition);
  const facts = { late: false, findings: missing };
  const decide = (admitted: boolean, grounds: string[], reason = '', of = facts): string[] =>
    admissionFindings({ admitted, grounds, reason }, of).map(({ clause, code }) => `§${clause} ${code}`);

  it('proposes the grounds that the facts bear out', () => {
    expect(proposedGrounds({ late: true, findings: missing })).toEqual(['INCOMPLETE', 'LATE']);
    expect(proposedGrounds({ late: false, findings: [] })).toEqual([]);
  });

  test.each([
    ['a person admits all the same', true, [], '', []],
    ['admitted with a ground', true, ['LATE'], '', ['§14 ADMITTED_WITH_GROUND']],
    ['refused without a ground', false, [], '', ['§14 REFUSAL_WITHOUT_GROUND']],
    ['refused as incomplete', false, ['INCOMPLETE'], '', []],
    ['refused as late in time', false, ['LATE'], '', ['§14 GROUND_NOT_FOUND']],
    ['refused as not eligible without a reason', false, ['NOT_ELIGIBLE'], '', ['§9 REASON_MISSING']],
    ['refused as not eligible', false, ['NOT_ELIGIBLE'], 'Мемлекеттік қызмет көрсетпейді', []],
    ['refused as incorrect, which is no ground', false, ['INCORRECT'], '', ['§14 GROUND_UNKNOWN']],
  ])('%s', (_, admitted, grounds, reason, codes) => {
    expect(decide(admitted, grounds, reason)).toEqual(codes);
  });

  it('complete papers cannot be refused as incomplete', () => {
    expect(decide(false, ['INCOMPLETE'], '', { late: false, findings: [] })).toEqual([
      '§14 GROUND_NOT_FOUND',
    ]);
  });

  it('doubles are a remark', () => {
    const rows = [
      { id: '1', bin: '971240001315', organisation: 'A' },
      { id: '2', bin: '971240001315', organisation: 'B' },
      { id: '3', bin: '', organisation: 'C' },
    ];
    expect([...duplicates(rows)].map(([id, { kind, code }]) => [id, kind, code])).toEqual([
      ['1', 'remark', 'DUPLICATE_ORGANISATION'],
      ['2', 'remark', 'DUPLICATE_ORGANISATION'],
    ]);
  });
});

describe('files are what their names say', () => {
  const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
  /** The local header of each file of an archive (APPNOTE 4.3.7), with its content stored. */
  const zip = (...files: [string, string][]): string =>
    files
      .map(
        ([name, content]) =>
          `PK\u0003\u0004${'\u0000'.repeat(22)}${String.fromCharCode(name.length)}\u0000\u0000\u0000${name}${content}`,
      )
      .join('');
  const types = '[Content_Types].xml';
  test.each([
    ['pdf', '%PDF-1.7', true],
    ['pdf', 'MZ\u0090', false],
    ['docx', zip([types, ''], ['word/document.xml', '']), true],
    ['docx', zip(['_rels/.rels', ''], ['word/document.xml', '']), true],
    ['docx', zip([types, ''], ['xl/workbook.xml', '']), false],
    ['xlsx', zip([types, ''], ['xl/workbook.xml', '']), true],
    ['pptx', zip([types, ''], ['word/document.xml', '']), false],
    ['docx', zip(['evil.exe', ''], [types, '']), false],
    ['odt', zip(['mimetype', 'application/vnd.oasis.opendocument.text']), true],
    ['odt', zip(['mimetype', 'application/epub+zip']), false],
    ['png', '\u0089PNG\r\n\u001a\n', true],
    ['jpg', '\u00ff\u00d8\u00ff\u00e0', true],
    ['mp4', '\u0000\u0000\u0000\u0018ftypmp42', true],
    ['webm', '\u001aE\u00df\u00a3', true],
    ['exe', 'MZ', false],
  ])('%s %j: %s', (type, head, matches) => expect(matchesType(bytes(head), type)).toBe(matches));

  it('reads the type from the name', () => {
    expect(['Есеп.PDF', 'photo.jpeg', 'noname'].map(claimedType)).toEqual(['pdf', 'jpg', '']);
  });
});

describe('the template of the edition', () => {
  it('is refused when a number has lost its paragraph', () => {
    const broken = structuredClone(template) as { terms: { submissionWeeks: { clause?: string } } };
    delete broken.terms.submissionWeeks.clause;
    expect(templateSchema.safeParse(broken).success).toBe(false);
    expect(templateSchema.safeParse(template).success).toBe(true);
  });
});

describe('§13, §14 what is said of a line of the list', () => {
  const facts = { late: false, findings: [] };
  test.each([
    [true, ['LATE'], '', { clause: '14', code: 'ADMITTED_WITH_GROUND', kind: 'refusal' }],
    [
      false,
      ['LATE'],
      '',
      { clause: '14', code: 'GROUND_NOT_FOUND', kind: 'refusal', values: { ground: 'LATE' } },
    ],
    [false, ['X'], '', { clause: '14', code: 'GROUND_UNKNOWN', kind: 'refusal', values: { ground: 'X' } }],
    [false, ['NOT_ELIGIBLE'], ' ', { clause: '9', code: 'REASON_MISSING', kind: 'refusal' }],
  ])('admitted %s, grounds %j, reason «%s»', (admitted, grounds, reason, finding) => {
    expect(admissionFindings({ admitted, grounds, reason }, facts)).toEqual([finding]);
  });

  const remark = { clause: '13', code: 'DUPLICATE_ORGANISATION', kind: 'remark' };
  test.each([
    ['one number, two names', ['1', 'A'], ['1', 'B'], true],
    ['two numbers, one name', ['1', 'A'], ['2', 'A'], true],
    ['no numbers, one name', ['', 'A'], ['', 'A'], true],
    ['no numbers, two names', ['', 'A'], ['', 'B'], false],
    ['two numbers, two names', ['1', 'A'], ['2', 'B'], false],
    ['one number and none, two names', ['1', 'A'], ['', 'B'], false],
  ])('%s: doubles %s', (_, one, other, double) => {
    const rows = [one, other].map(([bin = '', organisation = ''], id) => ({
      id: `${id}`,
      bin,
      organisation,
    }));
    expect([...duplicates(rows)]).toEqual(
      double
        ? [
            ['0', remark],
            ['1', remark],
          ]
        : [],
    );
  });

  it('a complete form is not eligible without its kind and services', () => {
    expect(completeness(fullForm({ kind: '', services: '' }), allFiles, edition)).toEqual([
      { clause: '9', code: 'KIND_MISSING', kind: 'missing', field: 'kind' },
      { clause: '9', code: 'SERVICES_MISSING', kind: 'missing', field: 'services' },
    ]);
  });

  it('a link is material too', () => {
    const without = allFiles.filter(({ kind }) => kind !== 'evidence');
    expect(completeness(fullForm({ links: 'https://a.kz' }), without, edition)).toEqual([]);
    expect(completeness(fullForm(), without, edition)).toEqual([
      { clause: '12', code: 'EVIDENCE_MISSING', kind: 'missing', field: 'files.evidence' },
    ]);
  });
});
