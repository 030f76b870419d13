// Text of any length set into a room of fixed size: broken between words, smaller where it must be.

type Room = { widest: number; room: number; size: number; leading: number };
/** Width of a line at size 1. */
type Width = (line: string) => number;
const SMALLEST = 6;
const STEP = 0.5;

/**
 * The largest size up to `size` at which `text` stands within `room`, and its lines, about equally long. `letterWidth` is
 * asked once a letter: to lay out every line that is tried takes minutes for a long name.
 */
export function fitted(text: string, asked: Room, letterWidth: Width): { lines: string[]; size: number } {
  const widths = new Map([...new Set(text)].map((letter) => [letter, letterWidth(letter)]));
  const width = (line: string): number =>
    [...line].reduce((sum, letter) => sum + (widths.get(letter) ?? 0), 0);
  return set(text, asked, width);
}

function set(text: string, asked: Room, width: Width): { lines: string[]; size: number } {
  const { widest, room, size, leading } = asked;
  const wide = (line: string): number => width(line) * size;
  const least = broken(text, widest, wide);
  if (least.length * size * leading > room && size > SMALLEST)
    return set(text, { ...asked, size: size - STEP }, width);
  // The narrowest column that needs no more lines leaves no word alone on the last one.
  let column = widest;
  while (column > size && broken(text, column - size, wide).length === least.length) column -= size;
  return { lines: broken(text, column, wide), size };
}

function broken(text: string, column: number, wide: (line: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((one) => chopped(one, column, wide))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && wide(longer) > column) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** A word that no line can hold, in pieces. */
function chopped(word: string, column: number, wide: (line: string) => number): string[] {
  if (wide(word) <= column || word.length < 2) return [word];
  let end = word.length - 1;
  while (end > 1 && wide(word.slice(0, end)) > column) end -= 1;
  return [word.slice(0, end), ...chopped(word.slice(end), column, wide)];
}
