// The border of a diploma: the ornament in gold on blue along the four sides of a lying A4, and a square in each corner.

import { degrees, rgb } from '@cantoo/pdf-lib';
import type { PDFPage, RGB } from '@cantoo/pdf-lib';
import { hill, horns, quarter } from '#rules/ornament';

// Points.
export const WIDTH = 841.89;
export const HEIGHT = 595.28;
/** How far from the edge the band begins, and its width. */
const FRAME = 20;
const BAND = 38;
/** Where it ends. */
export const INNER = FRAME + BAND;
/** Between the edge of the band and a foot of the ornament. */
const EDGE = 3.6;
export const BLUE = rgb(0.02, 0.3, 0.43);
export const DARK_GOLD = rgb(0.62, 0.44, 0.05);
const GOLD = rgb(0.93, 0.74, 0.25);

/** Pairs of horns inwards, hills between them. */
export function border(page: PDFPage): void {
  const frame = (inset: number, thickness: number, color: RGB): void =>
    page.drawRectangle({
      x: inset,
      y: inset,
      width: WIDTH - 2 * inset,
      height: HEIGHT - 2 * inset,
      borderColor: color,
      borderWidth: thickness,
    });
  frame(FRAME + BAND / 2, BAND, BLUE);
  frame(FRAME + 2.2, 0.9, GOLD);
  frame(INNER - 2.2, 0.9, GOLD);
  frame(INNER + 4, 0.8, DARK_GOLD);
  // An SVG path counts downwards, so that what is drawn upwards is turned by half a circle.
  const draw = (paths: string[], x: number, y: number, turn: number): void => {
    for (const one of paths) page.drawSvgPath(one, { x, y, color: GOLD, rotate: degrees(turn + 180) });
  };
  const along = (length: number, place: (at: number) => [x: number, y: number], turn: number): void => {
    const inner = length - 2 * INNER;
    const count = Math.round(inner / (BAND * 0.98));
    const step = inner / count;
    for (let index = 0; index < count; index += 1)
      draw(horns(BAND - 2 * EDGE - 1), ...place(INNER + step * (index + 0.5)), turn);
    for (let index = 0; index <= count; index += 1)
      draw(hill(BAND - 2 * EDGE), ...place(INNER + step * index), turn);
  };
  along(WIDTH, (at) => [at, FRAME + EDGE], 0);
  along(WIDTH, (at) => [at, HEIGHT - FRAME - EDGE], 180);
  along(HEIGHT, (at) => [FRAME + EDGE, at], 270);
  along(HEIGHT, (at) => [WIDTH - FRAME - EDGE, at], 90);
  const [near, far] = [FRAME + BAND / 2, { x: WIDTH - FRAME - BAND / 2, y: HEIGHT - FRAME - BAND / 2 }];
  for (const [x, y] of [
    [near, near],
    [far.x, near],
    [near, far.y],
    [far.x, far.y],
  ] as const) {
    page.drawRectangle({ x: x - BAND / 2, y: y - BAND / 2, width: BAND, height: BAND, color: BLUE });
    page.drawRectangle({
      x: x - BAND / 2 + 2.2,
      y: y - BAND / 2 + 2.2,
      width: BAND - 4.4,
      height: BAND - 4.4,
      borderColor: GOLD,
      borderWidth: 0.9,
    });
    for (const turn of [0, 90, 180, 270]) draw(quarter(BAND - 2 * EDGE), x, y, turn);
  }
}
