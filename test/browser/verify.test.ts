// A reader checks the register in the browser: the true one of a contest that was played, and each spoilt one, which
// shows at the publication and step where it breaks. Nothing but the register itself is asked from the site.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { play } from '../../host/rehearsal/play.ts';
import { Scene } from '../../host/rehearsal/scene.ts';
import { looksRight, openBrowser } from '../support/browser.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';
import { CASES } from '../support/tampered.ts';

let browser: Browser;
let played: TestHouse;
let text: string;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  played = await startHouse();
  const { origin, secret, moveClock, rebuilt } = played;
  const stage = { origin, secret, moveClock, untilLive: rebuilt, tell: () => undefined };
  await play(new Scene(stage, { regions: 5, applicants: 4, seed: 7, atOnce: 2 }));
  await played.tick();
  await played.rebuilt();
  text = await (await fetch(`${origin}/data/register.json`)).text();
  page = await opened('en');
});
afterAll(async () => {
  await browser.close();
  await played.close();
});

const last = (): { number: number; hash: string; key: string } => {
  const { publications } = JSON.parse(text) as {
    publications: { number: number; hash: string; key: string }[];
  };
  const found = publications.at(-1);
  if (found === undefined) throw new Error('nothing was published');
  return found;
};

async function opened(
  language: string,
  width = 1280,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const at = await context.newPage();
  await at.goto(`${played.origin}/${language}/verify/`);
  return at;
}

/** Whatever the reader knows, typed in. */
async function pin(at: Page, { key = '', head = '' }: { key?: string; head?: string }): Promise<void> {
  await at.evaluate(() => document.querySelector('[data-verify] details')?.setAttribute('open', ''));
  await at.fill('[name=key]', key);
  await at.fill('[name=head]', head);
}

const verdict = (at: Page): Promise<string | null> => at.textContent('[data-result].notice');

/** Gives the page a file and waits for what it says. */
async function checked(at: Page, register: string): Promise<string> {
  const file = { name: 'register.json', mimeType: 'application/json', buffer: Buffer.from(register) };
  await at.setInputFiles('[data-verify] [type=file]', file);
  return (await verdict(at)) ?? '';
}

describe('a true register', () => {
  it('holds, publication by publication with the numbers, and only the words and the register are fetched', async () => {
    const at = await opened('ru');
    const asked: string[] = [];
    at.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await at.click('[data-verify] button');
    const { number, hash, key } = last();
    const said = (await verdict(at)) ?? '';
    expect(said).toContain(`Публикаций: ${number}. Все верны.`);
    expect(said).toContain('Без отпечатка ключа нельзя узнать');
    expect(said).toContain('Без номера и хэша нельзя узнать');
    expect(said).toContain(`${number}:${hash}`);
    // The browser itself asks for the icon.
    const own = asked.filter((path) => !path.startsWith('/_astro/') && path !== '/favicon.svg');
    expect(own).toEqual(['/ru/verify/words.json', '/data/register.json']);
    expect(await at.locator('.verified').count()).toBe(number + 1);
    expect(await at.locator('.verified[data-state=broken]').count()).toBe(0);
    const list = (await at.textContent('[data-publications]')) ?? '';
    expect(list).toContain('24 + 24 + 24 + 24 + 24 = 120; 120 > 15 × 5 = 75: прошла.');
    expect(list).toContain('присутствовали 7 из 7; нужно 2/3, то есть 5: кворум есть.');
    expect(list).toContain('Решающий голос председателя');
    await pin(at, { key, head: `${number}:${hash}` });
    await at.click('[data-verify] button');
    await at.waitForSelector('[data-result]:has-text("Ключ тот, который вы помните.")');
    expect(await verdict(at)).toContain('Известная вам публикация на месте');
    await at.context().close();
  });

  it.each([
    ['kk', 320, 'light', 'Бәрі дұрыс.'],
    ['ru', 768, 'dark', 'Все верны.'],
    ['en', 1280, 'light', 'All hold.'],
  ] as const)('%s at %i px, %s: looks right with steps open', async (language, width, scheme, words) => {
    const at = await opened(language, width, scheme);
    await looksRight(at);
    await at.click('[data-verify] button');
    expect(await verdict(at)).toContain(words);
    await at.click('[data-number="5"] summary');
    await looksRight(at);
    await at.context().close();
  });

  it('what is remembered wrongly typed is said at its field, and nothing is checked', async () => {
    const at = await opened('en');
    await pin(at, { head: '62' });
    await at.click('[data-verify] button');
    await at.waitForSelector('[name=head]:invalid');
    const said = await at.$eval('[name=head]', (field) => (field as HTMLInputElement).validationMessage);
    expect(said).toContain('cannot be read');
    expect(await at.locator('.verified').count()).toBe(0);
    await at.context().close();
  });
});

describe('a spoilt register', () => {
  test.each(CASES)('%s: shown at the step «%s»', async (_, __, make) => {
    const { text: spoilt, pins, publication, step } = make(text);
    const { key, head } = pins ?? {};
    await pin(page, {
      ...(key === undefined ? {} : { key }),
      ...(head === undefined ? {} : { head: `${head.number}:${head.hash}` }),
    });
    const said = await checked(page, spoilt);
    const row = page.locator(`.verified[data-number="${publication}"]`);
    expect([await row.getAttribute('data-state'), await row.getAttribute('open')]).toEqual(['broken', '']);
    const first = row.locator('li[data-state=broken]').first();
    expect(await first.getAttribute('data-step')).toBe(step);
    expect(await first.locator('.error').count()).toBeGreaterThan(0);
    expect(said).toContain(`step “${(await first.locator('strong').textContent()) ?? ''}”`);
    if (publication > 0) expect(said).toContain(`Broken at publication ${publication},`);
    else expect(said).toContain('Broken: the file as a whole');
  });

  it('sealed with another key holds by itself, and the page says that it cannot know', async () => {
    const [, , make] = CASES.find(([name]) => name.startsWith('all of it sealed')) ?? [];
    await pin(page, {});
    const said = await checked(page, make?.(text).text ?? '');
    expect(said).toContain('All hold.');
    expect(said).toContain('cannot know whether the whole register was rewritten');
  });

  it('looks right on a phone in the dark', async () => {
    const at = await opened('kk', 320, 'dark');
    const [, , make] = CASES[0] ?? [];
    expect(await checked(at, make?.(text).text ?? '')).toContain('қадам – «Қолтаңба»');
    await looksRight(at);
    await at.context().close();
  });
});

describe('without JavaScript', () => {
  it('the page explains what is proven and gives the command', async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 320, height: 800 },
    });
    const at = await context.newPage();
    await at.goto(`${played.origin}/kk/verify/`);
    expect(await at.isVisible('[data-verify]')).toBe(false);
    const said = await at.innerText('main');
    expect(said).toContain('JavaScript өшірулі');
    expect(said).toContain('npm run verify -- register.json');
    expect(said).toContain('Нені дәлелдемейді');
    const wide = await at.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBe(0);
    await context.close();
  });
});
