// What is read from outside is read strictly: a sign more before or behind a hash, an id or a day makes it none.

import { describe, expect, it, test } from 'vitest';
import { readDiploma } from '#rules/diploma.schema';
import { templateSchema } from '#rules/edition.schema';
import { announcementSchema, newsSchema } from '#rules/news.schema';
import { registerSchema } from '#rules/publication.schema';
import { readReceipt } from '#rules/receipt.schema';
import { parseSiteContent } from '#rules/site-content.schema';
import { template } from '../support/edition.ts';
import { bodies, registerOf } from '../support/register.ts';

type Tree = { [key: string]: unknown };
/** A copy in which the text at `path` ('files.0.sha256') is what `change` makes of it. */
function changed(value: unknown, path: string, change: (text: string) => unknown): unknown {
  const copy = structuredClone(value) as Tree;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<Tree>((node, key) => node[key] as Tree, copy);
  expect(parent).toHaveProperty(last);
  parent[last] = change(String(parent[last]));
  return copy;
}
/** Paths whose text may have nothing before it, nothing behind it. */
function expectWhole(whole: unknown, paths: string[], holds: (value: unknown) => boolean): void {
  expect(holds(whole)).toBe(true);
  const loose = paths.flatMap((path) =>
    [(text: string) => `0${text}`, (text: string) => `${text}0`, (text: string) => `\n${text}`]
      .filter((change) => holds(changed(whole, path, change)))
      .map(() => path),
  );
  expect(loose).toEqual([]);
}

const hex = (letter: string, length = 64): string => letter.repeat(length);
const receipt = {
  ...{ format: 'uzdik-receipt/1', contest: '2026', mode: 'real', reference: 'UZ26-7K3M-9QXT' },
  ...{ filing: hex('a', 32), version: 1, receivedAt: '2026-09-15T18:59:59.999Z', late: false },
  ...{ commission: '10', organisation: { kk: 'А', ru: 'А' } },
  files: [{ kind: 'report', criterion: null, name: 'есеп.pdf', size: 17, sha256: hex('d') }],
  ...{ manifestSha256: hex('e'), register: { number: 1, hash: hex('c') }, key: hex('f'), signature: 'x' },
};
const said = { kk: 'а', ru: 'а', en: 'a' };
const content = {
  ...{ format: 'uzdik-site/1', revision: 0 },
  questions: [
    {
      ...{ id: hex('a', 32), language: 'kk', clause: '12', wording: said, answer: said },
      ...{ askedOn: '2026-09-01', answeredOn: '2026-09-02' },
    },
  ],
  compositions: [{ commission: '10', people: [], publishedOn: '2026-09-01' }],
};
const diploma = {
  ...{ date: '2026-11-01', head: `64:${hex('a')}`, kk: 'А', mode: 'real', number: '2026-100', ru: 'А' },
};

describe('read strictly', () => {
  it('a receipt', () => {
    const paths = ['files.0.sha256', 'manifestSha256', 'register.hash', 'key'];
    expectWhole(receipt, paths, (value) => readReceipt(JSON.stringify(value)) !== null);
  });

  it('a register', async () => {
    const register = await registerOf((await bodies()).slice(0, 2));
    const paths = [
      'publications.0.hash',
      'publications.0.at',
      'publications.0.body.placement.deadline',
      'publications.0.body.placement.lastDay',
      'publications.1.previous',
      'publications.1.body.filings.0.filing',
      'publications.1.body.filings.0.commitments.0',
    ];
    expectWhole(register, paths, (value) => registerSchema.safeParse(value).success);
  });

  it('what the site shows beside it', () => {
    const holds = (value: unknown): boolean => {
      try {
        return parseSiteContent(JSON.stringify(value)) !== undefined;
      } catch {
        return false;
      }
    };
    const paths = [
      ...['questions.0.id', 'questions.0.askedOn', 'questions.0.answeredOn'],
      'compositions.0.publishedOn',
    ];
    expectWhole(content, paths, holds);
    expect([-1, 0, 1].map((revision) => holds({ ...content, revision }))).toEqual([false, true, true]);
  });

  it('a diploma', () => {
    const paths = ['date', 'head', 'number'];
    expectWhole(diploma, paths, (value) => readDiploma(JSON.stringify(value)) !== null);
  });

  it('the template of an edition', () => {
    const moved = { date: '2026-12-19', working: true, decree: '1' };
    const whole = { ...(template as object), movedDays: [moved] };
    expectWhole(whole, ['edition', 'movedDays.0.date'], (value) => templateSchema.safeParse(value).success);
    for (const clause of ['1', '24', 'A1', 'A2'])
      expect(templateSchema.safeParse(changed(whole, 'marks.lowest.clause', () => clause)).success).toBe(
        true,
      );
    for (const clause of ['', '123', 'A3', 'xA1', 'A1x', '§5', '5a'])
      expect(templateSchema.safeParse(changed(whole, 'marks.lowest.clause', () => clause)).success).toBe(
        false,
      );
  });
});

describe('the head of a piece of news', () => {
  const head = { title: 'А', date: '2026-09-01', summary: 'Б' };
  test.each([
    [{}, true],
    [{ title: '' }, false],
    [{ title: ' ' }, false],
    [{ summary: '\n' }, false],
    [{ date: '2026-02-30' }, false],
    [{ date: '1 September' }, false],
    [{ author: 'x' }, false],
  ])('%j: %s', (change, holds) => {
    expect(newsSchema.safeParse({ ...head, ...change }).success).toBe(holds);
  });

  it('stands without the blanks around it', () => {
    expect(newsSchema.parse({ ...head, title: ' А ' })).toEqual(head);
    expect(announcementSchema.parse({ title: ' А ' })).toEqual({ title: 'А' });
  });
});
