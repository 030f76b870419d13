// Press packs where readers find them: on the site, made once, and in the pages of a site that is served from elsewhere; and
// what is shown where a page is shared.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonical } from '#rules/canonical';
import type { Register } from '#rules/publication';
import { PressPacks } from '../../host/press-packs.ts';
import { buildSite } from '../../host/site-build.ts';
import { packFiles } from '../../site/src/press/files.ts';
import { packOf } from '../../site/src/press/pack.ts';
import type { Files } from '../../site/src/press/pack.ts';
import { builtSite } from '../support/built-site.ts';
import { bodies, registerOf } from '../support/register.ts';
import { ORIGIN } from '../support/press/told.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'uzdik-press-'));
const HOUSE = { mode: 'real', origin: ORIGIN } as const;
let register: Register;
let build: string;
let site: Awaited<ReturnType<typeof builtSite>>;
/** What the pack of the region's outcome is made of. */
let files: Files;

beforeAll(async () => {
  // Placement, hashes of sheets, selection and outcome of one region.
  register = await registerOf((await bodies()).slice(0, 4));
  files = await packOf(4, register.publications, { contest: '2026', ...HOUSE });
  mkdirSync(join(dataDir, 'site'));
  await buildSite({ dataDir, ...HOUSE, register: canonical(register), content: null });
  build = realpathSync(join(dataDir, 'site', 'live'));
  site = await builtSite({ dataDir, ...HOUSE });
});
afterAll(() => {
  site.close();
  rmSync(dataDir, { recursive: true });
});

const get = async (path: string) => {
  const answer = await fetch(site.address + path);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { status: answer.status, type: answer.headers.get('content-type'), bytes };
};

describe('a pack on the site', () => {
  it.each([
    ['text-ru.html', 'text/html; charset=utf-8'],
    ['text-kk.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['post-en.txt', 'text/plain; charset=utf-8'],
    ['picture-1080x1920-kk.png', 'image/png'],
    ['publication.json', 'application/json; charset=utf-8'],
    ['publication.csv', 'text/csv; charset=utf-8'],
    ['uzdik-2026-4.zip', 'application/zip'],
  ])('has %s', async (name, type) => {
    const answer = await get(`/data/2026/press/4/${name}`);
    expect([answer.status, answer.type]).toEqual([200, type]);
    expect(Buffer.compare(answer.bytes, files[name] ?? new Uint8Array())).toBe(0);
  });

  it('is made once', async () => {
    const first = await site.packs.find(build, '/data/2026/press/3/text-ru.html');
    const made = statSync(first ?? '').mtimeMs;
    const again = await new PressPacks({ dataDir, ...HOUSE }).find(build, '/data/2026/press/3/text-ru.html');
    expect(again).toBe(first);
    expect(statSync(again ?? '').mtimeMs).toBe(made);
  });

  it.each([
    ['hashes of sheets', '/data/2026/press/2/text-ru.html'],
    ['a publication that is not there', '/data/2026/press/5/text-ru.html'],
    ['another edition', '/data/2025/press/4/text-ru.html'],
    ['a file that no pack has', '/data/2026/press/4/text-de.html'],
    ['a way out of it', '/data/2026/press/4/..%2F..%2Fregister.json'],
  ])('is not there for %s', async (_, path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('lies beside the pages of a site that is served from elsewhere', async () => {
    expect(await site.packs.putInto(build)).toBe(4);
    const folder = join(build, 'out/data/2026/press');
    for (const name of ['1', '3', '4'])
      expect(packFiles().filter((file) => !existsSync(join(folder, name, file)))).toEqual([]);
    expect(existsSync(join(folder, 'contest/picture-1200x630-kk.png'))).toBe(true);
  });
});

describe('a page that is shared', () => {
  const tags = (path: string): Record<string, string[]> => {
    const html = readFileSync(join(build, 'out', path, 'index.html'), 'utf8');
    const found: Record<string, string[]> = {};
    for (const [, name = '', content = ''] of html.matchAll(
      /<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="([^"]*)"/g,
    ))
      (found[name] ??= []).push(content);
    return found;
  };

  it('shows the picture and the sentence of the publication it is about', () => {
    expect(tags('ru/results/2026/abai')).toEqual({
      'og:type': ['website'],
      'og:site_name': ['«Үздік сапалы қызмет көрсетуші»'],
      'og:title': ['область Абай – Итоги'],
      'og:description': ['Во второй этап прошёл: Центр.'],
      'og:locale': ['ru_RU'],
      'og:locale:alternate': ['kk_KZ', 'en_GB'],
      'og:url': [`${ORIGIN}/ru/results/2026/abai/`],
      'og:image': [`${ORIGIN}/data/2026/press/4/picture-1200x630-ru.png`],
      'og:image:type': ['image/png'],
      'og:image:width': ['1200'],
      'og:image:height': ['630'],
      'og:image:alt': ['Область Абай: определён участник второго этапа'],
      'twitter:card': ['summary_large_image'],
    });
    expect(tags('kk/announcement')['og:image']).toEqual([
      `${ORIGIN}/data/2026/press/1/picture-1200x630-kk.png`,
    ]);
  });

  it.each(['kk', 'en/rules', 'ru/results/2026', 'ru/results/2026/akmola', 'ru/press'])(
    '%s shows the contest’s own picture where it is about no publication',
    (path) => {
      const language = path.slice(0, 2);
      expect(tags(path)['og:image']).toEqual([
        `${ORIGIN}/data/2026/press/contest/picture-1200x630-${language}.png`,
      ]);
      expect(tags(path)['og:description']).toHaveLength(1);
    },
  );

  it('has its picture in the feed too', () => {
    const feed = readFileSync(join(build, 'out/en/feed.xml'), 'utf8');
    expect(
      [...feed.matchAll(/<link rel="enclosure" type="image\/png" href="([^"]*)"\/>/g)].map(([, at]) => at),
    ).toEqual([4, 3, 1].map((number) => `${ORIGIN}/data/2026/press/${number}/picture-1200x630-en.png`));
  });
});
