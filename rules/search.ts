// Finds what a reader typed in short texts: folded, so that «қызмет» is found by «кызмет», and forgiving about the ends of
// words, which Kazakh and Russian change.

import { searchFold } from './kazakh.ts';

/** Kind, address, title, text. */
export type Entry = readonly [kind: string, url: string, title: string, text: string];
export type Piece = { text: string; hit: boolean };

const WORD = /[\p{L}\p{N}]+/gu;
// A word and its other forms have this many first letters in common at least, and differ in as many last ones at most.
const LEAST_SAME = 4;
const MOST_OTHER = 2;
const TITLE_WEIGHT = 3;

/** The words of a query, folded. */
export const termsOf = (query: string): string[] => searchFold(query).split(' ').filter(Boolean);

/** How well a folded word answers a term: 3 the same, 2 begins with it, 1 another form of it, 0 not at all. */
function closeness(word: string, term: string): number {
  if (word === term) return 3;
  if (word.startsWith(term)) return 2;
  let same = 0;
  // They are not the same, so one ends or they part.
  while (word[same] === term[same]) same += 1;
  return same >= Math.max(LEAST_SAME, Math.min(word.length, term.length) - MOST_OTHER) ? 1 : 0;
}

const best = (words: readonly string[], term: string): number =>
  words.reduce((most, word) => Math.max(most, closeness(word, term)), 0);

/** Entries in which every word of the query is found, the best first; the same order where they are equal. */
export function search(entries: readonly Entry[], query: string): Entry[] {
  const terms = termsOf(query);
  return entries
    .map((entry) => {
      const [title, text] = [termsOf(entry[2]), termsOf(entry[3])];
      const scores = terms.map((term) => TITLE_WEIGHT * best(title, term) + best(text, term));
      return { entry, score: scores.includes(0) ? 0 : scores.reduce((sum, one) => sum + one, 0) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

/** A text in pieces, those marked that the query found. */
export function marked(text: string, query: string): Piece[] {
  const terms = termsOf(query);
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!terms.some((term) => closeness(searchFold(word), term) > 0)) continue;
    if (index > end) pieces.push({ text: text.slice(end, index), hit: false });
    pieces.push({ text: word, hit: true });
    end = index + word.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), hit: false });
  return pieces;
}

/** At most `length` characters around the first hit, broken between words. */
export function excerpt(text: string, query: string, length: number): string {
  let first = 0;
  for (const { text: piece, hit } of marked(text, query)) {
    if (hit) break;
    first += piece.length;
  }
  const wanted = Math.max(0, Math.min(first - length / 3, text.length - length));
  const from = wanted === 0 ? 0 : text.indexOf(' ', wanted) + 1;
  const cut = text.slice(from, from + length);
  const whole = from + length < text.length ? cut.slice(0, cut.lastIndexOf(' ')) : cut;
  return `${from === 0 ? '' : '… '}${whole}${from + whole.length < text.length ? ' …' : ''}`;
}
