// Addresses of the regulation's paragraphs, the same in the three languages and for ever.

import terms from '#content/texts/terms.json' with { type: 'json' };
import tests from '#content/tests-by-paragraph.json' with { type: 'json' };
import { KEPT_BY } from '#rules/kept-by';
import { LEFT_TO_PEOPLE } from '#rules/left-to-people';

const KEY = 'clause.';

/** Paragraphs as they are cited, in order: '1'…'24', then the appendices 'A1', 'A2'. */
export const CLAUSES: readonly string[] = Object.keys(terms)
  .filter((key) => key.startsWith(KEY))
  .map((key) => key.slice(KEY.length));

/** 'p15' for paragraph 15, 'a2' for Appendix 2. */
export const anchorOf = (n: string): string => (n.startsWith('A') ? n.toLowerCase() : `p${n}`);

/** Whether people keep the paragraph, or the software does. */
export const leftToPeople = (n: string): boolean => n in LEFT_TO_PEOPLE;

/** Tests of test/rules whose name cites the paragraph. */
export const testsOf = (n: string): number => (tests as Readonly<Record<string, number>>)[n] ?? 0;

/** Files of the software that keep the paragraph. */
export const keptBy = (n: string): string[] => (KEPT_BY[n] ?? []).map(fileOf);

/** A module of rules/ as a file. */
export const fileOf = (module: string): string => `rules/${module}.ts`;
