// Appendix 1 as a document: Kazakh left, Russian right, on one A4 sheet.

import { AlignmentType, Document, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import type { ApplicationForm, FiledFile } from '#rules/application';
import type { Edition } from '#rules/edition';
import { appendix1 } from './appendix-1.ts';
import type { Line } from './appendix-1.ts';
import { docxOf } from './docx.ts';

const BLANK = '____________________';
// Twentieths of a point; A4 is 11,906 wide.
const MARGIN = 720;
const COLUMN = 5_233;
// Half points.
const TEXT = 20;
const SMALL = 16;

const none = { style: 'none', size: 0, color: 'auto' } as const;
const BORDERS = { top: none, bottom: none, left: none, right: none };

const line = ({ label, value, hint }: Line): Paragraph[] => [
  new Paragraph({
    spacing: { after: 80 },
    children: [
      new TextRun({ text: `${label} `, size: TEXT }),
      new TextRun({ text: value === '' ? BLANK : value, size: TEXT, bold: value !== '' }),
    ],
  }),
  ...(hint === undefined ? [] : [small(hint)]),
];
const small = (text: string): Paragraph =>
  new Paragraph({ spacing: { after: 120 }, children: [new TextRun({ text, size: SMALL, color: '555555' })] });

function column(filled: ReturnType<typeof appendix1>): Paragraph[] {
  return [
    small(filled.head),
    ...filled.to.flatMap(line),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 240, after: 240 },
      children: [new TextRun({ text: filled.title, size: 26, bold: true })],
    }),
    ...filled.body.flatMap(line),
    new Paragraph({ spacing: { after: 80 }, children: [new TextRun({ text: filled.agreed, size: TEXT })] }),
    ...line(filled.attached),
    new Paragraph({
      spacing: { before: 480 },
      children: [
        new TextRun({
          text: `____________ ${filled.date}    ____________ ${filled.signature}`,
          size: TEXT,
        }),
      ],
    }),
  ];
}

/** `at` is the instant of the text in milliseconds: the same text gives the same bytes. */
export function appendix1Docx(
  form: ApplicationForm,
  files: FiledFile[],
  edition: Edition,
  at: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const cell = (language: 'kk' | 'ru'): TableCell =>
    new TableCell({
      width: { size: COLUMN, type: WidthType.DXA },
      borders: BORDERS,
      margins: { left: 100, right: 100 },
      children: column(appendix1(language, form, files, edition)),
    });
  const document = new Document({
    styles: { default: { document: { run: { font: 'Times New Roman' } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
          },
        },
        children: [
          new Table({
            width: { size: 2 * COLUMN, type: WidthType.DXA },
            columnWidths: [COLUMN, COLUMN],
            rows: [new TableRow({ children: [cell('kk'), cell('ru')] })],
          }),
        ],
      },
    ],
  });
  return docxOf(document, at);
}
