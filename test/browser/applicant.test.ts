// The applicant's whole way, as people go it: on a phone and at a desk, in Kazakh and in Russian, with script, without,
// and by keyboard alone; no barrier on any page of it.

import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { looksRight, openBrowser, pdf } from '../support/browser.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let browser: Browser;
let house: TestHouse;
const OPEN = '2026-09-10T05:00:00.000Z';

beforeAll(async () => {
  browser = await openBrowser();
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10']);
  await house.moveClock(OPEN);
  await house.tick();
  await house.rebuilt();
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(house.origin + path);
  return page;
}

const WORDS = {
  kk: {
    mail: 'пошта мекенжайы қате',
    complete: 'Құжаттар толық.',
    inTime: 'Өтінім мерзімінде қабылданды.',
    next: 'комиссия құжаттардың дұрыс толтырылуын',
  },
  ru: {
    mail: 'Неверный адрес электронной почты',
    complete: 'Комплект документов полный.',
    inTime: 'Заявка принята в срок.',
    next: 'комиссия проверяет правильность заполнения',
  },
} as const;

describe('§12 from the first page to the receipt and to what comes next', () => {
  const ways = (['kk', 'ru'] as const).flatMap((language) =>
    [360, 1280].flatMap((width) => [true, false].map((script) => [language, width, script] as const)),
  );
  test.each(ways)('in %s at %i px, script: %s', async (language, width, javaScriptEnabled) => {
    const words = WORDS[language];
    const page = await open(`/${language}/apply/`, { javaScriptEnabled, viewport: { width, height: 900 } });
    const check = async (): Promise<void> => {
      if (javaScriptEnabled) await looksRight(page);
    };
    await page.click('form[action="/api/drafts"] button');
    await check();
    await page.click('.steps + p a');
    await page.fill('[name=organisationKk]', 'Әлеуметтік бағдарламалар басқармасы');
    await page.fill('[name=organisationRu]', 'Управление социальных программ');
    await page.selectOption('[name=kind]', 'local_executive');
    await page.selectOption('[name=region]', '10');
    await page.fill('[name=services]', 'Жәрдемақы тағайындау');
    await page.fill('[name=signatoryName]', 'Қасенова Айгүл');
    await page.fill('[name=signatoryPosition]', 'Басшы');
    await page.selectOption('[name=signatoryRole]', 'head');
    await page.fill('[name=phone]', '8 701 123 45 67');
    await page.fill('[name=email]', 'clerk-without-at');
    await page.click('button[name=next]');
    // The bad address is named at its field, and everything typed is still there.
    expect(await page.textContent('.field:has([name=email]) .error')).toContain(words.mail);
    expect(await page.inputValue('[name=organisationKk]')).toBe('Әлеуметтік бағдарламалар басқармасы');
    await check();
    await page.fill('[name=email]', 'clerk@example.kz');
    await page.click('button[name=next]');
    await page.fill('[name="representatives.0.name"]', 'Оспанов Нұрлан');
    await page.fill('[name="representatives.0.position"]', 'Бөлім басшысы');
    await check();
    await page.click('button[name=next]');
    for (const index of [0, 1, 2, 3, 4, 5]) await page.fill(`[name="report.${index}"]`, `Есеп ${index + 1}`);
    await page.setInputFiles('[name="files.report"]', [pdf('report.pdf')]);
    await check();
    await page.click('button[name=next]');
    await page.setInputFiles('[name="files.evidence.1"]', [pdf('a.pdf'), pdf('b.pdf')]);
    await page.setInputFiles('[name="files.evidence"]', [pdf('c.pdf')]);
    await page.setInputFiles('[name="files.form"]', [pdf('form.pdf')]);
    await page.check('[name="agreesToTerms:bool"][type=checkbox]');
    await page.check('[name="consents:bool"][type=checkbox]');
    // The button that saves, not one of a file on its way.
    await page.click('form[data-autosave] > p:last-of-type button:not([name])');
    await page.locator('button[name=remove]').nth(3).waitFor();
    expect(await page.locator('button[name=remove]').count()).toBe(4);
    await check();
    await page.click('button[name=next]');
    expect(await page.textContent('.notice--ok')).toBe(words.complete);
    await check();
    await page.click('form[action="/api/applications"] button');
    expect(new URL(page.url()).pathname).toBe(`/${language}/application/receipt/`);
    expect(await page.textContent('main')).toMatch(/UZ26-\w{4}-\w{4}/);
    expect(await page.textContent('main')).toContain(words.inTime);
    await check();
    const loaded = page.waitForEvent('download');
    await page.click('a[href="/api/applications/receipt.json"]');
    const receipt = await readFile(await (await loaded).path(), 'utf8');
    await page.click(`a[href="/${language}/application/status/"]`);
    expect(await page.textContent('main')).toContain(words.next);
    await check();
    await page.click(`a[href="/${language}/application/my-data/"]`);
    await check();
    await page.goto(`${house.origin}/kk/verify/`);
    if (!javaScriptEnabled) expect(await page.isVisible('[data-check-receipt]')).toBe(false);
    else await verified(page, receipt);
    await page.context().close();
  });

  async function verified(page: Page, receipt: string): Promise<void> {
    const check = async (text: string): Promise<string> => {
      const file = { name: 'r.json', mimeType: 'application/json', buffer: Buffer.from(text) };
      await page.setInputFiles('[data-check-receipt] input', file);
      const line = page.locator('[data-check-receipt] [role=status]:not(:text-is("Тексерілуде …"))');
      return (await line.textContent()) ?? '';
    };
    await expect.poll(() => check(receipt)).toMatch(/^Қолхат дұрыс: UZ26-\w{4}-\w{4}, 2026 жылғы/);
    await expect
      .poll(() => check(receipt.replace('"late":false', '"late":true')))
      .toBe('Қолхат өзгертілген: қолтаңба оның мәтініне сәйкес емес.');
    await expect.poll(() => check('{}')).toBe('Бұл файл қолхат емес немесе бүлінген.');
  }
});

describe('by keyboard alone', () => {
  test.each(['kk', 'ru'])('in %s: from the start to the receipt without a mouse', async (language) => {
    const page = await open(`/${language}/apply/`, { viewport: { width: 1280, height: 900 } });
    /** Goes on with Tab until the wanted element has the focus, which must be seen. */
    const tabTo = async (selector: string): Promise<void> => {
      for (let presses = 0; presses < 120; presses += 1) {
        const there = await page.evaluate(
          (wanted) => document.activeElement?.matches(wanted) === true,
          selector,
        );
        if (there) {
          const seen = await page.evaluate(() => {
            const style = getComputedStyle(document.activeElement ?? document.body);
            return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
          });
          expect([selector, seen]).toEqual([selector, true]);
          return;
        }
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab never came to ${selector}`);
    };
    const type = async (name: string, text: string): Promise<void> => {
      await tabTo(`[name="${name}"]`);
      await page.keyboard.type(text);
    };
    const press = async (selector: string, key = 'Enter'): Promise<void> => {
      await tabTo(selector);
      await page.keyboard.press(key);
    };
    await press('form[action="/api/drafts"] button');
    await page.waitForURL('**/application/?started=1');
    await press('.steps + p a');
    await page.waitForURL('**/organisation/');
    await type('organisationKk', 'Тіркеу орталығы');
    await type('organisationRu', 'Центр регистрации');
    await press('[name=kind]', 'ArrowDown');
    await press('[name=region]', 'ArrowDown');
    await type('services', 'Тіркеу');
    await press('button[name=next]');
    await page.waitForURL('**/representatives/');
    await type('representatives.0.name', 'Оспанов');
    await press('button[name=next]');
    await page.waitForURL('**/report/');
    await type('report.0', 'Есеп');
    await press('button[name=next]');
    await page.waitForURL('**/evidence/');
    await press('[name="consents:bool"][type=checkbox]', 'Space');
    await press('button[name=next]');
    await page.waitForURL('**/check/');
    await press('form[action="/api/applications"] button');
    await page.waitForURL('**/receipt/');
    expect(await page.textContent('main')).toMatch(/UZ26-\w{4}-\w{4}/);
    await page.context().close();
  });
});

describe('§12 the deadline is one text everywhere', () => {
  it('a browser in New York and one whose clock is years wrong read the same', async () => {
    const texts: string[] = [];
    for (const options of [{}, { timezoneId: 'America/New_York', locale: 'en-US' }, { wrong: true }]) {
      const page = await open('/ru/apply/', 'wrong' in options ? {} : options);
      if ('wrong' in options) {
        await page.clock.setFixedTime(new Date('2019-01-01T00:00:00Z'));
        await page.reload();
      }
      await page.locator('[data-term]', { hasText: 'дней' }).waitFor();
      await page.click('form[action="/api/drafts"] button');
      await page.goto(`${house.origin}/ru/application/organisation/`);
      texts.push(((await page.textContent('main .notice')) ?? '').replace(/\s+/g, ' ').trim());
      await page.context().close();
    }
    expect(new Set(texts)).toEqual(
      new Set(['Последний срок: 15 сентября 2026 года, 23:59 (UTC+5). Осталось 5 дней.']),
    );
  });

  it('the last day is counted down to the second by the server’s clock, and then says that it is over', async () => {
    await house.moveClock('2026-09-15T18:59:30.000Z', true);
    const page = await open('/ru/apply/');
    await page.click('form[action="/api/drafts"] button');
    await page.goto(`${house.origin}/ru/application/organisation/`);
    await page.locator('[data-countdown]', { hasText: /Осталось: 0 ч 0 мин (30|2\d) с/ }).waitFor();
    await house.moveClock('2026-09-15T19:00:00.000Z', true);
    await page.reload();
    expect(await page.textContent('.notice--warning')).toContain('Срок приёма документов истёк');
    await house.moveClock('2026-09-15T18:59:59.000Z', true);
    await page.reload();
    await page.locator('[data-countdown]', { hasText: 'Приём окончен.' }).waitFor();
    await page.context().close();
    await house.moveClock(OPEN);
  });
});

describe('filed in another window', () => {
  it('what is typed here is given back, with what to do', async () => {
    const first = await open('/ru/apply/', { javaScriptEnabled: false });
    await first.click('form[action="/api/drafts"] button');
    await first.goto(`${house.origin}/ru/application/organisation/`);
    await first.selectOption('[name=kind]', 'local_executive');
    await first.selectOption('[name=region]', '10');
    await first.click('button[name=next]');
    await first.goto(`${house.origin}/ru/application/organisation/`);
    const second = await first.context().newPage();
    await second.goto(`${house.origin}/ru/application/check/`);
    await second.click('form[action="/api/applications"] button');
    await first.fill('[name=services]', 'Набранное позже');
    await first.click('button[name=next]');
    expect(await first.textContent('.notice--error')).toContain('Заявка уже подана в другом окне');
    expect(await first.inputValue('[name=services]')).toBe('Набранное позже');
    await first.click('.notice--error a');
    await first.click('form[action="/api/applications/correct"] button');
    await first.goto(`${house.origin}/ru/application/organisation/`);
    expect(await first.inputValue('[name=services]')).toBe('');
    await first.context().close();
  });
});
