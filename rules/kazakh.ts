// Kazakh order and folding from our own alphabet: workerd, browsers and SQLite know neither.

import { compareText } from './compare-text.ts';

const ALPHABET = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя';
const RANK = new Map([...ALPHABET].map((letter, index) => [letter, index]));
const FOLD: Record<string, string> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
  ё: 'е',
};
// Digits and Latin stand before the alphabet, in their own order.
const FIRST_LETTER = 0x4000;
const BLANK_AND_MARKS = /[^\p{L}\p{N}]+/gu;

/** A key whose plain code-unit order is the Kazakh alphabetical order; marks and case do not count. */
export function sortKeyKk(text: string): string {
  return [...text.normalize('NFC').toLowerCase().replace(BLANK_AND_MARKS, ' ').trim()]
    .map((char) => {
      const rank = RANK.get(char);
      return rank === undefined ? char : String.fromCharCode(FIRST_LETTER + rank);
    })
    .join('');
}

export function compareKk(a: string, b: string): number {
  return compareText(sortKeyKk(a), sortKeyKk(b)) || compareText(a, b);
}

/** What search compares: people type Kazakh with a Russian keyboard. */
export const searchFold = (text: string): string =>
  [...text.normalize('NFC').toLowerCase()]
    .map((char) => FOLD[char] ?? char)
    .join('')
    .replace(BLANK_AND_MARKS, ' ')
    .trim();
