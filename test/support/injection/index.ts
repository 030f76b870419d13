// Hostile texts in every kind of document that is made of them: each is read back by a parser that is not ours, has only what
// we put there, and gives the text back.

import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvText } from '#rules/csv';
import { calendarText } from '#rules/ical';
import type { Waiting } from '../../../worker/db/outbox.ts';
import { protocolDocx } from '../../../worker/documents/protocol-docx.ts';
import type { Block } from '../../../worker/documents/protocol-blocks.ts';
import type { Env } from '../../../worker/env.ts';
import { compose } from '../../../worker/mail/compose.ts';
import { openBrowser } from '../browser.ts';
import type { Figures } from '../results.ts';
import { startHouse } from '../start.ts';
import { strangersInReceipts } from './pdf.ts';
import { hostileTexts } from './texts.ts';

const GROUP = 100;
const IN_A_RECEIPT = 10;
const groups = (texts: string[]): string[][] =>
  Array.from({ length: Math.ceil(texts.length / GROUP) }, (_, index) =>
    texts.slice(index * GROUP, (index + 1) * GROUP),
  );
const NOT_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;
/** A text as one document can carry it: what is no text is gone, line ends are of one kind. */
const carried = (text: string): string => text.toWellFormed().replace(/\r\n?/g, '\n').replace(NOT_TEXT, '');

/** Cells of a table as RFC 4180 says, with semicolons. */
function cellsOf(csv: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at < csv.length) {
    expect(csv[at]).toBe('"');
    let cell = '';
    for (at += 1; csv[at] !== '"' || csv[at + 1] === '"'; at += 1) {
      if (csv[at] === '"') at += 1;
      cell += csv[at];
    }
    cells.push(cell);
    at += csv.startsWith('\r\n', at + 1) ? 3 : 2;
  }
  return cells;
}

/** Lines of a calendar file, put together again (RFC 5545, 3.1). */
const linesOf = (calendar: string): string[] => calendar.replaceAll('\r\n ', '').trimEnd().split('\r\n');
const unescaped = (text: string): string =>
  text.replace(/\\([\\;,nN])/g, (_, mark: string) => (mark.toLowerCase() === 'n' ? '\n' : mark));

type Read = { broken: boolean; texts: string[]; strangers: number };
/** What a browser reads in a document; elements that no document of ours has are strangers. */
const readBy = (page: Page, source: string, type: 'application/xml' | 'text/html'): Promise<Read> =>
  page.evaluate(
    ([text, kind]) => {
      const document_ = new DOMParser().parseFromString(text, kind);
      // Word has styles and links of its own.
      const ours = kind === 'text/html' ? ',form,base,link,style,math,[onload],[onerror]' : '';
      const strangers = `script,img,svg,iframe,[data-hostile]${ours}`;
      const texts = kind === 'text/html' ? [document_.body] : [...document_.getElementsByTagName('w:t')];
      return {
        broken: document_.querySelector('parsererror') !== null,
        texts: texts.map((node) => node.textContent),
        strangers: document_.querySelectorAll(strangers).length,
      };
    },
    [source, type] as const,
  );

const env = { ORIGIN: 'https://contest.example.kz', MODE: 'real' } as Env;
const letter = (subject: string, body: string): Waiting => ({
  ...{ key: 'a:b', recipient: 'x@example.kz', language: 'kk', template: 'sign-in', vals: '{}', tries: 0 },
  edited: JSON.stringify({ subject, body }),
});

/** `n` texts from `seed` in each kind of document; `done` gets the figures once all hold. */
export function injections(n: number, seed: number, done: (figures: Figures) => void): void {
  describe(`${n} hostile texts in documents`, () => {
    const texts = hostileTexts(n, seed);
    let browser: Browser;
    let page: Page;
    const figures = { texts: n, kinds: 0, formulas: 0, headers: 0, documentsBroken: 0, markup: 0 };
    beforeAll(async () => {
      browser = await openBrowser();
      page = await browser.newPage();
    });
    afterAll(() => browser.close());

    it('CSV: no cell is a formula, and each says its text', () => {
      const cells = cellsOf(csvText(texts.map((text) => [text])).slice(1));
      expect(cells).toHaveLength(n);
      for (const [index, cell] of cells.entries()) {
        expect([cell, /^[=+\-@\t\r\n＝＋－＠]/.test(cell)]).toEqual([cell, false]);
        expect([texts[index], `'${texts[index] ?? ''}`]).toContain(cell);
      }
      figures.kinds += 1;
    });

    it('ICS: no line is of a text’s making, and each says its text', () => {
      const events = texts.map((text, index) => ({
        ...{ uid: `u${index}`, summary: text, place: text, about: text },
        ...{ startsAt: 0, minutes: 1 },
      }));
      const calendar = calendarText(events, { stamp: 0, host: 'example.kz' });
      for (const line of calendar.split('\r\n'))
        expect([line, Buffer.byteLength(line) <= 75, /[\r\n]/.test(line)]).toEqual([line, true, false]);
      const lines = linesOf(calendar);
      const named = /^(BEGIN|END|VERSION|PRODID|UID|DTSTAMP|DTSTART|DTEND|SUMMARY|LOCATION|DESCRIPTION)[:;]/;
      expect(lines.filter((line) => !named.test(line))).toEqual([]);
      expect(lines).toHaveLength(4 + 9 * n);
      for (const name of ['SUMMARY', 'LOCATION', 'DESCRIPTION']) {
        const said = lines.filter((line) => line.startsWith(`${name}:`));
        expect(said.map((line) => unescaped(line.slice(name.length + 1)))).toEqual(texts.map(carried));
      }
      figures.kinds += 1;
    });

    it('DOCX: well-formed, and each paragraph says its text', { timeout: 3_600_000 }, async () => {
      for (const group of groups(texts)) {
        const blocks: Block[] = [
          ...group.map((text) => ({ kind: 'text', text }) as const),
          { kind: 'pairs', pairs: group.map((text): [string, string] => [text, text]) },
          { kind: 'table', heads: ['a'], rows: group.map((text) => [text]) },
        ];
        const parts = unzipSync(await protocolDocx(blocks, [], 0));
        for (const [name, bytes] of Object.entries(parts).filter(([one]) => /\.(xml|rels)$/.test(one))) {
          const read = await readBy(page, strFromU8(bytes), 'application/xml');
          expect([name, read.broken, read.strangers]).toEqual([name, false, 0]);
          if (name !== 'word/document.xml') continue;
          const said = new Set(read.texts);
          expect(group.map(carried).filter((text) => text !== '' && !said.has(text))).toEqual([]);
        }
      }
      figures.kinds += 1;
    });

    it(
      'PDF: a receipt that names them is read back, and texts make nothing in it',
      { timeout: 3_600_000 },
      async () => {
        const house = await startHouse();
        await house.placed('2026-09-01T05:00:00.000Z', ['10']);
        expect(await strangersInReceipts(house, texts, IN_A_RECEIPT)).toEqual([]);
        await house.close();
        figures.kinds += 1;
      },
    );

    it('mail: no header, no markup, and the letter says its text', { timeout: 3_600_000 }, async () => {
      for (const text of texts) {
        const mail = compose(env, letter(text, text));
        const heads = [mail.from, mail.to, mail.subject, ...Object.values(mail.headers)];
        expect(heads.filter((head) => /[\r\n]/.test(head))).toEqual([]);
        expect(Object.keys(mail.headers)).toEqual(['Message-ID', 'Auto-Submitted']);
        expect(mail.text).toContain(text.trim());
      }
      for (const group of groups(texts)) {
        const body = group.join('\n\n');
        const read = await readBy(page, compose(env, letter('x', body)).html, 'text/html');
        expect([group, read.strangers]).toEqual([group, 0]);
        // What is no text may be shown as a sign of its own, or not at all.
        const plain = (text: string): string => text.toWellFormed().replace(/[\u0000\ufffd]|\s+/g, '');
        const said = plain(read.texts.join(''));
        expect(group.filter((text) => !said.includes(plain(text)))).toEqual([]);
      }
      figures.kinds += 1;
      if (figures.kinds === 5) done(figures);
    });
  });
}
