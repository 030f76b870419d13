// Texts for documents: what breaks markup, formulas, headers and lines, alone and in one another.

import { dice } from '../hostile/dice.ts';
import { SCRIPTS, TEXTS } from '../fuzz/strings.ts';

const LINES = [
  '\r\nBcc: x@example.kz\r\n',
  '\nATTENDEE:mailto:x@example.kz\n',
  '\r',
  '\u2028',
  '\u0085',
  '\u0000',
  '\u000b',
];
const WIDE = [
  '＝1+1',
  '＠SUM(1)',
  '=1+1',
  '|cmd',
  '";=1',
  '\t=1',
  "'",
  '"',
  ';',
  ',',
  '\\',
  '\\n',
  ']]>',
  '<!--',
  '&',
  '&amp;',
];

/** `n` texts from `seed`, none of them the same as another. */
export function hostileTexts(n: number, seed: number): string[] {
  const roll = dice(seed);
  const parts = [...SCRIPTS, ...TEXTS.filter(({ length }) => length < 1_000), ...LINES, ...WIDE];
  return Array.from({ length: n }, (_, index) =>
    [...Array.from({ length: 1 + roll.below(3) }, () => roll.of(parts)), String(index)].join(
      roll.of(['', ' ']),
    ),
  );
}
