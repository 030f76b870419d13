// The desk's tools in a browser, by keyboard and without a script: a message and its answer, a letter looked at first, the
// journal, the figures and the sheet to print; no barrier and nothing sticks out, at 360 and at 1280 px.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { looksRight, openBrowser, pdf } from '../support/browser.ts';
import { fullForm } from '../support/edition.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let browser: Browser;
let house: TestHouse;
let secretary: Page;
let applicant: Page;
const ids: string[] = [];
const WIDTHS = [360, 1280];

async function pageOf(javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled });
  return context.newPage();
}

beforeAll(async () => {
  browser = await openBrowser();
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10']);
  let token = '';
  for (const organisationKk of [
    'Тіркеу орталығы',
    'Жер қатынастары бөлімі',
    'Мұрағат',
    'Мектеп',
    'Аурухана',
  ]) {
    const client = new Client(house.origin);
    const { body } = await client.json('/api/drafts', { form: fullForm({ organisationKk }) });
    token ||= String(body.token);
    const headers = { authorization: `Bearer ${String(body.token)}`, 'idempotency-key': newKey() };
    ids.push(String((await client.json('/api/applications', {}, headers)).body.application));
  }
  await house.moveClock('2026-09-18T05:00:00.000Z');
  const by = await house.as('secretary-10@example.kz');
  const items = ids.map((application, index) => ({
    application,
    admitted: index > 0,
    grounds: index > 0 ? [] : ['INCOMPLETE'],
    reason: index > 0 ? '' : 'Қол қойылмаған',
  }));
  await by.json('/api/desk/10/admission-list', { items });
  applicant = await pageOf();
  const { hostname } = new URL(house.origin);
  await applicant
    .context()
    .addCookies([
      { name: '__Host-application', value: token, domain: hostname, path: '/', secure: true, httpOnly: true },
    ]);
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

async function signedIn(email: string): Promise<Page> {
  const headers = { authorization: `Bearer ${house.secret}` };
  const { body } = await house.agency.json('/api/sign-in/link', { email }, headers);
  const { pathname, search } = new URL(String(body.link));
  const page = await pageOf();
  await page.goto(house.origin + pathname + search);
  await page.click('form[action="/api/sign-in/use"] button');
  return page;
}

/** The page as it stands, on a phone and on a table. */
async function bothWidths(page: Page): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await looksRight(page);
  }
}

describe('a letter looked at first', () => {
  it('is kept back by the chair’s tick, changed and released by the secretary', async () => {
    const chair = await signedIn('chair-10@example.kz');
    await chair.goto(`${house.origin}/desk/kk/10/`);
    const form = chair.locator('form[action="/api/desk/10/confirm-admission"]');
    await form.locator('input[name="hold:bool"]').check();
    await bothWidths(chair);
    await form.locator('button').click();
    await chair.context().close();

    secretary = await signedIn('secretary-10@example.kz');
    await secretary.goto(`${house.origin}/desk/kk/10/letters/`);
    await bothWidths(secretary);
    await secretary.click('a[href$="?state=held"]');
    await secretary.locator('tbody a').first().click();
    await bothWidths(secretary);
    expect(await secretary.textContent('#text')).toContain('конкурсқа жіберілмеді');
    const body = secretary.locator('textarea[name=body]');
    await body.fill(`Құрметті әріптестер!\n${await body.inputValue()}`);
    await secretary.click('form[action="/api/desk/10/edit-letter"] button');
    await secretary.click('a[href$="mail.html"]');
    expect(await secretary.content()).toContain('Құрметті әріптестер!');
    await secretary.goBack();
    await secretary.click('form[action="/api/desk/10/release-letter"] button');
    expect(await secretary.locator('form[action="/api/desk/10/edit-letter"]').count()).toBe(0);
  });
});

describe('messages', () => {
  it('go to the applicant and back with a file, each side sees what is new', async () => {
    await secretary.goto(`${house.origin}/desk/kk/10/applications/${ids[0] ?? ''}/`);
    await secretary.fill('#messages textarea', 'Жарғыны жіберіңізші');
    await secretary.click('#messages button');
    await bothWidths(secretary);
    await applicant.goto(`${house.origin}/kk/application/status/`);
    await bothWidths(applicant);
    expect(await applicant.textContent('#messages .tag--gold')).toContain('Жаңа');
    await applicant.fill('#messages textarea', 'Міне');
    await applicant.setInputFiles('#messages input[type=file]', pdf('jargy.pdf'));
    await applicant.click('#messages button');
    expect(new URL(applicant.url()).hash).toBe('#messages');
    await secretary.goto(`${house.origin}/desk/kk/10/`);
    await secretary.click('#today a[href*="unread=1"]');
    expect(await secretary.locator('#applications tbody tr').count()).toBe(1);
    await bothWidths(secretary);
    await secretary.locator('#applications tbody a').click();
    expect(await secretary.textContent('#messages')).toContain('jargy.pdf');
    await secretary.goto(`${house.origin}/desk/kk/10/`);
    expect(await secretary.locator('#today a[href*="unread=1"]').count()).toBe(0);
  });
});

describe('journal, figures, sheet', () => {
  it('are reached by keyboard from the desk, the way to the content first', async () => {
    await secretary.goto(`${house.origin}/desk/kk/10/`);
    await secretary.keyboard.press('Tab');
    expect(await secretary.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#main');
    await secretary.locator('nav a[href$="/journal/"]').focus();
    const outline = await secretary.evaluate(
      () => getComputedStyle(document.activeElement ?? document.body).outlineStyle,
    );
    expect(outline).not.toBe('none');
    await secretary.keyboard.press('Enter');
    await secretary.waitForURL(/journal/);
    await bothWidths(secretary);
    await secretary.selectOption('select[name=act]', 'send-message');
    await secretary.click('form.filters button');
    expect(await secretary.locator('tbody tr').count()).toBe(1);
    await secretary.goto(`${house.origin}/desk/kk/10/statistics/`);
    await bothWidths(secretary);
    await secretary.goto(`${house.origin}/desk/kk/10/applications/${ids[0] ?? ''}/print/`);
    await bothWidths(secretary);
    await secretary.emulateMedia({ media: 'print' });
    expect(await secretary.locator('.no-print:visible').count()).toBe(0);
  });

  it('and for the Agency those of the country', async () => {
    const agency = await signedIn('agency@example.kz');
    for (const path of ['journal/', 'statistics/', 'letters/']) {
      await agency.goto(`${house.origin}/desk/kk/agency/${path}`);
      await bothWidths(agency);
    }
  });
});
