// A secretary's week, as it is lived: the sign-in, the post, the check, the list, the letters, the sheets, the sitting.
// Everything is clicked and typed; what other people do meanwhile comes as their requests.

import { strFromU8, unzipSync } from 'fflate';
import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { multipart, newKey } from '../../host/rehearsal/client.ts';
import { looksRight, openBrowser, pdf, tabTo } from '../support/browser.ts';
import { fullForm } from '../support/edition.ts';
import { file } from '../support/filed.ts';
import type { FiledHere } from '../support/filed.ts';
import { openMailbox } from '../support/mail.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

const NAMES = ['Тіркеу орталығы', 'Мұрағат', 'Мектеп', 'Аурухана'];
const MARKS = [4, 4, 4, 4, 4, 4];
let browser: Browser;
let house: TestHouse;
let page: Page;
const filed: FiledHere[] = [];
let onPaper = '';

beforeAll(async () => {
  browser = await openBrowser();
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10']);
  for (const organisationKk of NAMES) filed.push(await file(house.origin, { organisationKk }));
  await house.moveClock('2026-09-21T04:00:00.000Z');
  page = await signedIn('secretary-10@example.kz');
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

async function newPage(width = 1280): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  context.setDefaultTimeout(10_000);
  return context.newPage();
}
async function signedIn(email: string, width?: number): Promise<Page> {
  const headers = { authorization: `Bearer ${house.secret}` };
  const { body } = await house.agency.json('/api/sign-in/link', { email }, headers);
  const { pathname, search } = new URL(String(body.link));
  const opened = await newPage(width);
  await opened.goto(house.origin + pathname + search);
  await opened.click('form[action="/api/sign-in/use"] button');
  return opened;
}
async function desk(path = '', language = 'kk', at = page): Promise<void> {
  await at.goto(`${house.origin}/desk/${language}/10/${path}`);
  await looksRight(at);
}
const form = (act: string, at = page) => at.locator(`form[action$="/${act}"]`);
const send = (act: string, at = page): Promise<void> =>
  form(act, at).locator('button[type=submit]:not([formaction]), button:not([type])').last().click();

describe('Monday', () => {
  it('begins with the letter of the appointment, one button and the second factor', async () => {
    const mailbox = await openMailbox();
    const real = await startHouse({ smtp: mailbox.address });
    const { body } = await real.agency.json(
      '/api/first-administrator',
      {},
      { authorization: `Bearer ${real.secret}` },
    );
    const agency = await newPage();
    await agency.goto(String(body.link));
    await agency.fill('[name=name]', 'Әкімші');
    await agency.fill('[name=email]', 'agency@example.kz');
    await agency.click('form[action="/api/first-administrator/use"] button');
    await looksRight(agency);
    const secret = ((await agency.textContent('main code')) ?? '').replace(/\s/g, '');
    const app = new TOTP({ secret: Secret.fromBase32(secret) });
    await agency.fill('[name=code]', app.generate());
    await agency.click('form[action="/api/second-factor"] button');
    expect(await agency.locator('main li code, main pre').count()).toBeGreaterThan(0);
    await agency.goto(`${real.origin}/desk/kk/`);
    await looksRight(agency);
    expect(await agency.textContent('h1')).toBe('Жұмыс үстелі');
    await agency.context().close();
    await real.close();
    await mailbox.close();
  });

  it('shows what the law asks next, by when, and what waits for what', async () => {
    await page.goto(`${house.origin}/desk/kk/`);
    await looksRight(page);
    await page.click('a[href="/desk/kk/10/"]');
    await looksRight(page);
    const agenda = (await page.textContent('main')) ?? '';
    expect(agenda).toContain('2026 жылғы 24 қыркүйек');
    expect(agenda).toContain('(15-тармақ)');
  });

  it('takes in what came by post, with the day of its stamp and the scan, and gives the receipt', async () => {
    await page.click('a[href="/desk/kk/10/intake/"]');
    await looksRight(page);
    await page.check('[name=channel][value=post]');
    await page.fill('[name=handedInAt]', '2026-09-14T16:20');
    const { report, representatives, agreesToTerms, consents, ...plain } = fullForm({
      organisationKk: 'Жер қатынастары бөлімі',
      region: '10',
    });
    for (const [name, value] of Object.entries(plain)) {
      const field = page.locator(`[name="${name}"]`);
      const select = (await field.evaluate((one) => one.tagName)) === 'SELECT';
      await (select ? field.selectOption(String(value)) : field.fill(String(value)));
    }
    for (const [index, { name, position }] of representatives.entries()) {
      await page.fill(`[name="representatives.${index}.name"]`, name);
      await page.fill(`[name="representatives.${index}.position"]`, position);
    }
    for (const [index, text] of report.entries()) await page.fill(`[name="report.${index}"]`, text);
    if (agreesToTerms) await page.check('[name="agreesToTerms:bool"][type=checkbox]');
    if (consents) await page.check('[name="consents:bool"][type=checkbox]');
    await page.setInputFiles('[name="files.form"]', pdf('скан.pdf'));
    await page.setInputFiles('[name="files.evidence"]', pdf('дәлел.pdf'));
    await send('intake');
    await page.waitForURL(/\/check\/$/);
    onPaper = /applications\/([0-9a-f]{32})/.exec(page.url())?.[1] ?? '';
    await looksRight(page);
    const receipt = await page.request.get(`${house.origin}/desk/kk/10/applications/${onPaper}/receipt.pdf`);
    expect((await receipt.body()).toString('latin1', 0, 5)).toBe('%PDF-');
    const [row] = await house.query(
      'SELECT channel, received_at, late FROM applications WHERE id = ?',
      onPaper,
    );
    expect(row).toEqual({ channel: 'post', received_at: Date.parse('2026-09-14T16:20+05:00'), late: 0 });
  });
});

describe('Tuesday, without a mouse', () => {
  it('each application is looked at beside its items, and a word is said on it', async () => {
    await house.moveClock('2026-09-22T04:00:00.000Z');
    for (const id of [...filed.map((one) => one.id), onPaper]) {
      await page.goto(`${house.origin}/desk/kk/10/applications/${id}/check/`);
      await tabTo(page, 'a[href="#field-services"]');
      await page.keyboard.press('Enter');
      await page.waitForURL(/#field-services$/);
      await tabTo(page, '[name="admitted:bool"]');
      await page.keyboard.press('Space');
      await tabTo(page, 'form[action$="/propose"] button');
      const next = page.waitForNavigation();
      await page.keyboard.press('Enter');
      await next;
    }
    await looksRight(page);
    expect(await house.query('SELECT standing, count(*) AS n FROM applications GROUP BY standing')).toEqual([
      { standing: 'proposed', n: 5 },
    ]);
  });
});

describe('Wednesday, on a phone and in Russian', () => {
  it('the list is made of the words, the chair confirms it, the protocol is there to be signed', async () => {
    await house.moveClock('2026-09-23T04:00:00.000Z');
    await page.setViewportSize({ width: 360, height: 800 });
    await desk('', 'ru');
    await send('admission-list');
    const chair = await signedIn('chair-10@example.kz', 360);
    await desk('', 'ru', chair);
    await send('confirm-admission', chair);
    await looksRight(chair);
    await chair.context().close();
    await desk('', 'ru');
    await page.click('a[href$="/protocols/admission/"]');
    await looksRight(page);
    expect(await page.textContent('main')).toContain('Протокол приёма заявок и проверки их комплектности');
    expect(await house.query('SELECT count(*) AS n FROM decisions WHERE admitted = 1')).toEqual([{ n: 5 }]);
  });
});

describe('Thursday', () => {
  it('a question goes to an applicant, who answers; what is new is seen at once', async () => {
    await house.moveClock('2026-09-24T04:00:00.000Z');
    await page.setViewportSize({ width: 1280, height: 900 });
    const [first] = filed;
    await desk(`applications/${first?.id ?? ''}/`);
    await page.fill('#messages textarea', 'Жарғының көшірмесін жіберіңізші.');
    await page.click('#messages button');
    const answer = multipart(
      [
        ['key', newKey()],
        ['text', 'Ертең жібереміз.'],
      ],
      [],
    );
    const headers = { ...first?.bearer, ...answer.headers };
    await first?.client.send('/api/applications/messages', { method: 'POST', ...answer, headers });
    await desk();
    await page.click('a[href*="unread=1"]');
    await page.locator('#applications tbody a').click();
    expect(await page.textContent('#messages')).toContain('Ертең жібереміз.');
  });

  it('an application is found by a name typed without Kazakh letters, and the table is taken along', async () => {
    await desk();
    await page.fill('[name=q]', 'мурагат');
    await page.locator('form:has([name=q]) button').click();
    await looksRight(page);
    expect(await page.locator('#applications tbody tr').count()).toBe(1);
    expect(await page.textContent('#applications tbody')).toContain('Мұрағат');
    const csv = await (await page.request.get(`${house.origin}/desk/kk/10/outcome.csv`)).text();
    expect(csv.split('\r\n').filter((line) => NAMES.some((name) => line.includes(name))).length).toBe(4);
  });
});

describe('Friday', () => {
  it('a sheet that came on paper is entered with its scan, the others are filed by the members', async () => {
    await house.moveClock('2026-09-25T04:00:00.000Z');
    const [first] = filed;
    await desk(`applications/${first?.id ?? ''}/`);
    await page.click('details:has(form[action$="/paper-sheet"]) > summary');
    const paper = form('paper-sheet');
    await paper.locator('[name=seat]').selectOption('7');
    for (const [index, mark] of MARKS.entries())
      await paper.locator(`label:has([name="marks.${index}"][value="${mark}"])`).click();
    await paper.locator('[name=scan]').setInputFiles(pdf('парақ.pdf'));
    await send('paper-sheet');
    await looksRight(page);
    const [row] = await house.query('SELECT marks, scan IS NOT NULL AS scanned FROM mark_sheets');
    expect(row).toEqual({ marks: JSON.stringify(MARKS), scanned: 1 });
    const ids = [...filed.map(({ id }) => id), onPaper];
    for (const part of ['chair', 'member1', 'member2', 'member3', 'member4']) {
      const member = await house.as(`${part}-10@example.kz`);
      const items = ids.map((application) => ({ application, conflict: false }));
      expect((await member.json('/api/desk/10/declare', { items })).status).toBe(200);
      for (const [index, application] of ids.entries()) {
        const marks = index === 1 ? MARKS.map(() => 2) : MARKS;
        const sheet = { application, marks, violations: MARKS.map(() => false) };
        expect((await member.json('/api/desk/10/mark', sheet)).status).toBe(200);
      }
    }
  });

  it('the hashes are published, the sheets opened, the signed protocol handed in, the selection published', async () => {
    for (const act of ['commit-sheets', 'open-sheets']) {
      await desk();
      await send(act);
    }
    await desk();
    await page.fill('[name=signedOn]', '2026-09-25');
    await page.setInputFiles('[name=protocol]', pdf('хаттама.pdf'));
    await send('sign-selection');
    await desk();
    await page.click('a[href$="/preview/selection/"]');
    await looksRight(page);
    await send('publish-selection');
    await house.rebuilt();
    await page.goto(`${house.origin}/kk/results/2026/abai/`);
    await looksRight(page);
    const published = (await page.textContent('main')) ?? '';
    expect(published).toContain('120 > 15 × 5 = 75');
    for (const name of NAMES) expect(published).not.toContain(name);
  });
});

describe('the Friday after', () => {
  it('the sitting is called, opened with a quorum, voted and closed; its protocol says what was done', async () => {
    await desk('interviews/');
    const windows = form('invite-evenly');
    await windows.locator('[name="windows.0.day"]').fill('2026-10-02');
    await windows.locator('[name="windows.0.from"]').fill('09:00');
    await windows.locator('[name="windows.0.until"]').fill('11:00');
    await windows.locator('[name=minutes]').fill('30');
    await windows.locator('[name=place]').fill('Департамент, 3-қабат');
    await send('invite-evenly');
    await desk('sitting/');
    const call = form('call-sitting');
    await call.locator('[name="startsAt:local"]').fill('2026-10-02T12:00');
    await call.locator('[name=place]').fill('Департамент, 3-қабат');
    await send('call-sitting');
    await house.moveClock('2026-10-02T07:00:00.000Z');
    await desk('sitting/');
    for (const seat of [1, 2, 3, 4, 5]) await page.check(`[name="present:list"][value="${seat}"]`);
    const heard = page.locator('[name$=".appearance"][value=appeared]');
    for (const one of await heard.all()) await one.check();
    await send('open-sitting');
    await looksRight(page);
    expect(await page.textContent('[data-progress]')).toBe('Енгізілген дауыстар: 0 / 5');
    const [first] = filed;
    for (const seat of [1, 2, 3, 4, 5]) {
      const choices = seat <= 3 ? [first?.id] : [onPaper];
      const secretary = await house.as('secretary-10@example.kz');
      expect((await secretary.json('/api/desk/10/ballot', { seat, choices })).status).toBe(200);
    }
    await desk('sitting/');
    await send('close-vote');
    await looksRight(page);
    const docx = await page.request.get(`${house.origin}/desk/kk/10/protocols/sitting-1.docx`);
    const document = strFromU8(unzipSync(await docx.body())['word/document.xml'] ?? new Uint8Array());
    const text = document.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toContain(NAMES[0]);
    expect(text).toContain('Кворум бар: қатысқаны – 5, мүше саны – 7, қажеті – 5');
  });
});
