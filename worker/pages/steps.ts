// The steps of an application and which field stands in which.

import type { Language } from '#rules/application';

export const STEPS = ['organisation', 'representatives', 'report', 'evidence'] as const;
export type Step = (typeof STEPS)[number];

export const isStep = (text: unknown): text is Step => STEPS.some((step) => step === text);

const BEGINS: [string, Step][] = [
  ['representatives', 'representatives'],
  ['report', 'report'],
  ['files.report', 'report'],
  ['files', 'evidence'],
  ['links', 'evidence'],
  ['agreesToTerms', 'evidence'],
  ['consents', 'evidence'],
];

/** The step in which a field stands; the first one where it is not known. */
export const stepOf = (field: string | undefined): Step =>
  BEGINS.find(([begin]) => field?.startsWith(begin) === true)?.[1] ?? 'organisation';

export const stepPath = (language: Language, step: Step): string => `/${language}/application/${step}/`;
