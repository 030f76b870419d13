// Addresses of the regulation's paragraphs, the same in the three languages and for ever.

import terms from '#content/texts/terms.json';

const KEY = 'clause.';

/** Paragraphs as they are cited, in order: '1'…'24', then the appendices 'A1', 'A2'. */
export const CLAUSES: readonly string[] = Object.keys(terms)
  .filter((key) => key.startsWith(KEY))
  .map((key) => key.slice(KEY.length));

/** 'p15' for paragraph 15, 'a2' for Appendix 2. */
export const anchorOf = (n: string): string => (n.startsWith('A') ? n.toLowerCase() : `p${n}`);
