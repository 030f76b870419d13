// Text as outlines: a picture looks the same on every machine, whatever fonts it has.

import fontkit from '@cantoo/fontkit';
import type { Font } from '@cantoo/fontkit';

/** One weight of the typeface. Sizes and places are pixels. */
export class Typeface {
  private readonly font: Font;
  private readonly advances = new Map<string, number>();
  constructor(bytes: Uint8Array) {
    const font = fontkit.create(bytes);
    if (font === null || !('layout' in font)) throw new Error('The typeface cannot be read.');
    this.font = font;
  }

  width(said: string, size: number): number {
    return said
      .split(' ')
      .reduce((sum, word, index) => sum + this.of(word, size) + (index === 0 ? 0 : this.of(' ', size)), 0);
  }

  /** Measured once a word: lines are broken many times until they fit. */
  private of(word: string, size: number): number {
    const known = this.advances.get(word) ?? this.font.layout(word).advanceWidth;
    this.advances.set(word, known);
    return (known * size) / this.font.unitsPerEm;
  }

  /** The outline of a line whose base begins at x, y, as data of an SVG path. */
  outline(said: string, x: number, y: number, size: number): string {
    const scale = size / this.font.unitsPerEm;
    const { glyphs, positions } = this.font.layout(said);
    let at = x;
    return glyphs
      .map((glyph, index) => {
        const place = positions?.[index];
        const path = glyph.path
          .scale(scale, -scale)
          .translate(at + (place?.xOffset ?? 0) * scale, y - (place?.yOffset ?? 0) * scale);
        at += (place?.xAdvance ?? 0) * scale;
        return path
          .toSVG()
          .replace(/\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100));
      })
      .join('');
  }

  /** Lines no wider than `width` where a word is not wider itself, about equally long. */
  lines(said: string, size: number, width: number): string[] {
    const greedy = this.broken(said, size, width);
    let [low, high] = [width / 2, width];
    for (let step = 0; step < 6 && greedy.length > 1; step += 1) {
      const middle = (low + high) / 2;
      const fits = this.broken(said, size, middle);
      const whole = fits.length === greedy.length && fits.every((line) => this.width(line, size) <= middle);
      if (whole) high = middle;
      else low = middle;
    }
    return greedy.length > 1 ? this.broken(said, size, high) : greedy;
  }

  private broken(said: string, size: number, width: number): string[] {
    const lines: string[] = [];
    let line = '';
    for (const word of said.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && this.width(longer, size) > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return [...lines, line];
  }
}
