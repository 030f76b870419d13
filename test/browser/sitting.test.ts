// A member votes on a phone of 360 px: big choices, one tap, and the vote goes on before their eyes; with a script and
// without one.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { looksRight, openBrowser } from '../support/browser.ts';
import { fullForm } from '../support/edition.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let browser: Browser;
let house: TestHouse;
let secretary: Client;
const filed: { id: string; token: string }[] = [];
const NAMES = ['Абай облысының тіркеу орталығы', 'Жер қатынастары бөлімі'];

const act = async (name: string, input: unknown, who = secretary): Promise<Record<string, unknown>> => {
  const { status, body } = await who.json(`/api/desk/10/${name}`, input);
  expect([name, status, body]).toEqual([name, 200, body]);
  return body;
};
const signedIn = async (email: string, javaScriptEnabled = true): Promise<Page> => {
  const headers = { authorization: `Bearer ${house.secret}` };
  const { body } = await house.agency.json('/api/sign-in/link', { email }, headers);
  const { pathname, search } = new URL(String(body.link));
  const viewport = { width: 360, height: 800 };
  const page = await (await browser.newContext({ viewport, javaScriptEnabled })).newPage();
  await page.goto(house.origin + pathname + search);
  await page.click('form[action="/api/sign-in/use"] button');
  return page;
};

beforeAll(async () => {
  browser = await openBrowser();
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10']);
  for (const organisationKk of NAMES) {
    const client = new Client(house.origin);
    const { body } = await client.json('/api/drafts', { form: fullForm({ organisationKk }) });
    const token = String(body.token);
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': newKey() };
    filed.push({ id: String((await client.json('/api/applications', {}, headers)).body.application), token });
  }
  await house.moveClock('2026-09-17T05:00:00.000Z');
  secretary = await house.as('secretary-10@example.kz');
  const items = filed.map(({ id }) => ({ application: id, admitted: true, grounds: [], reason: '' }));
  const { version } = await act('admission-list', { items });
  await act('confirm-admission', { version }, await house.as('chair-10@example.kz'));
  const sheet = { marks: [5, 5, 4, 4, 3, 3], violations: Array(6).fill(false), reason: '' };
  for (const { id } of filed)
    for (const seat of [1, 2, 3, 4, 5]) await act('mark', { application: id, seat, ...sheet });
  await act('commit-sheets', {});
  await act('open-sheets', {});
  const scan = new TextEncoder().encode('%PDF-1.7\n%%EOF\n');
  const { body } = await secretary.bytes('/api/desk/10/protocol-file', scan);
  await act('sign-selection', { signedOn: '2026-09-17', protocolSha256: body.sha256 });
  await act('publish-selection', {});
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

describe('§16 interviews at the desk and on a phone', () => {
  it('the secretary lays them out evenly by a form', async () => {
    const page = await signedIn('secretary-10@example.kz');
    await page.goto(`${house.origin}/desk/kk/10/interviews/`);
    await looksRight(page);
    const form = page.locator('form[action$="/invite-evenly"]');
    await form.locator('[name="windows.0.day"]').fill('2026-09-22');
    await form.locator('[name="windows.0.from"]').fill('09:00');
    await form.locator('[name="windows.0.until"]').fill('11:00');
    await form.locator('[name=minutes]').fill('30');
    await form.locator('[name=place]').fill('Департамент, 3-қабат');
    await form.locator('button').click();
    expect(await page.locator('#order tbody tr').count()).toBe(2);
    await looksRight(page);
    await page.context().close();
  });

  it('the applicant takes another free time', async () => {
    const page = await (await browser.newContext({ viewport: { width: 360, height: 800 } })).newPage();
    await page.goto(`${house.origin}/kk/return/#${filed[0]?.token ?? ''}`);
    await page.waitForURL('**/application/**');
    await page.goto(`${house.origin}/kk/application/status/`);
    await looksRight(page);
    await page.locator('#interview summary').first().click();
    await page.locator('#interview input[type=radio]').last().check();
    await looksRight(page);
    await page.locator('#interview form:has(input[type=radio]) button').click();
    expect(await page.textContent('#interview')).toContain('Уақытты растадыңыз');
    await page.context().close();
  });
});

describe('§17 a member on a phone of 360 px', () => {
  beforeAll(async () => {
    await act('call-sitting', { startsAt: '2026-09-22T15:00:00+05:00', place: 'Зал' });
    await house.moveClock('2026-09-22T10:00:00.000Z');
    const appearances = filed.map(({ id }) => ({ application: id, appearance: 'appeared' }));
    await act('open-sitting', { present: [1, 2, 3, 4, 5, 6, 7], appearances });
    const items = filed.map(({ id }) => ({ application: id, conflict: false }));
    for (const name of ['member1', 'member2'])
      await act('declare', { items }, await house.as(`${name}-10@example.kz`));
  });

  it('votes by one tap on a big choice, and sees the vote go on without a reload', async () => {
    const page = await signedIn('member1-10@example.kz');
    await page.goto(`${house.origin}/desk/kk/10/sitting/`);
    await looksRight(page);
    expect(await page.textContent('[data-progress]')).toBe('Енгізілген дауыстар: 0 / 7');
    const choices = page.locator('.ballot label');
    expect(await choices.count()).toBe(3);
    for (const choice of await choices.all())
      expect((await choice.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await choices.first().click();
    // Another's ballot comes in: the progress is renewed, the choice stays under the hand.
    await act('ballot', { seat: 7, choices: [] });
    await page.waitForFunction(() =>
      document.querySelector('[data-progress]')?.textContent?.includes('1 / 7'),
    );
    expect(await page.locator('.ballot input:checked').count()).toBe(1);
    await page.locator('form[action$="/ballot"] button').click();
    expect(await page.textContent('[data-progress]')).toBe('Енгізілген дауыстар: 2 / 7');
    expect(await page.locator('.ballot').count()).toBe(0);
    const [cast] = await house.query<{ choices: string; own: number }>(
      "SELECT b.choices, b.entered_by = s.id AS own FROM ballots b JOIN seats s ON s.email = 'member1-10@example.kz' WHERE b.seat = s.number",
    );
    expect([(JSON.parse(cast?.choices ?? '[]') as string[]).length, cast?.own]).toEqual([1, 1]);
    await looksRight(page);
    await page.context().close();
  });

  it('votes without a script, and renews by a button', async () => {
    const page = await signedIn('member2-10@example.kz', false);
    await page.goto(`${house.origin}/desk/kk/10/sitting/`);
    await page.locator('.ballot input').last().check();
    await page.locator('form[action$="/ballot"] button').click();
    await act('ballot', { seat: 1, choices: [filed[0]?.id] });
    await page.locator('#live form button').click();
    expect(await page.textContent('[data-progress]')).toBe('Енгізілген дауыстар: 4 / 7');
    await page.context().close();
  });
});
