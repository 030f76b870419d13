// The scores of Lighthouse as a phone gets them, the lowest of all pages in each category. It is noisy: a page below 100
// is asked again, and its best answer counts.

import { existsSync } from 'node:fs';
import chromiumPackage from '@sparticuz/chromium';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const CATEGORIES = {
  performance: 'performance',
  accessibility: 'accessibility',
  'best-practices': 'bestPractices',
  seo: 'seo',
} as const;
const TRIES = 3;
export type Scores = Record<(typeof CATEGORIES)[keyof typeof CATEGORIES], number>;

async function scoresOf(address: string, port: number): Promise<Scores> {
  const answer = await lighthouse(address, {
    port,
    output: 'json',
    logLevel: 'error',
    onlyCategories: Object.keys(CATEGORIES),
  });
  const found = answer?.lhr.categories ?? {};
  return Object.fromEntries(
    Object.entries(CATEGORIES).map(([id, name]) => [name, Math.round((found[id]?.score ?? 0) * 100)]),
  ) as Scores;
}

const best = (a: Scores, b: Scores): Scores =>
  Object.fromEntries(
    Object.entries(a).map(([name, score]) => [name, Math.max(score, b[name as keyof Scores])]),
  ) as Scores;
const lowest = (a: Scores, b: Scores): Scores =>
  Object.fromEntries(
    Object.entries(a).map(([name, score]) => [name, Math.min(score, b[name as keyof Scores])]),
  ) as Scores;

export async function scores(addresses: string[], say: (text: string) => void): Promise<Scores> {
  const installed = '/usr/bin/chromium';
  const chrome = await launch({
    chromePath: existsSync(installed) ? installed : await chromiumPackage.executablePath(),
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  let all: Scores = { performance: 100, accessibility: 100, bestPractices: 100, seo: 100 };
  for (const address of addresses) {
    let own = await scoresOf(address, chrome.port);
    for (let tries = 1; tries < TRIES && Object.values(own).some((score) => score < 100); tries += 1)
      own = best(own, await scoresOf(address, chrome.port));
    say(`Lighthouse ${address} ${Object.values(own).join(' ')}`);
    all = lowest(all, own);
  }
  chrome.kill();
  return all;
}
