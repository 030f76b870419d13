// What a page costs its reader: bytes over the wire at the first visit and at the next, and whether anything moves.

import type { Browser, CDPSession, Page } from 'playwright-core';

export type Cost = { path: string; first: number; next: number; shift: number };

/** Bytes that `session` receives while `load` runs. */
async function bytesOf(session: CDPSession, load: () => Promise<unknown>): Promise<number> {
  let bytes = 0;
  const count = ({ encodedDataLength }: { encodedDataLength: number }): void => {
    bytes += encodedDataLength;
  };
  session.on('Network.loadingFinished', count);
  await load();
  session.off('Network.loadingFinished', count);
  return bytes;
}

const shiftOf = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          const moves = list.getEntries() as (PerformanceEntry & {
            value: number;
            hadRecentInput: boolean;
          })[];
          resolve(moves.reduce((sum, { value, hadRecentInput }) => sum + (hadRecentInput ? 0 : value), 0));
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        // Without a shift the observer is never called: two frames later there is none.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)));
      }),
  );

/** The page as the first one that somebody opens on a phone, and as one that they come to from another. */
export async function costOf(browser: Browser, origin: string, path: string, from: string): Promise<Cost> {
  const measured: number[] = [];
  let shift = 0;
  for (const begin of [null, from]) {
    const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
    const page = await context.newPage();
    if (begin !== null) await page.goto(origin + begin, { waitUntil: 'networkidle' });
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    measured.push(await bytesOf(session, () => page.goto(origin + path, { waitUntil: 'networkidle' })));
    if (begin === null) shift = await shiftOf(page);
    await context.close();
  }
  const [first = 0, next = 0] = measured;
  return { path, first, next, shift };
}

/** One page of each class, in a language: what differs only in its data is measured once. */
export const CLASSES = [
  '',
  'announcement/',
  'rules/',
  'questions/',
  'search/',
  'apply/',
  'news/',
  'news/2026/one-address/',
  'results/',
  'results/2026/',
  'results/2026/abai/',
  'results/2026/republic/',
  'commissions/',
  'verify/',
  'data/',
  'press/',
  'return/',
] as const;
