// A press text as a document that an editor opens and goes on writing in.

import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  HeadingLevel,
  LevelFormat,
  Paragraph,
  TextRun,
} from 'docx';
import type { ParagraphChild } from 'docx';
import type { Language } from '#rules/application';
import { docxBytes } from '../documents/docx-bytes.ts';
import type { Block, Inline } from './blocks.ts';

const TEXT = 24;
const INK = '10232C';
const LINK = '00597E';
const NUMBERED = 'numbered';
const after = { after: 160 };
const indent = { left: 567, hanging: 283 };
// Twentieths of a point: A4 and its margins.
const PAGE = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 1134, bottom: 1134, left: 1701, right: 850 },
};

function inline(part: Inline): ParagraphChild {
  if (typeof part === 'string') return new TextRun({ text: part, size: TEXT });
  if ('strong' in part) return new TextRun({ text: part.strong, size: TEXT, bold: true });
  const run = new TextRun({ text: part.text, size: TEXT, color: LINK, underline: {} });
  return new ExternalHyperlink({ link: part.href, children: [run] });
}

function blockOf(block: Block): Paragraph[] {
  switch (block.kind) {
    case 'title':
    case 'heading': {
      const first = block.kind === 'title';
      const run = new TextRun({ text: block.text, size: first ? 34 : 26, bold: true, color: INK });
      return [
        new Paragraph({
          heading: first ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
          spacing: first ? { after: 240 } : { before: 240, after: 120 },
          children: [run],
        }),
      ];
    }
    case 'text':
      return [new Paragraph({ spacing: after, children: block.parts.map(inline) })];
    case 'list':
      return block.items.map(
        (parts) =>
          new Paragraph({
            spacing: { after: 80 },
            ...(block.ordered ? { numbering: { reference: NUMBERED, level: 0 } } : { bullet: { level: 0 } }),
            children: parts.map(inline),
          }),
      );
  }
}

/** `at`, an ISO instant, is the document's date; the same blocks and instant give the same bytes. */
export function docxOf(blocks: Block[], language: Language, at: string): Promise<Uint8Array> {
  const [first] = blocks;
  const document = new Document({
    title: first?.kind === 'title' ? first.text : '',
    creator: 'Uzdik',
    styles: { default: { document: { run: { font: 'Arial', language: { value: language } } } } },
    numbering: {
      config: [
        {
          reference: NUMBERED,
          levels: [
            {
              level: 0,
              format: LevelFormat.DECIMAL,
              text: '%1.',
              alignment: AlignmentType.START,
              style: { paragraph: { indent } },
            },
          ],
        },
      ],
    },
    sections: [{ properties: { page: PAGE }, children: blocks.flatMap(blockOf) }],
  });
  return docxBytes(document, at);
}
