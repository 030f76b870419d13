// What people see and press: the form with script and without, the secretary's day.

import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { Client, fieldsOf, multipart, newKey } from '../../host/rehearsal/client.ts';
import { looksRight, openBrowser, pdf } from '../support/browser.ts';
import { fullForm } from '../support/edition.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let browser: Browser;
let house: TestHouse;

beforeAll(async () => {
  browser = await openBrowser();
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10']);
  await house.tick();
  await house.rebuilt();
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

async function open(
  path: string,
  options: { javaScriptEnabled?: boolean; width?: number } = {},
): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: options.javaScriptEnabled ?? true,
    viewport: { width: options.width ?? 1280, height: 900 },
  });
  const page = await context.newPage();
  await page.goto(house.origin + path);
  return page;
}

describe('§12 a file over a bad line', () => {
  it('stops where the line breaks, says how much is there after a reload, and goes on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'uzdik-upload-'));
    const path = join(folder, 'бейне.mp4');
    const bytes = Buffer.alloc(20 * 2 ** 20, 9);
    bytes.write('ftypisom', 4, 'latin1');
    await writeFile(path, bytes);
    const page = await open('/kk/apply/', { width: 360 });
    await page.click('form[action="/api/drafts"] button');
    await page.goto(`${house.origin}/kk/application/evidence/`);
    // The first piece arrives, the line breaks at the second.
    await page.route('**/api/drafts/uploads/*', (route) => route.abort());
    await page.setInputFiles('[name="files.evidence.1"]', path);
    await page.locator('.sending', { hasText: 'Байланыс үзілді' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    expect(await page.textContent('[data-upload]')).toContain('Толық жүктелмеген: 20 МБ ішінен 8 МБ бар.');
    await page.goto(`${house.origin}/kk/application/check/`);
    expect(await page.textContent('main')).toContain('Бұл файлдар толық жүктелмеген');
    await page.goto(`${house.origin}/kk/application/evidence/`);
    await page.unroute('**/api/drafts/uploads/*');
    await page.setInputFiles('[name="files.evidence.1"]', path);
    await page.locator('.files li:has(button[name=remove])', { hasText: 'бейне.mp4' }).waitFor();
    expect(await page.locator('[data-upload]').count()).toBe(0);
    const [file] = await house.query('SELECT size, sha256 FROM draft_files WHERE name = ?', 'бейне.mp4');
    expect(file).toEqual({
      size: bytes.byteLength,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    // What the server sees only in the whole is said in the line of the file.
    await page.setInputFiles('[name="files.evidence.2"]', { ...pdf('b.pdf'), buffer: Buffer.from('text') });
    const refused = page.locator('.uploads li:has(.error)');
    await refused.waitFor();
    expect(await refused.textContent()).toContain('«b.pdf» файлының түрі қабылданбайды');
    await refused.locator('button').click();
    expect(await page.locator('.uploads li').count()).toBe(0);
    await page.context().close();
  });
});

describe('Appendix 1 is signed', () => {
  // NCALayer as its protocol is: a greeting with its version, then an answer to each request.
  const CMS = Buffer.from(`308006092a864886f70d010702${'a0800000'.repeat(8)}`, 'hex').toString('base64');

  it('with NCALayer in the browser, and without it one is told what to do', async () => {
    const page = await open('/ru/apply/');
    await page.click('form[action="/api/drafts"] button');
    await page.goto(`${house.origin}/ru/application/check/`);
    await page.click('[data-sign] button');
    await page.locator('[data-sign] [role=status]', { hasText: 'NCALayer не найден' }).waitFor();
    const asked: { module: string; method: string; args?: { data: string } }[] = [];
    await page.routeWebSocket('wss://127.0.0.1:13579/', (layer) => {
      layer.onMessage((message) => {
        const request = JSON.parse(String(message)) as (typeof asked)[number];
        asked.push(request);
        layer.send(
          JSON.stringify(
            request.method === 'sign'
              ? { status: true, body: { result: [CMS] } }
              : { status: false, code: '500', message: 'no such module' },
          ),
        );
      });
      setTimeout(() => layer.send(JSON.stringify({ result: { version: '1.4' } })), 0);
    });
    await page.reload();
    await page.click('[data-sign] button');
    await page.locator('.notice--ok', { hasText: 'Подписано ЭЦП (не проверена)' }).waitFor();
    const signed = asked.find(({ method }) => method === 'sign')?.args?.data ?? '';
    expect(JSON.parse(Buffer.from(signed, 'base64').toString())).toMatchObject({
      format: 'uzdik-manifest/1',
    });
    await page.context().close();
  });

  it('on paper: one A4 sheet, whatever was typed', async () => {
    const page = await open('/kk/apply/', { javaScriptEnabled: false });
    await page.click('form[action="/api/drafts"] button');
    await page.click('.steps a >> nth=0');
    await page.fill(
      '[name=organisationKk]',
      'Қазақстан Республикасы Мемлекеттік қызмет істері агенттігінің Абай облысы бойынша департаменті',
    );
    await page.fill(
      '[name=organisationRu]',
      'Департамент Агентства Республики Казахстан по делам государственной службы по области Абай',
    );
    await page.click('button[name=next]');
    for (const index of [0, 1]) {
      await page.fill(`[name="representatives.${index}.name"]`, 'Сәрсенбайқызы Гүлжаухар Әбдіманапқызы');
      await page.fill(
        `[name="representatives.${index}.position"]`,
        'Көрсетілетін қызметтердің сапасын бақылау бөлімінің басшысы',
      );
    }
    await page.click('button[name=next]');
    await page.goto(`${house.origin}/kk/application/form/`);
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(paper.match(/\/Type\s*\/Page[^s]/g)?.length).toBe(1);
    expect(/MediaBox\s*\[0 0 (\d+)[\d.]* (\d+)/.exec(paper)?.slice(1)).toEqual(['594', '841']);
    await page.context().close();
  });
});

describe('nothing typed is lost', () => {
  const started = async (page: Page): Promise<string> => {
    await page.click('form[action="/api/drafts"] button');
    const link = (await page.textContent('#link code')) ?? '';
    await page.click('.steps a >> nth=0');
    return link;
  };

  it('saves itself while one types, and opens by its link in another browser', async () => {
    const page = await open('/kk/apply/');
    const link = await started(page);
    const lack = page.locator('#lacks a[href$="#organisationKk"]');
    expect(await lack.count()).toBe(1);
    await page.fill('[name=organisationKk]', 'Тіркеу орталығы');
    await page.locator('.autosave', { hasText: /^\s*Сақталды: \d\d:\d\d/ }).waitFor();
    // The list of what is missing is as live as the text.
    await lack.waitFor({ state: 'detached' });
    expect(await page.isVisible('.autosave button')).toBe(false);
    await page.context().close();

    const elsewhere = await open('/kk/apply/');
    const seen: string[] = [];
    elsewhere.on('request', (request) => seen.push(request.url()));
    await elsewhere.goto(link);
    await elsewhere.waitForURL('**/kk/application/');
    await elsewhere.click('.steps a >> nth=0');
    expect(await elsewhere.inputValue('[name=organisationKk]')).toBe('Тіркеу орталығы');
    const secret = link.split('.').at(-1) ?? '';
    // Playwright tells the fragment too; what goes to the server is what stands before it.
    expect(seen.filter((url) => (url.split('#')[0] ?? '').includes(secret))).toEqual([]);
    expect(elsewhere.url()).not.toContain(secret);
    await elsewhere.context().close();
  });

  it('opens by its link without script, and says when there is none', async () => {
    const page = await open('/kk/apply/', { javaScriptEnabled: false });
    const link = await started(page);
    const elsewhere = await open('/kk/return/', { javaScriptEnabled: false });
    expect(await elsewhere.isVisible('#wrong')).toBe(false);
    await elsewhere.fill('[name=link]', `${link}0`.replace(/#./, '#x'));
    await elsewhere.click('form[action="/api/drafts/open"] button');
    expect(await elsewhere.isVisible('#wrong')).toBe(true);
    await elsewhere.fill('[name=link]', link);
    await elsewhere.click('form[action="/api/drafts/open"] button');
    expect(new URL(elsewhere.url()).pathname).toBe('/kk/application/');
    await page.context().close();
    await elsewhere.context().close();
  });

  it('two windows: the later one is shown both texts', async () => {
    const first = await open('/kk/apply/');
    await started(first);
    const second = await first.context().newPage();
    await second.goto(`${house.origin}/kk/application/organisation/`);
    await first.fill('[name=services]', 'Бірінші терезе');
    await first.locator('.autosave', { hasText: 'Сақталды' }).waitFor();
    await second.fill('[name=services]', 'Екінші терезе');
    await second.click('.autosave button');
    expect(await second.inputValue('[name=services]')).toBe('Екінші терезе');
    expect(await second.textContent('.other')).toBe('Басқа терезеде сақталған: Бірінші терезе');
    await second.click('form[data-autosave] button:text-is("Сақтау")');
    await first.reload();
    expect(await first.inputValue('[name=services]')).toBe('Екінші терезе');
    await first.context().close();
  });

  it('keeps what was typed in the moment before the page is left', async () => {
    const page = await open('/kk/apply/');
    await started(page);
    await page.fill('[name=services]', 'Соңғы сөз');
    await page.goto(`${house.origin}/kk/rules/`);
    await expect
      .poll(async () => {
        await page.goto(`${house.origin}/kk/application/organisation/`);
        return page.inputValue('[name=services]');
      })
      .toBe('Соңғы сөз');
    await page.context().close();
  });

  it('says when the line is gone and saves when it is back', async () => {
    const page = await open('/kk/apply/');
    await started(page);
    await page.context().setOffline(true);
    await page.fill('[name=services]', 'Байланыссыз жазылған');
    await page.locator('.autosave', { hasText: 'Сақталмады' }).waitFor();
    await page.context().setOffline(false);
    await page.locator('.autosave', { hasText: 'Сақталды' }).waitFor();
    await page.reload();
    expect(await page.inputValue('[name=services]')).toBe('Байланыссыз жазылған');
    await page.context().close();
  });
});

describe("§13 the secretary's day", () => {
  /** Files a complete application. */
  async function file(): Promise<void> {
    const client = new Client(house.origin);
    const files = ['form', 'report', 'evidence'].map((kind) => ({
      field: `files.${kind}`,
      name: `${kind}.pdf`,
      bytes: pdf(kind).buffer,
    }));
    const sent = multipart(fieldsOf(fullForm()), files);
    const { body } = await client.send('/api/drafts', { method: 'POST', ...sent });
    const headers = { authorization: `Bearer ${String(body.token)}`, 'idempotency-key': newKey() };
    expect((await client.json('/api/applications', {}, headers)).status).toBe(201);
  }

  it('signs in by a link and one button, checks, and prepares the list', async () => {
    for (let n = 0; n < 2; n += 1) await file();
    await house.moveClock('2026-09-16T05:00:00.000Z');
    const headers = { authorization: `Bearer ${house.secret}` };
    const { body } = await house.agency.json(
      '/api/sign-in/link',
      { email: 'secretary-10@example.kz' },
      headers,
    );
    const { pathname, search } = new URL(String(body.link));
    const page = await open(pathname + search);
    await page.click('form[action="/api/sign-in/use"] button');
    await page.click('a[href="/desk/kk/10/"]');
    expect(await page.locator('h1').textContent()).toBe('Абай облысы');
    await page.click('#admission a.button');
    for (let n = 0; n < 2; n += 1) {
      if (n === 1) await page.locator('a[href$="/check/"]').last().click();
      // Nothing is decided beforehand, and what is complete is said item by item.
      expect(await page.locator('main input[type=radio]:checked').count()).toBe(0);
      expect(await page.locator('.checks .error').count()).toBe(0);
      await looksRight(page);
      await page.check('input[name="admitted:bool"][value="1"]');
      await page.click('form[action="/api/desk/10/propose"] button');
    }
    await page.click('a[href="/desk/kk/10/#admission"]');
    await page.click('form[action="/api/desk/10/admission-list"] button');
    expect(new URL(page.url()).pathname).toBe('/desk/kk/10/');
    const [list] = await house.query<{ items: string }>('SELECT items FROM admission_lists');
    const items = JSON.parse(list?.items ?? '[]') as { admitted: boolean }[];
    expect(items.map(({ admitted }) => admitted)).toEqual([true, true]);
    await page.context().close();
  });
});

describe('every step of the form', () => {
  test.each(['kk', 'ru'])('has no barrier and fits 320 px in %s', async (language) => {
    const page = await open(`/${language}/apply/`, { width: 320 });
    await page.click('form[action="/api/drafts"] button');
    for (const step of ['', 'organisation/', 'representatives/', 'report/', 'evidence/', 'check/']) {
      await page.goto(`${house.origin}/${language}/application/${step}`);
      await looksRight(page);
    }
    await page.context().close();
  });
});

describe('every page', () => {
  const PAGES = [
    '',
    'announcement/',
    'rules/',
    'apply/',
    'commissions/',
    'news/',
    'results/',
    'results/2026/',
    'results/2026/abai/',
    'verify/',
    'return/',
  ];
  test.each(['kk', 'ru', 'en'])('has no barrier and fits 320 px in %s', async (language) => {
    for (const path of PAGES) {
      const page = await open(`/${language}/${path}`, { width: 320 });
      await looksRight(page);
      await page.context().close();
    }
  });
});
