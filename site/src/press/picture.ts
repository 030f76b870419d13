// The picture of a publication as SVG: the emblem and the contest above, what is said in the middle, the day below, and the
// ornament along the foot. Long names are broken into lines and set smaller until everything fits.

import { hill, horns } from '#rules/ornament';
import { SIZES } from './files.ts';
import type { Size } from './files.ts';
import type { PictureWords } from './picture-words.ts';
import { column, heightOf, measured } from './picture-column.ts';
import type { Typeface } from './typeface.ts';

export type Faces = { regular: Typeface; bold: Typeface };

/** Colours of the site's head (styles/tokens.css): few of them, so that the file is small. */
export const COLOURS = {
  deep: '#07384d',
  shade: '#0b4358',
  line: '#2c6076',
  white: '#ffffff',
  soft: '#c4dfe8',
  gold: '#e2ad1c',
  onGold: '#241b00',
} as const;

/** How a size is laid out: pixels, and the scale of its type. */
const LAYOUT = {
  wide: { padding: 72, scale: 1, band: 54, top: 40, big: 500 },
  square: { padding: 80, scale: 1.25, band: 72, top: 76, big: 720 },
  tall: { padding: 88, scale: 1.5, band: 92, top: 190, big: 900 },
} as const satisfies Record<Size, object>;
const SMALLER = 0.95;
const SMALLEST = 0.3;

const fill = (data: string, colour: string): string => `<path fill="${colour}" d="${data}"/>`;

export function pictureSvg(words: PictureWords, size: Size, faces: Faces): string {
  const { width, height } = SIZES[size];
  const { padding, scale, band, top, big } = LAYOUT[size];
  const inner = width - 2 * padding;
  const strip = words.notReal === '' ? 0 : 46 * scale;
  const head = 72 * scale;
  const foot = band + 66 * scale;
  const room = { from: strip + top + head + 20 * scale, to: height - foot - 16 * scale };

  let type = scale;
  let pieces = measured(words, inner, type, faces);
  while (
    type > SMALLEST &&
    (heightOf(pieces) > room.to - room.from || pieces.some((piece) => piece.width > inner))
  ) {
    type *= SMALLER;
    pieces = measured(words, inner, type, faces);
  }
  const middle = room.from + (room.to - room.from - heightOf(pieces)) / 2;

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${COLOURS.deep}"/>`,
    ornament(horns(big), width * 0.8, height - band, COLOURS.shade),
    ...headOf(words, { x: padding, y: strip + top, side: head, width: inner, scale, faces }),
    ...column(pieces, padding, middle, faces),
    ...footOf(words, { x: padding, y: height - foot, width: inner, scale, faces }),
    ...bandOf(width, height, band),
    ...(strip === 0 ? [] : stripOf(words.notReal, width, strip, faces)),
    '</svg>',
  ].join('\n');
}

/** Paths of the ornament with their foot at x, y. */
const ornament = (paths: string[], x: number, y: number, colour: string): string =>
  `<g fill="${colour}" transform="translate(${x} ${y}) scale(1 -1)">${paths
    .map((data) => `<path d="${data}"/>`)
    .join('')}</g>`;

/** Pairs of horns and hills by turns along the foot of the picture. */
function bandOf(width: number, height: number, band: number): string[] {
  const size = band * 0.84;
  const count = Math.round(width / (size * 1.7));
  const step = width / count;
  return [
    `<rect y="${height - band}" width="${width}" height="${band}" fill="${COLOURS.shade}"/>`,
    `<rect y="${height - band}" width="${width}" height="3" fill="${COLOURS.gold}"/>`,
    ...Array.from({ length: count }, (_, index) =>
      ornament(horns(size), step * (index + 0.5), height, COLOURS.gold),
    ),
    ...Array.from({ length: count + 1 }, (_, index) =>
      ornament(hill(size), step * index, height, COLOURS.gold),
    ),
  ];
}

type Place = { x: number; y: number; width: number; scale: number; faces: Faces };

function headOf(
  { contest, agency, headline }: PictureWords,
  { x, y, side, width, scale, faces }: Place & { side: number },
): string[] {
  const left = x + side + 22 * scale;
  const most = width - side - 22 * scale;
  // Where the headline says the contest's name, the head does not repeat it.
  const named = headline.includes(contest) ? [] : [contest];
  const agencySize = 21 * scale;
  const agencyLines = faces.regular.lines(agency, agencySize, most);
  const total = named.length * 34 * scale + agencyLines.length * 26 * scale;
  let base = y + (side - total) / 2;
  const lines: string[] = [];
  for (const line of named) {
    base += 28 * scale;
    lines.push(fill(faces.bold.outline(line, left, base, 29 * scale), COLOURS.white));
    base += 6 * scale;
  }
  for (const line of agencyLines) {
    base += 21 * scale;
    lines.push(fill(faces.regular.outline(line, left, base, agencySize), COLOURS.soft));
    base += 5 * scale;
  }
  return [emblem(x, y, side), ...lines];
}

/** The site's emblem: a sun with a tick. */
const emblem = (x: number, y: number, side: number): string =>
  `<g transform="translate(${x} ${y}) scale(${side / 48})" fill="none" stroke-linecap="round">
<path stroke="${COLOURS.gold}" stroke-width="2.6" d="M24 2v5M24 41v5M2 24h5M41 24h5M8.4 8.400l3.600 3.600M36 36l3.600 3.600M8.400 39.600l3.600-3.600M36 12l3.600-3.600"/>
<circle cx="24" cy="24" r="13" fill="${COLOURS.gold}"/>
<path stroke="${COLOURS.deep}" stroke-width="3.800" stroke-linejoin="round" d="M17.600 24.400l4.400 4.500 8.400-9.400"/></g>`;

function footOf({ day, host }: PictureWords, { x, y, width, scale, faces }: Place): string[] {
  const size = 25 * scale;
  const base = y + 43 * scale;
  const right = x + width - faces.bold.width(host, size);
  if (day === '' && host === '') return [];
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="2" fill="${COLOURS.line}"/>`,
    ...(day === '' ? [] : [fill(faces.regular.outline(day, x, base, size), COLOURS.soft)]),
    ...(host === '' ? [] : [fill(faces.bold.outline(host, right, base, size), COLOURS.white)]),
  ];
}

/** Across the top, so that nobody takes a rehearsal for the contest. */
function stripOf(said: string, width: number, height: number, { bold }: Faces): string[] {
  const size = Math.min(height * 0.5, (height * 0.5 * width * 0.94) / bold.width(said, height * 0.5));
  const x = (width - bold.width(said, size)) / 2;
  return [
    `<rect width="${width}" height="${height}" fill="${COLOURS.gold}"/>`,
    fill(bold.outline(said, x, height / 2 + size * 0.35, size), COLOURS.onGold),
  ];
}
