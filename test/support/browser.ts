// A real browser: the one that is installed, else the one that comes with the packages.

import { existsSync } from 'node:fs';
import chromiumPackage from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'vitest';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-quic',
  '--no-first-run',
];
const REMEDY =
  'The browser did not start. Install its libraries with: apt-get install -y chromium (or the packages that the message above names).';

export async function openBrowser(): Promise<Browser> {
  const installed = INSTALLED.find((path) => existsSync(path));
  try {
    if (installed !== undefined) return await chromium.launch({ executablePath: installed, args: ARGS });
    const executablePath = await chromiumPackage.executablePath();
    return await chromium.launch({ executablePath, args: [...chromiumPackage.args, ...ARGS] });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${REMEDY}`, { cause: error });
  }
}

/** A small file that begins and ends as a PDF does. */
export const pdf = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.7\n% ${name}\n%%EOF\n`),
});

/** Nothing sticks out, and no rule of accessibility is broken. Axe needs no script of the page. */
export async function looksRight(page: Page): Promise<void> {
  const path = new URL(page.url()).pathname;
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect([path, wide]).toEqual([path, 0]);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect([path, violations.map(({ id, nodes }) => [id, nodes[0]?.html])]).toEqual([path, []]);
}

/** Goes on by the Tab key to what `selector` names, as somebody without a mouse does. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  const most = 400;
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  throw new Error(`${selector} is not reached by the Tab key`);
}
