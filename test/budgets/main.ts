// npm run budgets: what the site costs its readers. A whole contest is played, its site is served as the real one is,
// every page is weighed, every class of page is looked at by axe and by Lighthouse. The last line is one JSON object.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { LANGUAGES } from '#rules/application';
import { serve } from '../../host/serve.ts';
import { openBrowser } from '../support/browser.ts';
import { CLASSES, costOf } from '../support/reading.ts';
import type { Cost } from '../support/reading.ts';
import { scores } from './lighthouse.ts';

const FIRST_BYTES = 100 * 1024;
const NEXT_BYTES = 15 * 1024;
const WIDTHS = [320, 768, 1280];
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const dataDir = mkdtempSync(join(tmpdir(), 'uzdik-budgets-'));
say('Playing a contest …');
const played = spawnSync(
  process.execPath,
  ['host/main.ts', 'rehearsal', '--regions', '3', '--applicants', '6', '--port', '0'],
  { env: { ...process.env, DATA_DIR: dataDir }, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' },
);
if (played.status !== 0) throw new Error(`The rehearsal did not come to its end:\n${played.stderr}`);

// Its site as that of a real contest: without the banner, open to search engines.
rmSync(join(dataDir, 'site'), { recursive: true });
const PORT = 8798;
const origin = `http://127.0.0.1:${PORT}`;
const began = performance.now();
const house = await serve({
  mode: 'real',
  port: PORT,
  dataDir,
  origin,
  smtp: undefined,
  mailFrom: undefined,
  trustProxy: false,
});
await house.tick();
await house.rebuilt();
const buildSeconds = Math.round((performance.now() - began) / 100) / 10;
const browser = await openBrowser();
const sitemap = await (await fetch(`${origin}/sitemap.xml`)).text();
const paths = [...sitemap.matchAll(/<loc>([^<]+)</g)].map(([, at]) => new URL(at ?? '').pathname);

const costs: Cost[] = [];
for (const path of paths) {
  costs.push(await costOf(browser, origin, path, `${path.slice(0, 4)}${path.length > 4 ? '' : 'rules/'}`));
  if (costs.length % 10 === 0) say(`weighed ${costs.length}/${paths.length}`);
}
const most = (name: 'first' | 'next' | 'shift') => costs.reduce((a, b) => (b[name] > a[name] ? b : a));

async function violations(opened: Browser): Promise<string[]> {
  const found: string[] = [];
  for (const language of LANGUAGES)
    for (const kind of CLASSES) {
      const page = await (await opened.newContext()).newPage();
      await page.goto(`${origin}/${language}/${kind}`);
      for (const width of WIDTHS)
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme });
          const { violations: broken } = await new AxeBuilder({ page }).analyze();
          found.push(
            ...broken.map(({ id }) => `${id} on /${language}/${kind} at ${width} px, ${colorScheme}`),
          );
        }
      await page.context().close();
      say(`looked at /${language}/${kind}`);
    }
  return found;
}
const broken = await violations(browser);
await browser.close();
const lighthouseMin = await scores(
  CLASSES.filter((kind) => kind !== 'return/').map((kind) => `${origin}/kk/${kind}`),
  say,
);
await house.close();

const result = {
  pages: paths.length,
  maxFirstVisitBytes: most('first').first,
  maxNextVisitBytes: most('next').next,
  lighthouseMin,
  axeViolations: broken.length,
  layoutShiftMax: Math.round(most('shift').shift * 10_000) / 10_000,
  buildSeconds,
};
const over = [
  ...(most('first').first > FIRST_BYTES ? [`${most('first').path} is too heavy at the first visit`] : []),
  ...(most('next').next > NEXT_BYTES ? [`${most('next').path} is too heavy at the next visit`] : []),
  ...(result.layoutShiftMax > 0 ? [`${most('shift').path} moves while it loads`] : []),
  ...broken,
  ...Object.entries(lighthouseMin).flatMap(([name, score]) =>
    score < 100 ? [`Lighthouse ${name}: ${score}`] : [],
  ),
];
for (const line of over) say(line);
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exitCode = over.length === 0 ? 0 : 1;
