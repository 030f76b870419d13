// Earlier editions as an archive: an ended edition is closed, the next site carries its pages at the addresses that they
// always had, and a publication of the edition in force makes none of them again.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonical } from '#rules/canonical';
import type { Register } from '#rules/publication';
import { resultsSchema } from '#rules/results.schema';
import { closeEdition } from '../../host/close-edition.ts';
import { buildSite } from '../../host/site-build.ts';
import { registerOfYear } from '../support/past.ts';
import { bodies, registerOf } from '../support/register.ts';

const LANGUAGES = ['kk', 'ru', 'en'];
const folder = mkdtempSync(join(tmpdir(), 'uzdik-archive-'));
const [dataDir, archive] = [join(folder, 'data'), join(folder, 'content')];
const out = (path: string): string => join(dataDir, 'site', 'live', 'out', path);
const read = (path: string): string => readFileSync(out(path), 'utf8');
const list = await bodies();
let past: Register;
let closed: string;

const built = async (publications: number): Promise<void> => {
  const register = canonical(await registerOf(list.slice(0, publications)));
  await buildSite({
    ...{ dataDir, archive, mode: 'rehearsal', origin: 'http://127.0.0.1', register, content: null },
  });
};
/** A register of 2025 in a file of its own, as the real contest's. */
const given = (register: Register, mode: 'real' | 'rehearsal' = 'real', year = '2025'): string => {
  const copy = structuredClone(register);
  for (const publication of copy.publications) publication.mode = mode;
  const file = join(folder, 'register.json');
  writeFileSync(file, registerOfYear(copy, year));
  return file;
};
const close = (file: string): Promise<void> => closeEdition(['2025', '--from', file], archive);

beforeAll(async () => {
  for (const of of [dataDir, join(archive, '2025')]) mkdirSync(of, { recursive: true });
  writeFileSync(join(archive, '2025', 'contest.yaml'), '');
  past = await registerOf(list);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('npm run edition -- close', () => {
  it.each([
    [[], /^Say the year and where its register is: npm run edition -- close YEAR --from URL\|DIR\|FILE$/],
    [['2025'], /^Say the year/],
    [['2024', '--from', 'x'], /2024 is no edition; name one of content\/editions\.json\.$/],
    [['2025', '--from', '/nowhere'], /^\/nowhere is not there; name a register file, a data folder or an/],
  ])('%j is refused in one sentence', async (args, sentence) => {
    await expect(closeEdition(args, archive)).rejects.toThrow(sentence);
  });

  it('takes no register of another year, of a rehearsal, without winners, or one that does not hold', async () => {
    const file = given(past, 'real', '2024');
    await expect(close(file)).rejects.toThrow(`${file} is the register of 2024 and not of 2025.`);
    await expect(close(given(past, 'rehearsal'))).rejects.toThrow(
      `${file} is the register of a rehearsal: only a contest that was held is kept.`,
    );
    const without = await registerOf(list.slice(0, -1));
    await expect(close(given(without))).rejects.toThrow(
      `The winners of 2025 are not published at ${file} yet; close it afterwards.`,
    );
    writeFileSync(file, registerOfYear(past, '2025').replace('"received":2', '"received":3'));
    await expect(close(file)).rejects.toThrow(
      /^The register of .* does not hold, so nothing was closed\.\nBROKEN/,
    );
    expect(readdirSync(join(archive, '2025'))).toEqual(['contest.yaml']);
  });

  it('keeps the bytes, once and no others', async () => {
    const file = given(past);
    closed = readFileSync(file, 'utf8');
    await close(file);
    await close(file);
    expect(readFileSync(join(archive, '2025/results/register.json'), 'utf8')).toBe(closed);
    const other = structuredClone(past);
    for (const publication of other.publications.slice(1))
      publication.at = publication.at.replace('T05', 'T06');
    await expect(close(given(other))).rejects.toThrow(
      /holds another register of this year and is not written/,
    );
  });
});

describe('the site after it', () => {
  it('has all pages and data of the closed edition, and lists it', async () => {
    await built(1);
    for (const language of LANGUAGES) {
      const here = readdirSync(out(`${language}/results/2025`), { recursive: true }).sort();
      const now = readdirSync(out(`${language}/results/2026`), { recursive: true }).sort();
      expect([language, here]).toEqual([language, now]);
      const index = read(`${language}/results/index.html`);
      expect(index).toContain(`href="/${language}/results/2025/"`);
      expect(index).toContain(language === 'kk' ? 'Орталық' : 'Центр');
      expect(read(`${language}/results/2025/abai/index.html`)).toContain('120 &gt; 15 × 5 = 75');
      expect(read(`${language}/results/2025/index.html`)).toContain('href="/data/2025/register.json"');
      // The menu leads to the edition in force.
      expect(read(`${language}/results/2025/index.html`)).toContain(`href="/${language}/results/2026/"`);
      expect(read(`data/search/${language}.json`)).toContain(`/${language}/results/2025/abai/`);
      expect(read(`${language}/verify/index.html`)).toContain('<option value="2025">');
    }
    expect(read('data/2025/register.json')).toBe(closed);
    const data = resultsSchema.parse(JSON.parse(read('data/2025/results.json')));
    expect([data.contest, data.winners.length, data.revision]).toEqual(['2025', 1, past.publications.length]);
    expect(read('data/2025/results.csv')).toContain('Орталық');
    const pages = [...read('data/2025/sitemap.xml').matchAll(/<loc>/g)].length;
    // Overview, twenty regions, the republican stage, organisations, the list of news.
    expect(pages).toBe(LANGUAGES.length * 24);
    expect(read('sitemap.xml')).not.toContain('/results/2025/');
  });

  it('carries the same files into the next build, whose own pages are new', async () => {
    const inode = (path: string): number => statSync(out(path)).ino;
    const paths = ['kk/results/2025/index.html', 'data/2025/results.json', 'ru/results/2026/index.html'];
    const before = paths.map(inode);
    await built(2);
    const after = paths.map(inode);
    expect(after.map((one, index) => one === before[index])).toEqual([true, true, false]);
  });

  it('makes no page of a register that does not hold, and leaves the old site', async () => {
    const file = join(archive, '2025/results/register.json');
    writeFileSync(file, closed.replace('"received":2', '"received":3'));
    await expect(built(3)).rejects.toThrow(/The register is not lawful, so no site is built from it/);
    expect(JSON.parse(read('build.json'))).toEqual({ revision: 2, content: 0 });
    writeFileSync(file, closed);
  });

  it('does not start on the data folder of another year', async () => {
    const register = registerOfYear(past, '2025');
    await expect(
      buildSite({
        ...{ dataDir, archive, mode: 'rehearsal', origin: 'http://127.0.0.1', register, content: null },
      }),
    ).rejects.toThrow(
      `${dataDir} holds the register of 2025 and this release is for 2026: close that edition and start on an empty folder (docs/editions.md).`,
    );
  });
});
