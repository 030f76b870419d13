// Pages of text on A4, in a typeface that has every Kazakh letter. The same text gives the same bytes.

import fontkit from '@cantoo/fontkit';
import { PDFDocument, rgb } from '@cantoo/pdf-lib';
import type { PDFFont, PDFPage } from '@cantoo/pdf-lib';
import bold from '../../content/fonts/pt-sans-bold.ttf';
import regular from '../../content/fonts/pt-sans-regular.ttf';

// Points.
const WIDTH = 595.28;
const HEIGHT = 841.89;
const MARGIN = 50;
const LEADING = 1.35;
const SOFT = rgb(0.29, 0.37, 0.41);
const INK = rgb(0.06, 0.14, 0.17);

type Style = { size?: number; bold?: boolean; soft?: boolean; after?: number };

export class PdfText {
  private readonly document: PDFDocument;
  private readonly fonts: { regular: PDFFont; bold: PDFFont };
  private readonly pages: PDFPage[] = [];
  private y = 0;

  private constructor(document: PDFDocument, fonts: { regular: PDFFont; bold: PDFFont }) {
    this.document = document;
    this.fonts = fonts;
    this.turn();
  }

  static async open(): Promise<PdfText> {
    const document = await PDFDocument.create({ updateMetadata: false });
    document.registerFontkit(fontkit);
    // A name of its own keeps the library from adding a random one.
    const [text, strong] = await Promise.all([
      document.embedFont(regular, { subset: true, customName: 'UZDIKA+PTSans' }),
      document.embedFont(bold, { subset: true, customName: 'UZDIKB+PTSansBold' }),
    ]);
    return new PdfText(document, { regular: text, bold: strong });
  }

  /** A paragraph, broken where words end and, in long hashes, anywhere. */
  text(text: string, { size = 10.5, bold: strong = false, soft = false, after = 4 }: Style = {}): void {
    const font = strong ? this.fonts.bold : this.fonts.regular;
    for (const line of broken(text, font, size, WIDTH - 2 * MARGIN)) {
      if (this.y - size * LEADING < MARGIN) this.turn();
      this.y -= size * LEADING;
      this.pages.at(-1)?.drawText(line, { x: MARGIN, y: this.y, size, font, color: soft ? SOFT : INK });
    }
    this.y -= after;
  }

  /** A label over its value. */
  pair(label: string, value: string): void {
    this.text(label, { size: 9, soft: true, after: 0 });
    this.text(value, { after: 7 });
  }

  /** `numbered` gives the words at the foot of page n of all. */
  async bytes(numbered: (n: number, of: number) => string): Promise<Uint8Array<ArrayBuffer>> {
    this.pages.forEach((page, index) =>
      page.drawText(numbered(index + 1, this.pages.length), {
        x: MARGIN,
        y: MARGIN / 2,
        size: 8,
        font: this.fonts.regular,
        color: SOFT,
      }),
    );
    return new Uint8Array(await this.document.save());
  }

  private turn(): void {
    this.pages.push(this.document.addPage([WIDTH, HEIGHT]));
    this.y = HEIGHT - MARGIN;
  }
}

function broken(text: string, font: PDFFont, size: number, width: number): string[] {
  const fits = (line: string): boolean => font.widthOfTextAtSize(line, size) <= width;
  const known = new Set(font.getCharacterSet());
  // What the typeface cannot draw (an emoji in a file's name) stands as a question mark.
  const drawn = [...text].map((letter) => (known.has(letter.codePointAt(0) ?? 0) ? letter : '?')).join('');
  const lines: string[] = [];
  let line = '';
  for (const word of drawn.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const letter of word) {
      if (!fits(line + letter)) {
        lines.push(line);
        line = '';
      }
      line += letter;
    }
  }
  return [...lines, line];
}
