// FILES keeps one promise on both stores, the host's folder and R2; SITE on both, the host's service and static assets.
// The worker of the test is worker/files.ts itself with an address for each of its functions.

import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Miniflare } from 'miniflare';
import type { MiniflareOptions } from 'miniflare';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../../host/door.ts';
import { fileStore } from '../../host/file-store.ts';
import { buildSite } from '../../host/site-build.ts';
import { SiteService } from '../../host/site-service.ts';

const FILES_WORKER = `
  import { files } from './files.ts';
  export default {
    async fetch(request, env) {
      const store = files(env);
      const url = new URL(request.url);
      if (request.method === 'POST') {
        const whole = url.pathname === '/whole';
        const stored = await store.store(whole ? new Uint8Array(await request.arrayBuffer()) : request.body);
        return Response.json(stored);
      }
      const [, sha256, offset, length] = url.pathname.split('/');
      const range = offset === undefined ? undefined : { offset: Number(offset), length: Number(length) };
      const found = await store.read(sha256, range);
      return found === null ? new Response(null, { status: 404 }) : new Response(found.body);
    },
  };`;
const SITE_WORKER = `export default { fetch: (request, env) => env.SITE.fetch(request) };`;
const compatibility = {
  compatibilityDate: '2026-08-06',
  compatibilityFlags: ['nodejs_compat'],
  cf: false as const,
};

const folder = mkdtempSync(join(tmpdir(), 'uzdik-stores-'));
const servers: Server[] = [];
const opened: Miniflare[] = [];
async function open(name: string, options: MiniflareOptions): Promise<Miniflare> {
  const one = new Miniflare({ name, ...compatibility, ...options } as MiniflareOptions);
  await one.ready;
  opened.push(one);
  return one;
}
const serviceAt = (path: string) => ({ external: { address: `unix:${path}` as const, http: {} } });

afterAll(async () => {
  await Promise.all(opened.map((one) => one.dispose()));
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
/** `size` bytes that repeat no part of 8 MiB. */
const bytesOf = (size: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: size }, (_, index) => (index * 31 + (index >> 8) * 7 + (index >> 16)) & 255);

describe.each(['host', 'r2'])('FILES on %s', (kind) => {
  let store: Miniflare;
  const post = async (path: string, body: Uint8Array<ArrayBuffer> | ReadableStream) =>
    store.dispatchFetch(`http://x${path}`, { method: 'POST', body, duplex: 'half' } as never);
  const get = async (path: string): Promise<{ status: number; bytes: Uint8Array }> => {
    const answer = await store.dispatchFetch(`http://x/${path}`);
    return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
  };

  beforeAll(async () => {
    const source = readFileSync(new URL('../../worker/files.ts', import.meta.url), 'utf8');
    const socket = join(folder, 'files.sock');
    if (kind === 'host') servers.push(await listen(socket, await fileStore(join(folder, 'files'))));
    store = await open(kind, {
      modules: [
        { type: 'ESModule', path: 'index.js', contents: FILES_WORKER },
        { type: 'ESModule', path: 'files.ts', contents: stripTypeScriptTypes(source) },
      ],
      ...(kind === 'host'
        ? { serviceBindings: { FILES: serviceAt(socket) } }
        : { r2Buckets: ['FILES_BUCKET'], r2Persist: join(folder, 'r2') }),
    });
  });

  it.each([
    ['nothing', '/stream', 0],
    ['one byte', '/stream', 1],
    ['a stream of one part', '/stream', 8 * 2 ** 20],
    ['a stream of more than two parts', '/stream', 17 * 2 ** 20 + 1],
    ['bytes at hand', '/whole', 200 * 1024],
  ])('%s comes back as it was, under its hash', async (_, path, size) => {
    const bytes = bytesOf(size);
    expect(await (await post(path, bytes)).json()).toEqual({ sha256: sha256(bytes), size });
    const back = await get(sha256(bytes));
    expect([back.status, back.bytes.byteLength, sha256(back.bytes)]).toEqual([200, size, sha256(bytes)]);
  });

  it('the same bytes twice are one file', async () => {
    const bytes = bytesOf(1000);
    const [first, second] = [await post('/stream', bytes), await post('/whole', bytes)];
    expect(await second.json()).toEqual(await first.json());
    expect((await get(sha256(bytes))).bytes).toEqual(bytes);
  });

  it('a range is that part', async () => {
    const bytes = bytesOf(5000);
    await post('/stream', bytes);
    expect((await get(`${sha256(bytes)}/10/20`)).bytes).toEqual(bytes.slice(10, 30));
    expect((await get(`${sha256(bytes)}/4990/100`)).bytes).toEqual(bytes.slice(4990));
  });

  it('what was never stored is not there', async () => {
    expect((await get(sha256(bytesOf(77)))).status).toBe(404);
  });

  it('a stream that breaks off leaves nothing', async () => {
    const bytes = bytesOf(300_000);
    let sent = 0;
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent === bytes.byteLength) controller.error(new Error('the line broke'));
        else controller.enqueue(bytes.slice(sent, (sent += 100_000)));
      },
    });
    await expect(post('/stream', broken).then((answer) => answer.text())).rejects.toThrow();
    expect((await get(sha256(bytes))).status).toBe(404);
    // The store may notice after the sender.
    if (kind === 'host') await expect.poll(() => readdirSync(join(folder, 'files', 'incoming'))).toEqual([]);
  });
});

describe.each(['host', 'assets'])('SITE on %s', (kind) => {
  let site: Miniflare;
  const get = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
    const answer = await site.dispatchFetch(`http://x${path}`, { headers, method, redirect: 'manual' });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };

  beforeAll(async () => {
    const dataDir = join(folder, 'house');
    await buildSite({ dataDir, mode: 'rehearsal', origin: 'http://127.0.0.1', register: null });
    const live = join(dataDir, 'site', 'live');
    const socket = join(folder, 'site.sock');
    if (kind === 'host') servers.push(await listen(socket, new SiteService(live).handle));
    site = await open(kind, {
      modules: true,
      script: SITE_WORKER,
      ...(kind === 'host'
        ? { serviceBindings: { SITE: serviceAt(socket) } }
        : {
            assets: {
              directory: join(live, 'out'),
              binding: 'SITE',
              routerConfig: { invoke_user_worker_ahead_of_assets: true, has_user_worker: true },
              assetConfig: { html_handling: 'force-trailing-slash', not_found_handling: '404-page' },
            },
          }),
    } as MiniflareOptions);
  });

  it('a page, with the policy of the build', async () => {
    const { status, headers, text } = await get('/kk/rules/');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).toContain('id="p15"');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('an address without its slash leads to the page', async () => {
    const { status, headers } = await get('/ru/rules');
    expect([307, 308]).toContain(status);
    expect(headers.get('location')).toBe('/ru/rules/');
  });

  it.each([
    ['/kk/nothing/', 'kk'],
    ['/ru/nothing', 'ru'],
    ['/en/deep/nothing.html', 'en'],
    ['/nothing', 'kk'],
    ['/_headers', 'kk'],
  ])('%s is the page for what is not there, in %s', async (path, language) => {
    const { status, text } = await get(path);
    expect(status).toBe(404);
    expect(text).toContain(`<html lang="${language}"`);
  });

  it('what has not changed is not sent again', async () => {
    const first = await get('/en/');
    const tag = first.headers.get('etag') ?? '';
    expect(tag).not.toBe('');
    const { status, text } = await get('/en/', { 'if-none-match': tag });
    expect([status, text]).toEqual([304, '']);
  });

  it('HEAD answers without a body', async () => {
    const { status, text } = await get('/kk/', {}, 'HEAD');
    expect([status, text]).toEqual([200, '']);
  });

  it('hashed files are kept for a year, pages are asked for each time', async () => {
    const { text, headers } = await get('/kk/');
    const style = /href="(\/_astro\/[^"]+\.css)"/.exec(text)?.[1] ?? '';
    expect((await get(style)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('cache-control')).toMatch(/no-cache|max-age=0/);
  });

  it('nothing is taken', async () => {
    expect((await get('/kk/', {}, 'POST')).status).toBe(405);
  });
});
