// A video of 600 MB over a line on which the server is killed three times and the page reloaded twice: it ends byte for
// byte equal, and workerd's memory stays flat.

import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { openChild, stopChild, workerdPeakMb } from '../../host/rehearsal/child.ts';
import type { Child } from '../../host/rehearsal/child.ts';
import { openBrowser } from '../support/browser.ts';

const PORT = 8793;
const MEGABYTE = 2 ** 20;
const SIZE = 600 * MEGABYTE;
const KILLED_AT = [100, 250, 420].map((megabytes) => megabytes * MEGABYTE);
const RELOADED_AFTER = [0, 2];

const folder = mkdtempSync(join(tmpdir(), 'uzdik-proof-'));
let house: Child;
afterAll(async () => {
  await stopChild(house.child);
  rmSync(folder, { recursive: true, force: true });
});

/** A video whose parts are all different. */
async function film(path: string): Promise<string> {
  const file = await open(path, 'w');
  const hash = createHash('sha256');
  const part = Buffer.alloc(MEGABYTE);
  for (let index = 0; index < SIZE / MEGABYTE; index += 1) {
    for (let at = 0; at < MEGABYTE; at += 4) part.writeUInt32LE((index * 2_654_435_761 + at) >>> 0, at);
    if (index === 0) part.write('\0\0\0\x18ftypisom', 0, 'latin1');
    hash.update(part);
    await file.write(part);
  }
  await file.close();
  return hash.digest('hex');
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

const uploads = join(folder, 'data/files/uploads');
const held = (): number => {
  const [name] = existsSync(uploads) ? readdirSync(uploads) : [];
  return name === undefined ? 0 : statSync(join(uploads, name)).size;
};

async function kill({ child }: Child): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

const choose = (page: Page, path: string): Promise<void> =>
  page.setInputFiles('[name="files.evidence.1"]', path);

test('600 MB, three kills of the server, two reloads', async () => {
  const path = join(folder, 'film.mp4');
  const expected = await film(path);
  house = await openChild(PORT, join(folder, 'data'));
  const browser = await openBrowser();
  const page = await (await browser.newContext()).newPage();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(`${house.origin}/en/apply/`);
  await page.click('form[action="/api/drafts"] button');
  const evidence = `${house.origin}/en/application/evidence/`;
  await page.goto(evidence);
  await choose(page, path);
  let most = 0;
  for (const [index, bytes] of KILLED_AT.entries()) {
    await expect.poll(held, { timeout: 120_000, interval: 20 }).toBeGreaterThan(bytes);
    most = Math.max(most, workerdPeakMb(house.child) ?? 0);
    await kill(house);
    expect(held()).toBeLessThan(SIZE);
    house = await openChild(PORT, join(folder, 'data'));
    if (RELOADED_AFTER.includes(index)) {
      await page.goto(evidence);
      const said = (await page.textContent('[data-upload]')) ?? '';
      expect(said).toContain('of 600 MB');
      await choose(page, path);
    }
  }
  await page
    .locator('.files li:has(button[name=remove])', { hasText: 'film.mp4' })
    .waitFor({ timeout: 120_000 });
  most = Math.max(most, workerdPeakMb(house.child) ?? 0);
  expect(await sha256(join(folder, 'data/files', expected))).toBe(expected);
  expect(held()).toBe(0);
  process.stdout.write(`workerd took ${most} MB at most\n`);
  expect(most).toBeLessThan(200);
  await browser.close();
}, 600_000);
