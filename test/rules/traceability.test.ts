import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LEFT_TO_PEOPLE } from '#rules/left-to-people';

const here = import.meta.dirname;
const tests = readdirSync(here)
  .filter((name) => name !== 'traceability.test.ts')
  .map((name) => readFileSync(`${here}/${name}`, 'utf8'))
  .join('\n');
const regulation = readFileSync(`${here}/../../content/regulation/ru.mdx`, 'utf8');
const paragraphs = [...regulation.matchAll(/<(?:Paragraph|Missing) n="(\w+)"/g)].map(([, n]) => n ?? '');

it('publishes §1–§24 and both appendices, in order', () => {
  expect(paragraphs).toEqual([...Array.from({ length: 24 }, (_, n) => String(n + 1)), 'A1', 'A2']);
});

it('tests every paragraph or says why it is left to people', () => {
  const open = paragraphs.filter((n) => !(n in LEFT_TO_PEOPLE) && !new RegExp(`§${n}\\b`).test(tests));
  expect(open).toEqual([]);
});

it('leaves to people nothing that has a test', () => {
  expect(Object.keys(LEFT_TO_PEOPLE).filter((n) => new RegExp(`describe\\('§${n} `).test(tests))).toEqual([]);
});
