// The three languages say the same: the regulation paragraph by paragraph, the announcement component by component,
// and every text that a page of the site asks for.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import keeping from '#content/texts/keeping.json' with { type: 'json' };
import press from '#content/texts/press.json' with { type: 'json' };
import questions from '#content/texts/questions.json' with { type: 'json' };
import site from '#content/texts/site.json' with { type: 'json' };
import terms from '#content/texts/terms.json' with { type: 'json' };
import verify from '#content/texts/verify.json' with { type: 'json' };
import { LANGUAGES } from '#rules/application';
import { edition } from '../support/edition.ts';
import { unlike } from '../support/parity.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const others = LANGUAGES.filter((language) => language !== 'ru');

type Paragraph = { n: string; text: string };

/** Paragraphs of the regulation in order; a missing one has no text. */
function paragraphs(language: string): Paragraph[] {
  const found = read(`content/regulation/${language}.mdx`).matchAll(
    /<Paragraph n="(\w+)">([\s\S]*?)<\/Paragraph>|<Missing n="(\w+)" \/>/g,
  );
  return [...found].map(([, n, text, missing]) => ({ n: n ?? missing ?? '', text: text ?? '' }));
}

const numbersIn = (text: string): string[] => (text.match(/\d+/g) ?? []).sort();
const blocksIn = (text: string): number => text.trim().split(/\n\n+/).length;
const componentsIn = (text: string): string[] => text.match(/<[A-Z][^>]*>/g) ?? [];

describe('the regulation', () => {
  const original = paragraphs('ru');

  it('has its 24 paragraphs and two appendices in order, the tenth said to be missing', () => {
    const numbers = Array.from({ length: 24 }, (_, index) => String(index + 1));
    expect(original.map(({ n }) => n)).toEqual([...numbers, 'A1', 'A2']);
    expect(original.filter(({ text }) => text === '').map(({ n }) => n)).toEqual(['10']);
  });

  it('has words for each of its paragraphs in the contents', () => {
    const keys = Object.keys(terms).filter((key) => key.startsWith('clause.'));
    expect(keys).toEqual(original.map(({ n }) => `clause.${n}`));
  });

  it.each(others)('%s has the same paragraphs, lines and numbers as the original', (language) => {
    const shape = ({ n, text }: Paragraph) => ({ n, blocks: blocksIn(text), numbers: numbersIn(text) });
    expect(paragraphs(language).map(shape)).toEqual(original.map(shape));
  });

  it('is marked as a translation everywhere but in Russian', () => {
    const marked = LANGUAGES.filter((language) =>
      /^unofficial: true$/m.test(read(`content/regulation/${language}.mdx`)),
    );
    expect(marked).toEqual(others);
  });
});

describe('the announcement', () => {
  const text = (language: string): string => read(`content/2026/announcement.${language}.mdx`);

  it.each(others)('%s has the same headings and components as the Russian one', (language) => {
    const shape = (all: string) => ({
      components: componentsIn(all).sort(),
      headings: all.match(/^#+ /gm)?.length,
      blocks: blocksIn(all),
    });
    expect(shape(text(language))).toEqual(shape(text('ru')));
  });

  it.each(LANGUAGES)('%s has no date or number typed by hand', (language) => {
    expect(numbersIn(text(language).replaceAll(/<[^>]*>/g, ''))).toEqual([]);
  });

  it('names only numbers that the edition has', () => {
    const places = [...text('kk').matchAll(/<Number of="([\w.]+)"/g)].map(([, place]) => place ?? '');
    const kinds = places.map((place) => {
      const stated = place
        .split('.')
        .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], edition);
      return typeof (stated as { value?: unknown } | undefined)?.value;
    });
    expect(kinds).toEqual(places.map(() => 'number'));
  });
});

describe('texts of the site', () => {
  const sources = readdirSync(join(root, 'site/src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(astro|tsx?)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

  it('has every key that a page asks for by its whole name', () => {
    const asked = sources.flatMap((source) =>
      [...source.matchAll(/\bt\('([\w-]+)'/g)].map(([, key]) => key ?? ''),
    );
    expect(asked.length).toBeGreaterThan(80);
    expect([...new Set(asked)].filter((key) => !(key in site))).toEqual([]);
  });

  it('keeps no key that nothing asks for', () => {
    const all = sources.join('\n');
    const asked = (key: string): boolean =>
      all.includes(`'${key}'`) ||
      // A key put together: `line-${key}`, `${key}-about`.
      [...all.matchAll(/`([\w-]*)\$\{[\w.]+\}([\w-]*)`/g)].some(
        ([, before = '', after = '']) =>
          before + after !== '' &&
          key.startsWith(before) &&
          key.endsWith(after) &&
          (before !== '' || all.includes(`'${key.slice(0, -after.length)}'`)),
      );
    expect(Object.keys(site).filter((key) => !asked(key))).toEqual([]);
  });

  it('asks for every key of the rules’ and the questions’ words, here or at the desk', () => {
    const desk = readdirSync(join(root, 'worker/pages')).map((name) => read(`worker/pages/${name}`));
    const all = [...sources, ...desk, read('site/src/documents/regulation-files.ts')].join('\n');
    const put = [...all.matchAll(/`([a-z-]+[.-])\$\{[\w.]+\}/g)].map(([, start]) => start ?? '');
    const idle = [...Object.keys(keeping), ...Object.keys(questions)].filter(
      (key) =>
        !(`clause.${key}` in terms) &&
        !all.includes(`'${key}'`) &&
        !all.includes(`keeping.${key}`) &&
        !put.some((start) => key.startsWith(start)),
    );
    expect(idle).toEqual([]);
  });
});

describe('every text', () => {
  type Entry = Record<'kk' | 'ru' | 'en', string | Record<string, string>>;
  const said = (text: string | Record<string, string>): string =>
    typeof text === 'string' ? text : (text.other ?? '');
  const shape = (text: string) => ({
    values: (text.match(/\{\w+\}/g) ?? []).sort(),
    numbers: numbersIn(text.replace(/\{\w+\}/g, '')),
    links: (text.match(/https?:\/\/[\w/-]*(?:\.[\w/-]+)*|(?<![\w.])\/[a-z{][\w{}/.-]*/g) ?? []).sort(),
  });
  const areas = readdirSync(join(root, 'content/texts'));

  /** Keys whose languages differ in values, numbers or links. */
  const unlikeIn = (entries: Record<string, Entry>): string[] =>
    Object.entries(entries).flatMap(([key, entry]) =>
      others
        .filter((language) => {
          const [own, original] = [shape(said(entry[language])), shape(said(entry.ru))];
          return JSON.stringify(own) !== JSON.stringify(original);
        })
        .map((language) => `${key} ${language}`),
    );

  it.each(areas)('of %s has the same values, numbers and links in the three languages', (area) => {
    expect(unlikeIn(JSON.parse(read(`content/texts/${area}`)) as Record<string, Entry>)).toEqual([]);
  });

  it('is found where it differs', () => {
    expect(
      unlikeIn({
        same: { kk: '{n} күн, 2 апта', ru: '{n} дней, 2 недели', en: '{n} days, 2 weeks' },
        number: { kk: '2 апта', ru: '3 недели', en: '3 weeks' },
        value: { kk: '{n} күн', ru: '{n} дней', en: '{m} days' },
        link: { kk: 'https://a.kz', ru: 'https://a.kz', en: 'https://b.kz' },
      }),
    ).toEqual(['number kk', 'value en', 'link en']);
  });
});

describe('built pages', () => {
  // What the three languages of every page say is compared in test/browser/results.test.ts.
  const page = (language: string, changes: [string, string] = ['', '']): string =>
    `<main><h1>A</h1><p id="x">2026 <a href="/${language}/rules/">12</a><time datetime="2026-09-01">1.9</time></p></main>`.replace(
      ...changes,
    );
  const ru = page('ru');

  it('are alike where only words differ', () => {
    expect(unlike({ kk: page('kk', ['A', 'Ә']), ru, en: page('en') })).toEqual([]);
  });

  it.each([
    [
      ['2026 ', '2027 '],
      ['en lacks the number 2026', 'kk lacks the number 2027 of en'],
    ],
    [
      ['"2026-09-01"', '"2026-09-02"'],
      ['en lacks the date 2026-09-01', 'kk lacks the date 2026-09-02 of en'],
    ],
    [
      ['/rules/', '/apply/'],
      ['en lacks the link /rules/', 'kk lacks the link /apply/ of en'],
    ],
    [['id="x"', ''], ['en lacks the place x']],
    [['<h1>A</h1>', ''], ['en lacks the heading h1']],
  ] as [[string, string], string[]][])('differ by %j', (changes, expected) => {
    expect(unlike({ kk: page('kk'), ru, en: page('en', changes) })).toEqual(expected);
  });
});

describe('texts of the check', () => {
  it('has no key that neither the page nor the command asks for', () => {
    const files = ['site/src/pages/[lang]', 'site/src/scripts', 'host', 'rules'].flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => /^verify.*\.(ts|astro)$/.test(name))
        .map((name) => read(`${folder}/${name}`)),
    );
    // Lines and steps are named by the rules (test/rules/verify.test.ts).
    const own = Object.keys(verify).filter((key) => !/^(line|step)-/.test(key));
    expect(own.filter((key) => !files.some((file) => file.includes(`'${key}'`)))).toEqual([]);
  });
});

describe('texts of press packs', () => {
  const said = (of: 'kk' | 'ru' | 'en') =>
    Object.entries(press).map(([key, entry]) => {
      const text: unknown = entry[of];
      const forms = typeof text === 'string' ? [text] : Object.values(text as Record<string, string>);
      return [key, numbersIn(forms[0] ?? ''), (forms[0]?.match(/\{\w+\}/g) ?? []).sort()];
    });

  it.each(others)('%s has the same numbers and values as the Russian one', (language) => {
    expect(said(language)).toEqual(said('ru'));
  });

  it('has no key that nothing asks for', () => {
    const all = ['press', 'components', 'pages/[lang]']
      .flatMap((folder) =>
        readdirSync(join(root, 'site/src', folder)).map((name) => `site/src/${folder}/${name}`),
      )
      .filter((file) => /\.(ts|astro)$/.test(file))
      .map(read)
      .join('\n');
    const put = [...all.matchAll(/`([a-z]+-)\$\{[\w.]+\}`/g)].map(([, start]) => start ?? '');
    const idle = Object.keys(press).filter(
      (key) => !all.includes(`'${key}'`) && !put.some((start) => key.startsWith(start)),
    );
    expect(idle).toEqual([]);
  });
});
