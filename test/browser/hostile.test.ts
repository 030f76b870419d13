// Names and words that want to be markup or a script, in a real browser: on every page that shows them they are what
// somebody typed.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonical } from '#rules/canonical';
import { LANGUAGES } from '#rules/application';
import { newKey } from '../../host/rehearsal/client.ts';
import { buildSite } from '../../host/site-build.ts';
import { openBrowser } from '../support/browser.ts';
import { builtSite } from '../support/built-site.ts';
import { file } from '../support/filed.ts';
import type { FiledHere } from '../support/filed.ts';
import { RAN, SCRIPTS } from '../support/fuzz/strings.ts';
import { bodies, registerOf } from '../support/register.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

/** Signs that stand in no text are gone where a form is read. */
const TYPED = SCRIPTS.map((script) => script.replace(/[\u0000\u2028\u2029]/g, ''));
let browser: Browser;
/** What a page did that no page of ours does. */
const done: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function watched(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on('dialog', (dialog) => {
    done.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url().includes(RAN)) done.push(`asked for ${request.url()}`);
  });
  // The policy of the page stops what our own markup should never have let through.
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) done.push(message.text());
  });
  return { context, page };
}

/** Opens a page and answers what it shows; elements that came out of a text are strangers. */
async function shown(page: Page, address: string): Promise<string> {
  await page.goto(address);
  expect([address, await page.locator('[data-hostile]').count(), done]).toEqual([address, 0, []]);
  return (await page.textContent('body')) ?? '';
}
const saysAny = (text: string): boolean => TYPED.some((script) => text.includes(script));

describe('the public site', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'uzdik-hostile-'));
  let site: Awaited<ReturnType<typeof builtSite>>;
  let origin: string;

  beforeAll(async () => {
    const names = new Map<string, string>();
    /** Each organisation by another of the texts. */
    const renamed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(renamed);
      if (typeof value !== 'object' || value === null) return value;
      const { filing, organisation, ...rest } = value as Record<string, unknown>;
      const others = Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, renamed(one)]));
      if (typeof filing !== 'string')
        return organisation === undefined ? others : { ...others, organisation };
      if (!names.has(filing)) names.set(filing, SCRIPTS[names.size % SCRIPTS.length] ?? '');
      const name = names.get(filing);
      return {
        ...others,
        filing,
        ...(organisation === undefined ? {} : { organisation: { kk: name, ru: name } }),
      };
    };
    const told = renamed(await bodies()) as Awaited<ReturnType<typeof bodies>>;
    mkdirSync(join(dataDir, 'site'));
    const house = { mode: 'real', origin: 'http://127.0.0.1' } as const;
    const register = canonical(await registerOf(told));
    await buildSite({ dataDir, ...house, register, content: null });
    site = await builtSite({ dataDir, ...house });
    origin = site.address;
  });
  afterAll(() => {
    site.close();
    rmSync(dataDir, { recursive: true });
  });

  it.each(LANGUAGES)('%s: results, publications, search and the page of the year', async (language) => {
    const { context, page } = await watched();
    expect(saysAny(await shown(page, `${origin}/${language}/results/2026/`))).toBe(true);
    const links = await page
      .locator('main a')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    const own = [...new Set(links.map((link) => link.split('#')[0] ?? ''))].filter((link) =>
      link.startsWith(`${origin}/${language}/results/`),
    );
    expect(own.length).toBeGreaterThan(20);
    for (const link of own.slice(0, 8)) await shown(page, link);
    await shown(page, `${origin}/${language}/`);
    await shown(page, `${origin}/${language}/search/?q=script`);
    await page.waitForSelector('.found li');
    expect([await page.locator('[data-hostile]').count(), done]).toEqual([0, []]);
    await context.close();
  });

  it('the feed is well-formed and holds no element of a text', async () => {
    const { context, page } = await watched();
    await page.goto(`${origin}/ru/`);
    const feed = await page.evaluate(async () => {
      const text = await (await fetch('/ru/feed.xml')).text();
      const read = new DOMParser().parseFromString(text, 'application/xml');
      return {
        broken: read.querySelector('parsererror') !== null,
        names: [...new Set([...read.querySelectorAll('*')].map((one) => one.localName))].sort(),
      };
    });
    expect(feed.broken).toBe(false);
    expect(feed.names.filter((name) => /script|img|svg|iframe|form|meta|base|math/.test(name))).toEqual([]);
    await context.close();
  });
});

describe('the applicant and the desk', () => {
  let house: TestHouse;
  const filed: FiledHere[] = [];

  beforeAll(async () => {
    house = await startHouse();
    await house.placed('2026-09-01T05:00:00.000Z', ['10']);
    for (const text of SCRIPTS) {
      const own = await file(house.origin, {
        ...{ organisationKk: text, organisationRu: text, services: text },
        ...{ signatoryName: text, signatoryPosition: text, report: [text, text, text, text, text, text] },
        representatives: [{ name: text, position: text }],
      });
      filed.push(own);
      const said = await own.client.send('/api/applications/messages', {
        method: 'POST',
        body: new URLSearchParams({ text, key: newKey() }).toString(),
        headers: { ...own.bearer, 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect([text, said.status]).toEqual([text, 201]);
      const asked = await fetch(`${house.origin}/api/questions?language=ru`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'x-forwarded-for': `198.51.100.${filed.length}` },
        body: new URLSearchParams({ website: '', mail: '', clause: '', language: 'ru', text }),
      });
      expect([text, asked.status]).toEqual([text, 303]);
    }
    await house.moveClock('2026-09-21T04:00:00.000Z');
  });
  afterAll(() => house.close());

  async function signedIn(page: Page, email: string): Promise<void> {
    const headers = { authorization: `Bearer ${house.secret}` };
    const { body } = await house.agency.json('/api/sign-in/link', { email }, headers);
    const { pathname, search } = new URL(String(body.link));
    await page.goto(house.origin + pathname + search);
    await page.click('form[action="/api/sign-in/use"] button');
  }

  it('status, receipt, check and form of each applicant', async () => {
    for (const { bearer } of filed) {
      const { context, page } = await watched();
      const token = (bearer.authorization ?? '').replace('Bearer ', '');
      await page.goto(`${house.origin}/ru/return/#${token}`);
      await page.waitForURL(/\/application\//);
      expect(saysAny(await shown(page, `${house.origin}/ru/application/status/`))).toBe(true);
      for (const path of ['receipt', 'form', 'my-data'])
        await shown(page, `${house.origin}/ru/application/${path}/`);
      await context.close();
    }
  });

  it('lists, applications, letters and journal of the secretary', async () => {
    const { context, page } = await watched();
    await signedIn(page, 'secretary-10@example.kz');
    const desk = `${house.origin}/desk/ru/10/`;
    expect(saysAny(await shown(page, desk))).toBe(true);
    for (const path of ['letters/', 'journal/', 'statistics/', 'messages/', '?q=script'])
      await shown(page, desk + path);
    for (const { id } of filed) {
      expect(saysAny(await shown(page, `${desk}applications/${id}/`))).toBe(true);
      await shown(page, `${desk}applications/${id}/check/`);
    }
    await context.close();
  });

  it('questions of the Agency', async () => {
    const { context, page } = await watched();
    const [agency] = await house.query<{ email: string }>(
      "SELECT email FROM seats WHERE role = 'agency' LIMIT 1",
    );
    await signedIn(page, agency?.email ?? '');
    for (const path of ['', 'questions/', 'letters/', 'journal/'])
      await shown(page, `${house.origin}/desk/ru/agency/${path}`);
    await context.close();
  });
});
