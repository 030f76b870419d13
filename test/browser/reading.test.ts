// What a reader looks up: the rules and how they are kept, the questions, the search; by keyboard, without a script, on a
// phone and in the dark.

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { looksRight, openBrowser } from '../support/browser.ts';
import { done } from '../support/desk.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let browser: Browser;
let house: TestHouse;
const NO_SCRIPT = { javaScriptEnabled: false };
const pageOf = async (options: BrowserContextOptions = {}): Promise<Page> =>
  (await browser.newContext({ viewport: { width: 320, height: 800 }, ...options })).newPage();
const textOf = async (page: Page, selector: string): Promise<string> =>
  ((await page.textContent(selector)) ?? '').replace(/\s+/g, ' ').trim();

beforeAll(async () => {
  browser = await openBrowser();
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10'], true);
  const body = new URLSearchParams({ text: 'Бумагой можно?', language: 'ru', clause: '12' });
  await fetch(`${house.origin}/api/questions`, { method: 'POST', body });
  const [row] = await house.query<{ id: string }>('SELECT id FROM questions');
  const said = (ru: string) => ({ kk: '', ru, en: '' });
  const texts = { wording: said('Можно ли подать на бумаге?'), answer: said('Да, секретарю.') };
  await done(house.agency, 'agency', 'answer-question', { question: row?.id, ...texts });
  await done(house.agency, '10', 'publish-composition', {});
  await house.tick();
  await house.rebuilt();
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

describe('no barrier, nothing sticks out', () => {
  const PAGES = ['rules', 'questions', 'search', 'commissions'];
  const READERS = [
    ['kk', 320],
    ['ru', 768],
    ['en', 1280],
  ] as const;
  it.each(PAGES.flatMap((name) => READERS.map(([language, width]) => [name, language, width] as const)))(
    '%s in %s at %i px, light and dark',
    async (name, language, width) => {
      const page = await pageOf({ viewport: { width, height: 800 } });
      await page.goto(`${house.origin}/${language}/${name}/`);
      await page.$$eval('main details', (all) => all.forEach((one) => one.setAttribute('open', '')));
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await looksRight(page);
      }
      await page.context().close();
    },
  );
});

describe('the rules', () => {
  it('a paragraph opens by keyboard, says how it is kept, and leads to how it is read', async () => {
    const page = await pageOf(NO_SCRIPT);
    await page.goto(`${house.origin}/ru/rules/#p15`);
    await page.focus('#p15 summary');
    await page.keyboard.press('Enter');
    expect(await textOf(page, '#p15 summary')).toBe('Как соблюдается пункт 15 следит программа');
    expect(await textOf(page, '#p15 .kept')).toMatch(
      /Тестов по этому пункту: [1-9]\d*\. Правила в программе: rules\/marks\.ts/,
    );
    await page.click('#p15 .kept a[href="/ru/questions/#g8"]');
    expect(await textOf(page, '#g8')).toContain('marks.passAbove: 15, marks.sheets: 5');
    await page.goto(`${house.origin}/ru/rules/#p24`);
    expect(await textOf(page, '#p24 summary')).toBe('Как соблюдается пункт 24 оставлено людям');
    await page.context().close();
  });

  it.each(['kk', 'ru', 'en'])('%s can be taken along as PDF and DOCX', async (language) => {
    const page = await pageOf();
    await page.goto(`${house.origin}/${language}/rules/`);
    const links = await page.$$eval('.downloads a', (all) => all.map((one) => one.getAttribute('href')));
    const types = await Promise.all(
      links.map(async (href) => (await fetch(house.origin + (href ?? ''))).headers.get('content-type')),
    );
    expect(types).toEqual([
      'application/pdf',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ]);
    await page.context().close();
  });
});

describe('the questions', () => {
  it('an answered one is there for who reads another language, in its own', async () => {
    const page = await pageOf(NO_SCRIPT);
    await page.goto(`${house.origin}/kk/questions/`);
    expect(await textOf(page, '[aria-labelledby=readers] h3[lang=ru]')).toBe('Можно ли подать на бумаге?');
    await page.context().close();
  });

  it('asked without a script: what cannot be taken comes back, what can is said to be there', async () => {
    const page = await pageOf(NO_SCRIPT);
    await page.goto(`${house.origin}/kk/questions/`);
    await page.fill('#ask textarea', '   ');
    await page.fill('#ask [name=mail]', 'reader@example.kz');
    await page.click('#ask button');
    expect(await textOf(page, '#ask [role=alert]')).toContain('Сұрақты жазыңыз.');
    expect(await page.inputValue('#ask [name=mail]')).toBe('reader@example.kz');
    expect(await page.isVisible('#asked')).toBe(false);
    await page.fill('#ask textarea', 'Қашан?');
    await page.click('#ask button');
    expect(page.url()).toBe(`${house.origin}/kk/questions/#asked`);
    expect(await page.isVisible('#asked')).toBe(true);
    await page.context().close();
  });
});

describe('the search', () => {
  it('finds while one types, in letters of a Russian keyboard, and says how many', async () => {
    const page = await pageOf();
    await page.goto(`${house.origin}/kk/search/`);
    await page.fill('[name=q]', 'онирлик комиссия');
    await page.waitForSelector('.found li');
    expect(await textOf(page, '.search [role=status]')).toMatch(/^Табылғаны: [1-9]\d*$/);
    expect(await textOf(page, '.found li:first-child h2')).toBe('Өңірлік комиссия, 5-тармақ');
    expect(
      await page.$$eval('.found li:first-child h2 mark', (all) => all.map((one) => one.textContent)),
    ).toEqual(['Өңірлік', 'комиссия']);
    expect(await page.isVisible('.everything')).toBe(false);
    await looksRight(page);
    // From the field over its button to the first hit.
    await page.focus('.search button');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${house.origin}/kk/rules/#p5`);
    await page.goBack();
    expect(await page.inputValue('[name=q]')).toBe('онирлик комиссия');
    await page.waitForSelector('.found li');
    await page.context().close();
  });

  it.each([
    ['ru', 'бумага', 'Можно ли подать на бумаге?'],
    ['ru', 'семей', 'область Абай'],
    ['en', 'quorum', 'Two wordings of the quorum'],
  ])('%s: «%s» leads to «%s»', async (language, query, title) => {
    const page = await pageOf();
    await page.goto(`${house.origin}/${language}/search/?q=${encodeURIComponent(query)}`);
    await page.waitForSelector('.found li');
    expect(await page.$$eval('.found h2', (all) => all.map((one) => one.textContent))).toContain(title);
    await page.context().close();
  });

  it('what is not there is said; a cleared field shows the list of everything', async () => {
    const page = await pageOf();
    await page.goto(`${house.origin}/ru/search/?q=бюджетище`);
    await page.waitForFunction(() => document.querySelector('.search [role=status]')?.textContent !== '');
    expect(await textOf(page, '.search [role=status]')).toContain('Ничего не найдено.');
    await page.fill('[name=q]', '');
    expect(await page.isVisible('.everything')).toBe(true);
    await page.context().close();
  });

  it('without a script it is the list of everything, without a field that does nothing', async () => {
    const page = await pageOf(NO_SCRIPT);
    await page.goto(`${house.origin}/ru/search/`);
    expect(await page.isVisible('[name=q]')).toBe(false);
    await page.click('.everything a[href="/ru/rules/#p15"]');
    expect(page.url()).toBe(`${house.origin}/ru/rules/#p15`);
    await page.context().close();
  });
});
