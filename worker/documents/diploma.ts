// The diploma (§22) to be printed, signed and framed: both languages of the contest, the ornament, and the code by which
// anybody checks it. The same publication gives the same bytes whenever it is made.

import fontkit from '@cantoo/fontkit';
import { degrees, PDFDocument, PDFName, PDFString, rgb } from '@cantoo/pdf-lib';
import type { PDFFont, PDFPage, RGB } from '@cantoo/pdf-lib';
import { encode } from 'uqr';
import { formatDay } from '#rules/dates-in-words';
import type { Diploma } from '#rules/diploma';
import bold from '../../content/fonts/pt-sans-bold.ttf';
import regular from '../../content/fonts/pt-sans-regular.ttf';
import { words } from '../texts.ts';
import { BLUE, border, DARK_GOLD, HEIGHT, INNER, WIDTH } from './diploma-border.ts';
import { fitted } from './fitted.ts';

const SIDE = INNER + 30;
/** Height of what stands at the foot. */
const FOOT = 132;
/** Of a cell of the QR code, 0.4 mm; of the whole code at least and at most. The longest has 137 cells a side. */
const CELL = 1.134;
const [LEAST_QR, MOST_QR] = [96, 121];
/** Bytes of a QR code of the largest size. */
const MOST_IN_QR = 2953;
const INK = rgb(0.04, 0.14, 0.19);
const SOFT = rgb(0.25, 0.33, 0.37);
const RED = rgb(0.72, 0.14, 0.11);
const PAPER = rgb(0.995, 0.992, 0.975);

type Fonts = { regular: PDFFont; bold: PDFFont };
type Sealed = { address: string; key: string };

/** `address` is what the QR says and where it leads, `key` the fingerprint of the key that signed it. */
export async function diplomaPdf(diploma: Diploma, sealed: Sealed): Promise<Uint8Array<ArrayBuffer>> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(fontkit);
  document.setTitle(`${say('kk', 'title')} № ${diploma.number}. ${diploma.kk}`);
  document.setLanguage('kk');
  // A name of its own keeps the library from adding a random one.
  const fonts: Fonts = {
    regular: await document.embedFont(regular, { subset: true, customName: 'UZDIKA+PTSans' }),
    bold: await document.embedFont(bold, { subset: true, customName: 'UZDIKB+PTSansBold' }),
  };
  const page = document.addPage([WIDTH, HEIGHT]);
  page.drawRectangle({ x: 0, y: 0, width: WIDTH, height: HEIGHT, color: PAPER });
  border(page);
  if (diploma.mode !== 'real') watermark(page, fonts);
  body(page, fonts, diploma);
  foot(page, fonts, diploma, sealed);
  // Without object streams the address stands in the file as it is, where whoever checks the file finds the code.
  return new Uint8Array(await document.save({ useObjectStreams: false }));
}

const say = (language: 'kk' | 'ru', key: string, values?: Record<string, string | number>): string =>
  words(language, 'diploma', key, values);

function watermark(page: PDFPage, { bold: font }: Fonts): void {
  const tilt = Math.PI / 8;
  for (const [language, down] of [
    ['kk', -34],
    ['ru', 34],
  ] as const) {
    const text = say(language, 'not-real');
    const size = 42;
    const half = font.widthOfTextAtSize(text, size) / 2;
    page.drawText(text, {
      x: WIDTH / 2 - half * Math.cos(tilt) + down * Math.sin(tilt),
      y: HEIGHT / 2 + 20 - half * Math.sin(tilt) - down * Math.cos(tilt),
      size,
      font,
      color: RED,
      opacity: 0.1,
      rotate: degrees(22.5),
    });
  }
}

type Line = { text: string; size: number; font: PDFFont; color: RGB; after: number };
const LEADING = 1.24;

/** What the diploma says, in the middle of the room above the foot. */
function body(page: PDFPage, { regular: plain, bold: strong }: Fonts, diploma: Diploma): void {
  const lines: Line[] = [];
  const add = (text: string, size: number, room: number, style: Partial<Line> = {}): void => {
    const { font = plain, color = INK, after = 0 } = style;
    const asked = { widest: WIDTH - 2 * SIDE - 50, room, size, leading: LEADING };
    const made = fitted(text, asked, (letter) => font.widthOfTextAtSize(letter, 1));
    made.lines.forEach((line, index) =>
      lines.push({
        text: line,
        size: made.size,
        font,
        color,
        after: index === made.lines.length - 1 ? after : 0,
      }),
    );
  };
  const [edition = ''] = diploma.number.split('-');
  add(say('kk', 'agency'), 12, 20, { color: SOFT });
  add(say('ru', 'agency'), 12, 20, { color: SOFT, after: 10 });
  add(say('kk', 'title'), 44, 60, { font: strong, color: BLUE });
  add(say('kk', 'name'), 20, 30, { font: strong, color: DARK_GOLD, after: 9 });
  if (diploma.mode !== 'real')
    for (const language of ['kk', 'ru'] as const)
      add(say(language, 'fictional'), 9.5, 14, { color: RED, after: language === 'ru' ? 7 : 0 });
  add(say('kk', 'winner', { edition }), 12.5, 20, { color: SOFT, after: 2 });
  add(diploma.kk, 22, 83, { font: strong, after: 9 });
  add(say('ru', 'winner', { edition }), 11, 20, { color: SOFT, after: 2 });
  add(diploma.ru, 15.5, 59, { font: strong });
  const high = lines.reduce((sum, { size, after }) => sum + size * LEADING + after, 0);
  let y = INNER + FOOT + (HEIGHT - 2 * INNER - FOOT + high) / 2;
  for (const { text, size, font, color, after } of lines) {
    y -= size * LEADING;
    const x = (WIDTH - font.widthOfTextAtSize(text, size)) / 2;
    page.drawText(text, { x, y: y + size * 0.26, size, font, color });
    y -= after;
  }
}

/** Number, date, the place for a signature and a stamp, the register's head, the code. */
function foot(page: PDFPage, fonts: Fonts, diploma: Diploma, { address, key }: Sealed): void {
  const base = INNER + 14;
  const write = (text: string, x: number, y: number, size: number, color = INK, font = fonts.regular): void =>
    page.drawText(text, { x, y, size, font, color });
  const both = (name: string): string => `${say('kk', name)} / ${say('ru', name)}`;
  write(`№ ${diploma.number}`, SIDE, base + 108, 16, BLUE, fonts.bold);
  write(formatDay(diploma.date, 'kk'), SIDE, base + 90, 11);
  write(formatDay(diploma.date, 'ru'), SIDE, base + 75, 11, SOFT);
  const middle = SIDE + 190;
  const line = { start: { x: middle, y: base + 78 }, end: { x: middle + 215, y: base + 78 } };
  page.drawLine({ ...line, thickness: 0.8, color: INK });
  write(say('kk', 'head-of-agency'), middle, base + 64, 10);
  write(say('ru', 'head-of-agency'), middle, base + 51, 10, SOFT);
  write(both('stamp'), middle + 232, base + 64, 10, SOFT);
  const [number = '', hash = ''] = diploma.head.split(':');
  const groups = (hex: string): string => hex.replace(/.{8}(?=.)/g, '$& ');
  write(both('register'), SIDE, base + 26, 7, SOFT);
  write(`№ ${number}  ${groups(hash)}`, SIDE + 72, base + 26, 7);
  write(both('key'), SIDE, base + 14, 7, SOFT);
  write(groups(key), SIDE + 72, base + 14, 7);
  if (new TextEncoder().encode(address).length <= MOST_IN_QR) code(page, address, base);
  const [site = ''] = address.replace(/^https?:\/\//, '').split('#');
  const label = `${both('check')}: ${site}`;
  write(label, SIDE, base + 2, 7, SOFT);
}

/** The QR code, which is a link too. Names too long for any QR code leave its place empty: the file has the code. */
function code(page: PDFPage, address: string, base: number): void {
  const { data, size } = encode(address, { ecc: 'L', boostEcc: true, border: 0 });
  const side = Math.min(MOST_QR, Math.max(LEAST_QR, size * CELL));
  const x = WIDTH - SIDE - side;
  // One path: between many rectangles a viewer shows light lines.
  const path = data.flatMap((row, down) =>
    row.flatMap((dark, across) => (dark ? [`M${across} ${down}h1v1h-1z`] : [])),
  );
  page.drawRectangle({ x: x - 6, y: base - 6, width: side + 12, height: side + 12, color: rgb(1, 1, 1) });
  page.drawSvgPath(path.join(''), {
    x,
    y: base + side,
    scale: side / size,
    color: rgb(0, 0, 0),
    borderWidth: 0,
  });
  const link = page.doc.context.register(
    page.doc.context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [x, base, x + side, base + side],
      Border: [0, 0, 0],
      A: { Type: 'Action', S: 'URI', URI: PDFString.of(address) },
    }),
  );
  page.node.set(PDFName.of('Annots'), page.doc.context.obj([link]));
}
