// What a printed regulation says beside its text.

import type { Regulation } from './regulation-text.ts';

export type Print = {
  language: 'kk' | 'ru' | 'en';
  regulation: Regulation;
  /** That it is a translation, and where the original is; '' for the original. */
  note: string;
  /** Words for a paragraph that the source does not have. */
  missing: (n: string) => string;
  /** Words at the foot of page n of all. */
  page: (n: number, of: number) => string;
};
