// What the site shows beside the register: readers' questions with the Agency's answers, and who sits in a commission. No
// part of the register, because it proves nothing and may be taken back. Its revision only grows.

import type { Language } from './application.ts';

/** '' in a language in which nothing was said. */
export type Said = Record<Language, string>;

export type PublishedQuestion = {
  /** 32 hex digits. */
  id: string;
  /** The asker's. */
  language: Language;
  /** '' where it is about no paragraph. */
  clause: string;
  wording: Said;
  answer: Said;
  /** Local days. */
  askedOn: string;
  answeredOn: string;
};

/** Without the numbers of seats: the register shows votes by seat and never by name. */
export type Composition = {
  commission: string;
  people: { role: 'chair' | 'member' | 'secretary'; name: string; position: string; employer: string }[];
  /** Local day. */
  publishedOn: string;
};

export type SiteContent = {
  format: 'uzdik-site/1';
  revision: number;
  /** The newest answer first. */
  questions: PublishedQuestion[];
  /** In order of commission. */
  compositions: Composition[];
};

export const NO_CONTENT: SiteContent = {
  format: 'uzdik-site/1',
  revision: 0,
  questions: [],
  compositions: [],
};

/** What was said, in the reader's language or else in the one in which it was asked. */
export const saidIn = (
  said: Said,
  reader: Language,
  asked: Language,
): { text: string; language: Language } =>
  said[reader] === '' ? { text: said[asked], language: asked } : { text: said[reader], language: reader };

/** The address of a published question on its page, behind the #. */
export const questionAnchor = (id: string): string => `q-${id.slice(0, 8)}`;
