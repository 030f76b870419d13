// The regulation as DOCX, with headings that a reader can walk by. The same text gives the same bytes.

import {
  AlignmentType,
  BorderStyle,
  Document,
  HeadingLevel,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { docxBytes } from './docx-bytes.ts';
import type { Print } from './print.ts';
import type { Block, Line } from './regulation-text.ts';

const STAMP = '2026-01-01T00:00:00Z';
const TEXT = 24;
const SMALL = 20;
// Twentieths of a point: A4 and its margins.
const PAGE = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 1134, bottom: 1134, left: 1701, right: 850 },
};
const WIDTH = PAGE.size.width - PAGE.margin.left - PAGE.margin.right;
// Number, criterion, mark.
const COLUMNS = [0.1, 0.65, 0.25].map((part) => Math.floor(WIDTH * part));

const run = (text: string, size = TEXT, bold = false): TextRun => new TextRun({ text, size, bold });
const after = { after: 120 };

function lineOf(line: Line, number: string): Paragraph | Table {
  if (line.kind === 'table') return tableOf(line.rows);
  const children = [
    ...(number === '' ? [] : [run(`${number}. `, TEXT, true)]),
    run(line.text, TEXT, line.kind === 'bold'),
  ];
  return new Paragraph({
    spacing: after,
    alignment: line.kind === 'bold' ? AlignmentType.CENTER : AlignmentType.LEFT,
    children,
  });
}

function tableOf(rows: string[][]): Table {
  const edge = { style: BorderStyle.SINGLE, size: 4, color: '808080' };
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: COLUMNS,
    rows: rows.map(
      (cells, index) =>
        new TableRow({
          tableHeader: index === 0,
          cantSplit: true,
          children: cells.map(
            (text, column) =>
              new TableCell({
                width: { size: COLUMNS[column] ?? 0, type: WidthType.DXA },
                margins: { left: 80, right: 80, top: 40, bottom: 40 },
                borders: { top: edge, bottom: edge, left: edge, right: edge },
                children: [new Paragraph({ children: [run(text, SMALL, index === 0)] })],
              }),
          ),
        }),
    ),
  });
}

function blockOf(block: Block, missing: Print['missing']): (Paragraph | Table)[] {
  if (block.kind === 'approval') {
    return block.lines.map(
      (text) => new Paragraph({ alignment: AlignmentType.RIGHT, children: [run(text, SMALL)] }),
    );
  }
  if (block.kind === 'heading') {
    return [
      new Paragraph({
        heading: HeadingLevel.HEADING_2,
        alignment: AlignmentType.CENTER,
        spacing: { before: 360, after: 200 },
        children: [run(block.text, TEXT, true)],
      }),
    ];
  }
  const appendix = block.n.startsWith('A');
  const lines: Line[] = block.lines.length > 0 ? block.lines : [{ kind: 'text', text: missing(block.n) }];
  const printed = lines.map((line, index) => lineOf(line, index === 0 && !appendix ? block.n : ''));
  return appendix ? [new Paragraph({ pageBreakBefore: true, children: [] }), ...printed] : printed;
}

export async function regulationDocx({ language, regulation, note, missing }: Print): Promise<Uint8Array> {
  const title = new Paragraph({
    heading: HeadingLevel.HEADING_1,
    alignment: AlignmentType.CENTER,
    spacing: { before: 240, after: 240 },
    children: [run(regulation.title, 28, true)],
  });
  const said =
    note === ''
      ? []
      : [
          new Paragraph({
            spacing: after,
            children: [new TextRun({ text: note, size: SMALL, italics: true })],
          }),
        ];
  const [first, ...rest] = regulation.blocks;
  const blocks = (list: Block[]) => list.flatMap((block) => blockOf(block, missing));
  const document = new Document({
    title: regulation.title,
    creator: 'Uzdik',
    styles: { default: { document: { run: { font: 'Times New Roman', language: { value: language } } } } },
    sections: [
      {
        properties: { page: PAGE },
        children: [...said, ...blocks(first === undefined ? [] : [first]), title, ...blocks(rest)],
      },
    ],
  });
  return docxBytes(document, STAMP);
}
