// A protocol as a document: Kazakh first, Russian after it on a page of its own.

import {
  AlignmentType,
  Document,
  HeadingLevel,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { docxOf } from './docx.ts';
import type { Block } from './protocol-blocks.ts';

const TEXT = 22;
const SMALL = 18;
const MARGIN = 1134;
// Twentieths of a point between the margins of A4.
const WIDTH = 11_906 - 2 * MARGIN;

const run = (text: string, size = TEXT, bold = false): TextRun => new TextRun({ text, size, bold });
const line = (text: string, size = TEXT): Paragraph =>
  new Paragraph({ spacing: { after: 120 }, children: [run(text, size)] });

function blockOf(block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'title':
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          heading: HeadingLevel.HEADING_1,
          spacing: { before: 120, after: 240 },
          children: [run(block.text, 28, true)],
        }),
      ];
    case 'heading':
      return [
        new Paragraph({
          heading: HeadingLevel.HEADING_2,
          spacing: { before: 240, after: 120 },
          children: [run(block.text, 24, true)],
        }),
      ];
    case 'text':
      return [line(block.text)];
    case 'small':
      return [line(block.text, SMALL)];
    case 'pairs':
      return block.pairs.map(
        ([label, value]) =>
          new Paragraph({ spacing: { after: 80 }, children: [run(`${label}: `), run(value, TEXT, true)] }),
      );
    case 'table':
      return [tableOf(block), line('')];
  }
}

function tableOf({ heads, rows, widths = heads.map(() => 1) }: Extract<Block, { kind: 'table' }>): Table {
  const all = widths.reduce((sum, width) => sum + width, 0);
  const columns = widths.map((width) => Math.floor((WIDTH * width) / all));
  const row = (cells: string[], bold: boolean): TableRow =>
    new TableRow({
      tableHeader: bold,
      cantSplit: true,
      children: cells.map(
        (text, index) =>
          new TableCell({
            width: { size: columns[index] ?? 0, type: WidthType.DXA },
            margins: { left: 80, right: 80 },
            children: [new Paragraph({ children: [run(text, SMALL, bold)] })],
          }),
      ),
    });
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: columns,
    rows: [row(heads, true), ...rows.map((cells) => row(cells, false))],
  });
}

/** `at` is the instant of the record, milliseconds: made again, it is the same file. */
export function protocolDocx(kk: Block[], ru: Block[], at: number): Promise<Uint8Array<ArrayBuffer>> {
  const page = {
    size: { width: 11_906, height: 16_838 },
    margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
  };
  const section = (blocks: Block[]) => ({ properties: { page }, children: blocks.flatMap(blockOf) });
  const document = new Document({
    styles: { default: { document: { run: { font: 'Times New Roman' } } } },
    sections: [section(kk), section(ru)],
  });
  return docxOf(document, at);
}
