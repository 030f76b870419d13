// Input that cannot be read (§13 asks for correct completion): a mail address without @, a number that is none. This
// alone is sent back; what is only missing can be filed.

import type { ApplicationForm } from './application.ts';
import type { Edition } from './edition.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';

/** Longest text by field, in characters. */
export const LONGEST = {
  organisationKk: 500,
  organisationRu: 500,
  services: 5000,
  signatoryName: 200,
  signatoryPosition: 300,
  email: 254,
  links: 5000,
} as const;
export const LONGEST_REPORT = 20_000;
const BIN_LENGTH = 12;
const BIN_WEIGHTS = [
  [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2],
];

export function formErrors(form: ApplicationForm, edition: Edition): Finding[] {
  const wrong = (code: string, field: string, values?: Finding['values']): Finding =>
    refusal('13', code, values, field);
  const tooLong = (Object.keys(LONGEST) as (keyof typeof LONGEST)[]).flatMap((field) =>
    form[field].length > LONGEST[field] ? [wrong('TOO_LONG', field, { max: LONGEST[field] })] : [],
  );
  const longReports = form.report.flatMap((text, index) =>
    text.length > LONGEST_REPORT ? [wrong('TOO_LONG', `report.${index}`, { max: LONGEST_REPORT })] : [],
  );
  return [
    ...tooLong,
    ...longReports,
    ...(form.email === '' || isEmail(form.email) ? [] : [wrong('EMAIL_INVALID', 'email')]),
    ...(form.phone === '' || normalPhone(form.phone) !== null ? [] : [wrong('PHONE_INVALID', 'phone')]),
    ...(form.kind === '' || edition.applicantKinds.value.includes(form.kind)
      ? []
      : [wrong('KIND_UNKNOWN', 'kind')]),
    ...(form.region === '' || edition.regions.includes(form.region)
      ? []
      : [wrong('REGION_UNKNOWN', 'region')]),
    ...(linksOf(form).every(isLink) ? [] : [wrong('LINK_INVALID', 'links')]),
    ...binErrors(form.bin).map((code) => wrong(code, 'bin')),
  ];
}

/** Something before and after one @, with a dot in the host: more cannot be known without writing there. */
export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text);

/** The links of a form, as typed, one each. */
export const linksOf = ({ links }: Pick<ApplicationForm, 'links'>): string[] =>
  links
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** An address that a browser opens over an encrypted line. */
export const isLink = (text: string): boolean => /^https:\/\/[^\s/]+\.[^\s/]+(\/\S*)?$/.test(text);

/** '+7' and ten digits, from what people type with blanks, brackets, dashes or a leading 8; null when it is no number. */
export function normalPhone(text: string): string | null {
  const [, digits] = /^(?:\+7|8)(\d{10})$/.exec(text.replace(/[\s()-]/g, '')) ?? [];
  return digits === undefined ? null : `+7${digits}`;
}

function binErrors(bin: string): string[] {
  if (bin === '') return [];
  if (!/^\d+$/.test(bin) || bin.length !== BIN_LENGTH) return ['BIN_FORMAT'];
  const check = BIN_WEIGHTS.map(
    (weights) => weights.reduce((sum, weight, i) => sum + weight * Number(bin.charAt(i)), 0) % 11,
  );
  const digit = check.find((remainder) => remainder < 10);
  return digit === Number(bin.at(-1)) ? [] : ['BIN_CHECK'];
}
