// The Agency in a browser: the country at 320, 360 and 1280 px and in the dark, its pages, and what it takes home.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { play } from '../../host/rehearsal/play.ts';
import { Scene } from '../../host/rehearsal/scene.ts';
import { looksRight, openBrowser } from '../support/browser.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let browser: Browser;
let house: TestHouse;

/** The Agency, signed in at its own desk. */
async function atDesk(width: number, dark = false): Promise<Page> {
  const colorScheme = dark ? 'dark' : 'light';
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  const headers = { authorization: `Bearer ${house.secret}` };
  const { body } = await house.agency.json('/api/sign-in/link', { email: 'agency@example.kz' }, headers);
  const { pathname, search } = new URL(String(body.link));
  await page.goto(house.origin + pathname + search);
  await page.click('form[action="/api/sign-in/use"] button');
  await page.waitForURL('**/desk/**');
  return page;
}
const widths = [
  [320, false],
  [360, true],
  [1280, false],
  [1280, true],
] as const;

beforeAll(async () => {
  browser = await openBrowser();
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10', '11', '71']);
});
afterAll(() => browser.close());

describe('the country while the admission is overdue', () => {
  beforeAll(() => house.moveClock('2026-10-01T05:00:00.000Z'));
  afterAll(() => house.close());

  test.each(widths)('looks right at %i px, dark: %s', async (width, dark) => {
    const page = await atDesk(width, dark);
    await page.goto(`${house.origin}/desk/kk/`);
    expect(await page.locator('.tiles--desk a').count()).toBe(20);
    await looksRight(page);
    for (const name of ['letters', 'extracts', 'retention', 'editions']) {
      await page.goto(`${house.origin}/desk/ru/agency/${name}/`);
      await looksRight(page);
    }
    await page.context().close();
  });

  it('a tile says in words what its colour says, and leads to the commission', async () => {
    const page = await atDesk(1280);
    await page.goto(`${house.origin}/desk/en/`);
    const tile = page.locator('.tiles--desk a[href="/desk/en/10/"]');
    expect(await tile.textContent()).toMatch(
      /0\. applications come in and are checked; overdue by \d working days/,
    );
    expect(await tile.locator('.mark').textContent()).toBe('0 !');
    await tile.click();
    expect(new URL(page.url()).pathname).toBe('/desk/en/10/');
    await page.context().close();
  });

  it('one button reminds a commission; a second press the same day is refused with its reason', async () => {
    const page = await atDesk(360);
    await page.goto(`${house.origin}/desk/en/`);
    const button = page.locator('form[action="/api/desk/10/remind-commission"] button');
    await button.click();
    const [row] = await house.query<{ n: number }>(
      "SELECT count(*) AS n FROM outbox WHERE key LIKE 'commission-due:asked:10:%'",
    );
    expect(row?.n).toBe(2);
    await page.locator('form[action="/api/desk/10/remind-commission"] button').click();
    expect(await page.textContent('.notice--error')).toContain('reminded today');
    await page.context().close();
  });
});

describe('§19–23 a contest that is over', () => {
  let over: TestHouse;
  beforeAll(async () => {
    over = await startHouse();
    house = over;
    const { origin, secret, moveClock, rebuilt } = over;
    const stage = { origin, secret, moveClock, untilLive: rebuilt, tell: () => undefined };
    const scene = new Scene(stage, { regions: 3, applicants: 4, seed: 5, atOnce: 2 });
    await play(scene);
    expect([scene.tally.winnerPackages, scene.tally.handoversReturned]).toEqual([3, 1]);
  });
  afterAll(() => over.close());

  test.each(widths)(
    'the country and the republican desk look right at %i px, dark: %s',
    async (width, dark) => {
      const page = await atDesk(width, dark);
      for (const path of ['/desk/kk/', '/desk/kk/10/', '/desk/kk/KZ/']) {
        await page.goto(over.origin + path);
        await looksRight(page);
      }
      await page.context().close();
    },
  );

  it("§20 the republican desk shows a finalist's materials as they are and as they were", async () => {
    const secretary = await over.as('secretary-kz@example.kz');
    const [{ id } = { id: '' }] = await over.query<{ id: string }>('SELECT application AS id FROM materials');
    const { body } = await secretary.send(`/desk/en/KZ/applications/${id}/`);
    const [, shown = ''] = /id="materials"([\s\S]*?)<\/section>/.exec(String(body.text)) ?? [];
    expect(shown).toContain('https://example.kz/video');
    const [now = '', earlier = ''] = shown.split('<details>');
    expect([now.includes('project-2.pdf'), now.includes('project-1.pdf')]).toEqual([true, false]);
    expect(earlier).toContain('Earlier versions: 1');
    expect(earlier).toContain('project-1.pdf');
  });

  it('§8 the materials on a winner are one archive with both decisions, the text and the hash of every file', async () => {
    const page = await atDesk(1280);
    await page.goto(`${over.origin}/desk/ru/KZ/`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('#winners a[download]').first().click(),
    ]);
    const parts = unzipSync(await readFile(await download.path()));
    const { format, files } = JSON.parse(strFromU8(parts['manifest.json'] ?? new Uint8Array())) as {
      format: string;
      files: { path: string; sha256: string }[];
    };
    expect(format).toBe('uzdik-winner/1');
    const paths = files.map(({ path }) => path);
    for (const path of [
      'publication/kk.txt',
      'application/application.json',
      'application/project/01-project-1.pdf',
      'application/project/03-project-2.pdf',
      'decision-1/selection.docx',
      'decision-1/protocol-signed.pdf',
      'decision-2/sitting-1.docx',
      'decision-2/protocol-signed.pdf',
    ])
      expect(paths).toContain(path);
    for (const { path, sha256 } of files) {
      const hash = createHash('sha256')
        .update(parts[path] ?? '')
        .digest('hex');
      expect([path, hash]).toEqual([path, sha256]);
    }
    const told = strFromU8(parts['publication/ru.txt'] ?? new Uint8Array());
    expect(told).toContain('Победитель конкурса «Үздік сапалы қызмет көрсетуші»: ');
    expect(told).toContain('Награждение: ');
    await page.context().close();
    const [{ id } = { id: '' }] = await over.query<{ id: string }>(
      "SELECT value AS id FROM sitting_outcomes o JOIN sittings s ON s.id = o.sitting AND s.commission = 'KZ', json_each(o.outcome, '$.elected') LIMIT 1",
    );
    const path = `/desk/ru/KZ/winners/${id}.zip`;
    const status = async (email: string): Promise<number> =>
      (await (await over.as(email)).fetch(path)).status;
    expect(await status('secretary-kz@example.kz')).toBe(200);
    expect(await status('member1-kz@example.kz')).toBe(404);
    expect(await status('secretary-10@example.kz')).toBe(404);
  });
});
