// The regulation as PDF on A4, in a typeface that has every Kazakh letter. The same text gives the same bytes.

import fontkit from '@cantoo/fontkit';
import { PDFDocument, rgb } from '@cantoo/pdf-lib';
import type { PDFFont, PDFPage } from '@cantoo/pdf-lib';
import type { Print } from './print.ts';
import type { Line } from './regulation-text.ts';

// Points.
const WIDTH = 595.28;
const HEIGHT = 841.89;
const MARGIN = 56;
const INDENT = 26;
const SIZE = 11;
const LEADING = 1.4;
// Where the columns of a table begin and how wide they are, in parts of the text.
const COLUMNS = [
  [0, 0.08],
  [0.08, 0.66],
  [0.76, 0.24],
] as const;
const INK = rgb(0.06, 0.14, 0.17);
const SOFT = rgb(0.29, 0.37, 0.41);

export type Fonts = { regular: Uint8Array; bold: Uint8Array };
type Style = {
  size?: number;
  bold?: boolean;
  soft?: boolean;
  x?: number;
  width?: number;
  align?: 'center' | 'right';
};

class Sheet {
  private readonly document: PDFDocument;
  private readonly fonts: { regular: PDFFont; bold: PDFFont };
  private readonly pages: PDFPage[] = [];
  private y = 0;

  constructor(document: PDFDocument, fonts: { regular: PDFFont; bold: PDFFont }) {
    this.document = document;
    this.fonts = fonts;
    this.turn();
  }

  /** Lines of `text` from where the pen stands; the pen stays below them. */
  write(text: string, style: Style = {}): void {
    const { size = SIZE, bold = false, soft = false, x = 0, width = WIDTH - 2 * MARGIN - x, align } = style;
    const font = bold ? this.fonts.bold : this.fonts.regular;
    for (const line of broken(text, font, size, width)) {
      this.room(size * LEADING);
      this.y -= size * LEADING;
      const spare = width - font.widthOfTextAtSize(line, size);
      const shift = align === 'center' ? spare / 2 : align === 'right' ? spare : 0;
      this.page.drawText(line, { x: MARGIN + x + shift, y: this.y, size, font, color: soft ? SOFT : INK });
    }
  }

  /** Cells side by side; the row is never broken. */
  row(cells: string[], bold: boolean): void {
    const whole = WIDTH - 2 * MARGIN;
    const size = SIZE - 1;
    const font = bold ? this.fonts.bold : this.fonts.regular;
    const columns = cells.map((text, index) => {
      const [from, part] = COLUMNS[index] ?? COLUMNS[2];
      return { text, x: from * whole, width: part * whole };
    });
    const lines = columns.map(({ text, width }) => broken(text, font, size, width).length);
    this.room(Math.max(...lines) * size * LEADING);
    const top = this.y;
    const ends = columns.map(({ text, x, width }) => {
      this.y = top;
      this.write(text, { size, bold, x, width });
      return this.y;
    });
    this.y = Math.min(...ends) - 5;
    this.page.drawLine({
      start: { x: MARGIN, y: this.y },
      end: { x: WIDTH - MARGIN, y: this.y },
      thickness: 0.5,
      color: SOFT,
    });
    this.y -= 3;
  }

  space(points: number): void {
    this.y -= points;
  }

  /** Breaks the page where fewer than `points` are left. */
  room(points: number): void {
    if (this.y - points < MARGIN) this.turn();
  }

  turn(): void {
    this.pages.push(this.document.addPage([WIDTH, HEIGHT]));
    this.y = HEIGHT - MARGIN;
  }

  numbered(words: Print['page']): void {
    this.pages.forEach((page, index) =>
      page.drawText(words(index + 1, this.pages.length), {
        x: MARGIN,
        y: MARGIN / 2,
        size: 8,
        font: this.fonts.regular,
        color: SOFT,
      }),
    );
  }

  private get page(): PDFPage {
    return this.pages.at(-1) ?? this.document.addPage([WIDTH, HEIGHT]);
  }
}

function broken(text: string, font: PDFFont, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && font.widthOfTextAtSize(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function clause(sheet: Sheet, number: string, lines: Line[]): void {
  const x = number === '' ? 0 : INDENT;
  lines.forEach((line, index) => {
    if (line.kind === 'table') {
      line.rows.forEach((cells, row) => sheet.row(cells, row === 0));
      sheet.space(4);
      return;
    }
    const bold = line.kind === 'bold';
    if (index === 0 && number !== '') {
      sheet.room(SIZE * LEADING);
      sheet.write(`${number}.`, { bold: true });
      sheet.space(-SIZE * LEADING);
    }
    sheet.write(line.text, { x, bold, ...(bold ? { align: 'center' as const } : {}) });
    sheet.space(5);
  });
  sheet.space(4);
}

export async function regulationPdf(print: Print, fonts: Fonts): Promise<Uint8Array> {
  const { regulation, note, missing } = print;
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle(regulation.title, { showInWindowTitleBar: true });
  document.setLanguage(print.language);
  document.registerFontkit(fontkit);
  // A name of its own keeps the library from adding a random one.
  const [regular, bold] = await Promise.all([
    document.embedFont(fonts.regular, { subset: true, customName: 'UZDIKA+PTSans' }),
    document.embedFont(fonts.bold, { subset: true, customName: 'UZDIKB+PTSansBold' }),
  ]);
  const sheet = new Sheet(document, { regular, bold });
  if (note !== '') sheet.write(note, { size: 9.5, soft: true });
  sheet.space(8);
  for (const block of regulation.blocks) {
    if (block.kind === 'approval') {
      for (const line of block.lines) sheet.write(line, { align: 'right', size: 10 });
      sheet.space(18);
      sheet.write(regulation.title, { size: 15, bold: true, align: 'center' });
      sheet.space(10);
    } else if (block.kind === 'heading') {
      sheet.space(8);
      sheet.room(4 * SIZE * LEADING);
      sheet.write(block.text, { size: 12.5, bold: true, align: 'center' });
      sheet.space(8);
    } else {
      const appendix = block.n.startsWith('A');
      if (appendix) sheet.turn();
      const own: Line[] = block.lines.length > 0 ? block.lines : [{ kind: 'text', text: missing(block.n) }];
      clause(sheet, appendix ? '' : block.n, own);
    }
  }
  sheet.numbered(print.page);
  return document.save();
}
