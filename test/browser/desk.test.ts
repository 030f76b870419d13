// A member on a phone: declares, reads, marks and sees the total; no barrier, nothing sticks out.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { looksRight, openBrowser } from '../support/browser.ts';
import { fullForm } from '../support/edition.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let browser: Browser;
let house: TestHouse;
const ids: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10']);
  for (const organisationKk of ['Тіркеу орталығы', 'Жер қатынастары бөлімі']) {
    const client = new Client(house.origin);
    const { body } = await client.json('/api/drafts', { form: fullForm({ organisationKk }) });
    const headers = { authorization: `Bearer ${String(body.token)}`, 'idempotency-key': newKey() };
    ids.push(String((await client.json('/api/applications', {}, headers)).body.application));
  }
  await house.moveClock('2026-09-24T05:00:00.000Z');
  const secretary = await house.as('secretary-10@example.kz');
  const items = ids.map((application) => ({ application, admitted: true, grounds: [], reason: '' }));
  const { body } = await secretary.json('/api/desk/10/admission-list', { items });
  const chair = await house.as('chair-10@example.kz');
  await chair.json('/api/desk/10/confirm-admission', { version: body.version });
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

describe('§15 a member on a phone of 360 px', () => {
  it('declares, opens a dossier, marks by taps, and files the sheet', async () => {
    const headers = { authorization: `Bearer ${house.secret}` };
    const email = 'member2-10@example.kz';
    const { body } = await house.agency.json('/api/sign-in/link', { email }, headers);
    const { pathname, search } = new URL(String(body.link));
    const page = await (await browser.newContext({ viewport: { width: 360, height: 800 } })).newPage();
    await page.goto(house.origin + pathname + search);
    await page.click('form[action="/api/sign-in/use"] button');
    await page.click('a[href="/desk/kk/10/"]');
    await looksRight(page);
    // A dossier leads here until it is declared.
    await page.locator('#applications a[href*="/applications/"]').first().click();
    expect(new URL(page.url()).hash).toBe('#declare');
    // Nobody's employer is among them: one button for all.
    await page.locator('#declare button', { hasText: 'Ешқайсысымен' }).click();
    expect(await page.locator('#declare').count()).toBe(0);
    await page.goto(`${house.origin}/desk/kk/10/applications/${ids[0] ?? ''}/`);
    await looksRight(page);
    const given = [5, 5, 4, 4, 3, 3];
    for (const [index, mark] of given.entries()) {
      await page.locator(`label:has(input[name="marks.${index}"][value="${mark}"])`).click();
    }
    expect(await page.textContent('.total')).toBe('Барлығы: 24 / 30');
    // A violation sets its mark to 0, and needs a reason.
    await page.check('input[name="violations.2:bool"][type=checkbox]');
    expect(await page.textContent('.total')).toBe('Барлығы: 20 / 30');
    expect(await page.locator('input[name="marks.2"]:disabled').count()).toBe(5);
    await page.fill('textarea[name="remarks.2"]', 'Негізсіз бас тарту фактісі');
    // Kept without a button, and there again after the page was closed, on this phone or another one.
    await page.waitForFunction(() =>
      document.querySelector('.autosave')?.textContent?.startsWith('Сақталды'),
    );
    await page.reload();
    await looksRight(page);
    expect(await page.textContent('.total')).toBe('Барлығы: 20 / 30');
    expect(await page.inputValue('textarea[name="remarks.2"]')).toBe('Негізсіз бас тарту фактісі');
    expect(await house.query('SELECT 1 FROM mark_sheets')).toEqual([]);
    await page.click('form[action="/api/desk/10/mark"] button:not([formaction])');
    // The next of the two that wait.
    await page.click('#sheet a.button');
    expect(page.url()).toContain(ids[1] ?? '');
    await page.goBack();
    const [sheet] = await house.query<{ marks: string; violations: string }>(
      'SELECT marks, violations FROM mark_sheets',
    );
    expect(JSON.parse(sheet?.marks ?? '')).toEqual([5, 5, 0, 4, 3, 3]);
    expect(await page.locator('.scale input:checked').count()).toBe(6);
    await page.context().close();
  });
});
