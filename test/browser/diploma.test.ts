// §22: the page where the code of a diploma leads, with a true diploma and with spoilt ones.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { play } from '../../host/rehearsal/play.ts';
import { Scene } from '../../host/rehearsal/scene.ts';
import { looksRight, openBrowser } from '../support/browser.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let browser: Browser;
let house: TestHouse;
let pdf: Buffer;
let code: string;
let other: string;

beforeAll(async () => {
  browser = await openBrowser();
  house = await startHouse();
  const { origin, secret, moveClock, rebuilt } = house;
  const stage = { origin, secret, moveClock, untilLive: rebuilt, tell: () => undefined };
  await play(new Scene(stage, { regions: 3, applicants: 3, seed: 3, atOnce: 2 }));
  await house.tick();
  await house.rebuilt();
  const take = async (n: number): Promise<Buffer> =>
    Buffer.from(await (await fetch(`${origin}/api/diplomas/2026/${n}.pdf`)).arrayBuffer());
  pdf = await take(1);
  const codeIn = (bytes: Buffer): string =>
    /uzdik-diploma\/[\w.-]+/.exec(bytes.toString('latin1'))?.[0] ?? '';
  code = codeIn(pdf);
  other = codeIn(await take(2));
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

type Reader = { width?: number; javaScriptEnabled?: boolean; colorScheme?: 'light' | 'dark' };

async function open(language: string, hash = '', reader: Reader = {}): Promise<Page> {
  const { width = 320, javaScriptEnabled = true, colorScheme = 'light' } = reader;
  const context = await browser.newContext({
    ...{ viewport: { width, height: 900 }, javaScriptEnabled, colorScheme },
  });
  const page = await context.newPage();
  await page.goto(`${house.origin}/${language}/diploma/${hash}`);
  return page;
}
const verdict = async (page: Page): Promise<string> => {
  const place = page
    .locator('[data-result] > .notice:is(.notice--ok, .notice--error, .notice--warning)')
    .first();
  await place.waitFor();
  return (await place.textContent()) ?? '';
};
const steps = (page: Page): Promise<string[]> =>
  page
    .locator('[data-step]')
    .evaluateAll((rows) => rows.map((row) => `${row.dataset.step}: ${row.dataset.state}`));

describe('§22 the page that checks a diploma', () => {
  it.each([
    ['kk', 'Диплом шынайы және күшінде', 320, 'light'],
    ['ru', 'Диплом подлинный и действует', 768, 'dark'],
    ['en', 'The diploma is genuine and in force', 1280, 'light'],
  ] as const)('confirms the address of its code, in %s', async (language, words, width, colorScheme) => {
    const page = await open(language, `#${code}`, { width, colorScheme });
    expect(await verdict(page)).toContain(words);
    expect(await page.textContent('[data-result] dl')).toContain('№ 2026-1');
    expect(await steps(page)).toEqual([
      ...['signature: ok', 'publication: ok', 'winner: ok', 'force: ok', 'register: ok'],
    ]);
    // A rehearsal is never taken for the real contest.
    expect(await page.locator('[data-result] .notice--warning').count()).toBe(1);
    await looksRight(page);
    // The same diploma in another language.
    await page.click(`[data-switch=${language === 'ru' ? 'kk' : 'ru'}]`);
    expect(await verdict(page)).toContain(language === 'ru' ? 'Диплом шынайы' : 'Диплом подлинный');
    await page.context().close();
  });

  it('confirms the file', async () => {
    const page = await open('kk');
    await page.setInputFiles('[type=file]', { name: 'd.pdf', mimeType: 'application/pdf', buffer: pdf });
    expect(await verdict(page)).toContain('Диплом шынайы');
    await page.context().close();
  });

  it('without the network says that the signature is right, and what it cannot know', async () => {
    const page = await open('ru');
    await page.context().setOffline(true);
    await page.fill('[name=code]', code);
    await page.click('form[data-diploma] button');
    expect(await verdict(page)).toContain('Подпись верна, но реестр не загрузился');
    expect(await steps(page)).toEqual([
      ...['signature: ok', 'publication: not', 'winner: not', 'force: not', 'register: not'],
    ]);
    await looksRight(page);
    await page.context().close();
  });

  it('without a script names the command that does it', async () => {
    const page = await open('kk', `#${code}`, { javaScriptEnabled: false });
    expect(await page.textContent('main')).toContain(
      'npm run verify -- DIPLOMA.pdf --register http://127.0.0.1',
    );
    expect(await page.locator('main noscript .notice, main .notice').first().isVisible()).toBe(true);
    expect(await page.locator('form[data-diploma]').isVisible()).toBe(false);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBe(0);
    await page.context().close();
  });

  const flipped = (text: string, at: number): string =>
    text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
  it.each<[string, () => string, string]>([
    ['no code at all', () => 'uzdik', 'Здесь нет кода диплома'],
    ['a code cut short', () => code.slice(0, -4), 'Здесь нет кода диплома'],
    ['a changed signature', () => flipped(code, code.length - 40), 'Подпись не сходится'],
    [
      'the words of another diploma',
      () => other.replace(/[^.]*$/, code.split('.').at(-1) ?? ''),
      'Подпись не сходится',
    ],
  ])('does not confirm %s, and shows nothing that nobody signed', async (_, change, words) => {
    const page = await open('ru');
    await page.fill('[name=code]', change());
    await page.click('form[data-diploma] button');
    expect(await verdict(page)).toContain(words);
    expect(await page.locator('[data-result] dl').count()).toBe(0);
    await looksRight(page);
    await page.context().close();
  });
});
