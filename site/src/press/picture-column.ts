// The middle of a picture: lines of text, figures and a list under one another, measured before they are drawn.

import { COLOURS } from './picture.ts';
import type { Faces } from './picture.ts';
import type { PictureWords } from './picture-words.ts';

type Line = { text: string; x: number; y: number; size: number; bold: boolean; colour: string };
/** Something of a height with its lines; places count from its own corner. */
export type Piece = { height: number; width: number; lines: Line[]; bullet?: number };
type Style = { size: number; bold?: boolean; colour?: string; gap: number; indent?: number };

const LEADING = 1.2;
/** Share of a size that stands above the base line. */
const ABOVE = 0.92;

function textPiece(
  said: string,
  { size, bold = false, colour = COLOURS.white, gap, indent = 0 }: Style,
  width: number,
  faces: Faces,
): Piece {
  const face = bold ? faces.bold : faces.regular;
  const lines = face.lines(said, size, width - indent);
  return {
    height: gap + lines.length * size * LEADING,
    width: indent + Math.max(...lines.map((line) => face.width(line, size))),
    lines: lines.map((text, index) => ({
      text,
      x: indent,
      y: gap + index * size * LEADING + size * ABOVE,
      size,
      bold,
      colour,
    })),
  };
}

/** Figures side by side, each over what it counts. */
function figuresPiece(figures: PictureWords['figures'], width: number, scale: number, faces: Faces): Piece {
  const column = figures.length === 1 ? width : width / figures.length;
  const [value, label, gap] = [112 * scale, 28 * scale, 30 * scale];
  const lines = figures.flatMap((figure, index): Line[] => {
    const x = column * index;
    return [
      {
        text: String(figure.value),
        x,
        y: gap + value * ABOVE,
        size: value,
        bold: true,
        colour: COLOURS.gold,
      },
      ...faces.regular.lines(figure.label, label, column - 24 * scale).map((text, row) => ({
        text,
        x,
        y: gap + value * 1.05 + (row + 1) * label * LEADING,
        size: label,
        bold: false,
        colour: COLOURS.white,
      })),
    ];
  });
  const widest = Math.max(
    ...lines.map(({ text, x, size, bold }) => x + (bold ? faces.bold : faces.regular).width(text, size)),
  );
  return {
    height: Math.max(...lines.map(({ y }) => y)) + label * (LEADING - ABOVE),
    width: widest,
    lines,
  };
}

/** Everything in the middle at a scale of its type. */
export function measured(words: PictureWords, width: number, scale: number, faces: Faces): Piece[] {
  const piece = (said: string, style: Style): Piece[] =>
    said === '' ? [] : [textPiece(said, style, width, faces)];
  const { kicker, label, headline, about, detail, figures, list } = words;
  return [
    ...piece(kicker, { size: 32 * scale, bold: true, colour: COLOURS.gold, gap: 0 }),
    ...piece(label, { size: 34 * scale, gap: 10 * scale }),
    // Who won is what such a picture says; its headline stands back.
    ...piece(headline, { size: (list.length === 0 ? 66 : 52) * scale, bold: true, gap: 10 * scale }),
    ...piece(about, { size: 34 * scale, colour: COLOURS.soft, gap: 22 * scale }),
    ...(detail === null
      ? []
      : [
          ...piece(detail.label, { size: 30 * scale, colour: COLOURS.soft, gap: 34 * scale }),
          ...piece(detail.value, { size: 46 * scale, bold: true, colour: COLOURS.gold, gap: 4 * scale }),
        ]),
    ...(figures.length === 0 ? [] : [figuresPiece(figures, width, scale, faces)]),
    ...list.flatMap(({ name, note }) => {
      const indent = 44 * scale;
      const [first] = piece(name, { size: 40 * scale, bold: true, gap: 16 * scale, indent });
      const [second] = piece(note, { size: 28 * scale, colour: COLOURS.soft, gap: 0, indent });
      return [
        ...(first === undefined ? [] : [{ ...first, bullet: 40 * scale }]),
        ...(second ? [second] : []),
      ];
    }),
  ];
}

export const heightOf = (pieces: Piece[]): number => pieces.reduce((sum, { height }) => sum + height, 0);

/** The pieces from x, y downwards, as SVG. */
export function column(pieces: Piece[], x: number, y: number, faces: Faces): string[] {
  let top = y;
  return pieces.flatMap(({ height, lines, bullet }) => {
    const drawn = lines.map(
      (line) =>
        `<path fill="${line.colour}" d="${(line.bold ? faces.bold : faces.regular).outline(
          line.text,
          x + line.x,
          top + line.y,
          line.size,
        )}"/>`,
    );
    const [first] = lines;
    if (bullet !== undefined && first !== undefined) {
      const [half, centre] = [bullet * 0.26, top + first.y - bullet * 0.32];
      drawn.push(
        `<path fill="${COLOURS.gold}" d="M${x} ${centre}l${half} ${-half * 1.3} ${half} ${half * 1.3} ${-half} ${half * 1.3}z"/>`,
      );
    }
    top += height;
    return drawn;
  });
}
