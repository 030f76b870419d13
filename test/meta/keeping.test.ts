// What the page of the rules says of each paragraph is so: the modules are there, the tests are counted, nothing is both
// kept and left to people, and each reading of ours stands where it says.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import keeping from '#content/texts/keeping.json' with { type: 'json' };
import questions from '#content/texts/questions.json' with { type: 'json' };
import terms from '#content/texts/terms.json' with { type: 'json' };
import { LANGUAGES } from '#rules/application';
import { GAPS, settingWords } from '#rules/gaps';
import { KEPT_BY } from '#rules/kept-by';
import { LEFT_TO_PEOPLE } from '#rules/left-to-people';
import { regulationDocx } from '../../site/src/documents/regulation-docx.ts';
import { fonts, printOf, regulationFiles } from '../../site/src/documents/regulation-files.ts';
import { regulationPdf } from '../../site/src/documents/regulation-pdf.ts';
import { regulationOf } from '../../site/src/documents/regulation-text.ts';
import { edition } from '../support/edition.ts';
import { COUNTS, testsByParagraph } from '../support/tests-by-paragraph.ts';

const root = join(import.meta.dirname, '../..');
const paragraphs = Object.keys(terms).flatMap((key) => (key.startsWith('clause.') ? [key.slice(7)] : []));
const isModule = (name: string): boolean => existsSync(join(root, 'rules', `${name}.ts`));

describe('how each paragraph is kept', () => {
  it('by modules that are there, or by people, and by one of the two', () => {
    expect(paragraphs.filter((n) => n in KEPT_BY === n in LEFT_TO_PEOPLE)).toEqual([]);
    expect(
      Object.values(KEPT_BY)
        .flat()
        .filter((name) => !isModule(name)),
    ).toEqual([]);
  });

  it('has its words', () => {
    expect(paragraphs.filter((n) => !(n in keeping))).toEqual([]);
  });

  it('the tests are as many as the page says (else: node test/support/tests-by-paragraph.ts)', () => {
    expect(JSON.parse(readFileSync(COUNTS, 'utf8'))).toEqual(testsByParagraph());
  });
});

describe('how the text is read', () => {
  it('each gap has its words, paragraphs, modules and settings', () => {
    expect(GAPS.map(({ n }) => n)).toEqual(GAPS.map((_, index) => index + 1));
    const keys = GAPS.flatMap(({ n }) => [`gap.${n}`, `gap.${n}.text`, `gap.${n}.reading`]);
    expect(Object.keys(questions).filter((key) => key.startsWith('gap.'))).toEqual(keys);
    expect(GAPS.flatMap(({ clauses }) => clauses).filter((n) => !paragraphs.includes(n))).toEqual([]);
    expect(GAPS.flatMap(({ rules }) => rules).filter((name) => !isModule(name))).toEqual([]);
    expect(GAPS.flatMap(({ settings }) => settings).map((path) => settingWords(path, edition))).toContain(
      'marks.passAbove: 15',
    );
  });
});

describe('the text to take along', () => {
  it.each(LANGUAGES)(
    '%s has all paragraphs, the tenth without lines, and the table of criteria',
    (language) => {
      const mdx = readFileSync(join(root, `content/regulation/${language}.mdx`), 'utf8');
      const { blocks } = regulationOf(mdx);
      const clauses = blocks.flatMap((block) => (block.kind === 'clause' ? [block] : []));
      expect(clauses.map(({ n }) => n)).toEqual(paragraphs);
      expect(clauses.filter(({ lines }) => lines.length === 0).map(({ n }) => n)).toEqual(['10']);
      const table = clauses.at(-1)?.lines.find((line) => line.kind === 'table');
      expect(table?.kind === 'table' && table.rows.length).toBe(7);
      expect(JSON.stringify(blocks)).not.toMatch(/[<>\\*|]{2}/);
    },
  );

  it('is a PDF and a document of Word in each language', async () => {
    const folder = await regulationFiles();
    for (const language of LANGUAGES) {
      const starts = (ending: string) =>
        readFileSync(join(folder, `regulation-${language}.${ending}`)).subarray(0, 4);
      expect(starts('pdf').toString()).toBe('%PDF');
      expect([...starts('docx')]).toEqual([0x50, 0x4b, 3, 4]);
    }
  });

  it('is the same bytes whenever it is made', async () => {
    const print = printOf('kk');
    const [pdf, docx] = [() => regulationPdf(print, fonts()), () => regulationDocx(print)];
    expect(Buffer.compare(await pdf(), await pdf())).toBe(0);
    expect(Buffer.compare(await docx(), await docx())).toBe(0);
  });
});
