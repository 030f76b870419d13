// FILES keeps one promise on both stores, the host's folder and R2; SITE on both, the host's service and static assets.
// The worker of the test is worker/files itself with an address for each of its functions.

import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Miniflare } from 'miniflare';
import type { MiniflareOptions } from 'miniflare';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listen } from '../../host/door.ts';
import { fileStore } from '../../host/file-store.ts';
import { buildSite } from '../../host/site-build.ts';
import { SiteService } from '../../host/site-service.ts';

const FILES_WORKER = `
  import { Buffer } from 'node:buffer';
  import { files } from './store.ts';
  export default {
    async fetch(request, env) {
      const store = files(env);
      const url = new URL(request.url);
      const [, place, id, offset] = url.pathname.split('/');
      if (place === 'uploads') {
        if (request.method === 'PUT') return Response.json((await store.begin(id)) ?? null);
        if (request.method === 'GET') return Response.json(await store.held(id));
        if (request.method === 'PATCH') return Response.json(await store.append(id, Number(offset), request.body));
        if (request.method === 'POST') return Response.json(await store.finish(id));
        return Response.json((await store.discard(id)) ?? null);
      }
      if (request.method === 'POST') {
        if (place !== 'together') return Response.json(await store.store(request.body));
        const files = (await request.json()).map((hex) => new Uint8Array(Buffer.from(hex, 'hex')));
        return Response.json(await store.storeAll(files));
      }
      if (request.method === 'DELETE') {
        const before = id === undefined ? undefined : Number(id);
        return Response.json((await store.remove(place, before)) ?? null);
      }
      if (place === 'stored') return Response.json(await store.storedBefore(id, Number(offset)));
      if (place === 'begun') return Response.json(await store.begunBefore(id, Number(offset)));
      const [, sha256, from, length] = url.pathname.split('/');
      const range = from === undefined ? undefined : { offset: Number(from), length: Number(length) };
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

const FILE_SOURCES = ['store.ts', 'host-store.ts', 'bucket-store.ts'].map((path) => ({
  type: 'ESModule' as const,
  path,
  contents: stripTypeScriptTypes(
    readFileSync(new URL(`../../worker/files/${path}`, import.meta.url), 'utf8'),
  ),
}));

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
  const together = async (...files: Uint8Array<ArrayBuffer>[]): Promise<unknown> => {
    const body = JSON.stringify(files.map((bytes) => Buffer.from(bytes).toString('hex')));
    return (await store.dispatchFetch('http://x/together', { method: 'POST', body })).json();
  };
  const get = async (path: string): Promise<{ status: number; bytes: Uint8Array }> => {
    const answer = await store.dispatchFetch(`http://x/${path}`);
    return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
  };

  beforeAll(async () => {
    const socket = join(folder, 'files.sock');
    if (kind === 'host') servers.push(await listen(socket, await fileStore(join(folder, 'files'))));
    store = await open(kind, {
      modules: [{ type: 'ESModule', path: 'index.js', contents: FILES_WORKER }, ...FILE_SOURCES],
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
  ])('%s comes back as it was, under its hash', async (_, path, size) => {
    const bytes = bytesOf(size);
    expect(await (await post(path, bytes)).json()).toEqual({ sha256: sha256(bytes), size });
    const back = await get(sha256(bytes));
    expect([back.status, back.bytes.byteLength, sha256(back.bytes)]).toEqual([200, size, sha256(bytes)]);
  });

  it('files at hand are kept together, and told of in their order, the same bytes as often as they were sent', async () => {
    const sent = [200 * 1024, 0, 70_001, 1, 200 * 1024].map(bytesOf);
    const stored = sent.map((bytes) => ({ sha256: sha256(bytes), size: bytes.byteLength }));
    expect(await together(...sent)).toEqual(stored);
    for (const bytes of sent) expect((await get(sha256(bytes))).bytes).toEqual(bytes);
  });

  it('the same bytes twice are one file', async () => {
    const bytes = bytesOf(1000);
    const first = await (await post('/stream', bytes)).json();
    expect(await together(bytes)).toEqual([first]);
    expect((await get(sha256(bytes))).bytes).toEqual(bytes);
  });

  it('a range is that part', async () => {
    const bytes = bytesOf(5000);
    await post('/stream', bytes);
    expect((await get(`${sha256(bytes)}/10/20`)).bytes).toEqual(bytes.slice(10, 30));
    expect((await get(`${sha256(bytes)}/4990/100`)).bytes).toEqual(bytes.slice(4990));
  });

  it('what is removed is gone, and may come again', async () => {
    const bytes = bytesOf(2000);
    await post('/stream', bytes);
    for (let time = 0; time < 2; time += 1) {
      await store.dispatchFetch(`http://x/${sha256(bytes)}`, { method: 'DELETE' });
      expect((await get(sha256(bytes))).status).toBe(404);
    }
    await together(bytes);
    expect((await get(sha256(bytes))).bytes).toEqual(bytes);
  });

  it('what is old is told by the beginning of its hash, and swept unless it has come again', async () => {
    const [bytes, other] = [bytesOf(3000), bytesOf(3001)];
    await post('/stream', bytes);
    await together(other);
    const hash = sha256(bytes);
    const [past, future] = [Date.now() - 60_000, Date.now() + 60_000];
    const old = async (before: number): Promise<string[]> =>
      (await store.dispatchFetch(`http://x/stored/${hash.slice(0, 2)}/${before}`)).json() as Promise<
        string[]
      >;
    expect(await old(past)).toEqual([]);
    expect(await old(future)).toContain(hash);
    expect((await old(future)).filter((name) => !name.startsWith(hash.slice(0, 2)))).toEqual([]);
    const remove = (before: number) =>
      store.dispatchFetch(`http://x/${hash}/${before}`, { method: 'DELETE' });
    await remove(past);
    expect((await get(hash)).status).toBe(200);
    await remove(future);
    expect((await get(hash)).status).toBe(404);
    expect((await get(sha256(other))).status).toBe(200);
  });

  if (kind === 'r2')
    it('a pointer to bytes that are gone, as a removal in between leaves it, hides no bytes that come', async () => {
      const bytes = bytesOf(2500);
      const bucket = await store.getR2Bucket('FILES_BUCKET');
      await bucket.put(`by-hash/${sha256(bytes)}`, 'bytes/gone');
      for (const path of ['/stream', '/whole']) {
        await post(path, bytes);
        expect((await get(sha256(bytes))).bytes).toEqual(bytes);
      }
      await store.dispatchFetch(`http://x/${sha256(bytes)}`, { method: 'DELETE' });
      const { objects } = await bucket.list({ prefix: 'bytes/' });
      expect(objects.filter(({ size }) => size === bytes.byteLength)).toEqual([]);
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

describe.each(['host', 'r2'])('FILES in pieces on %s', (kind) => {
  let store: Miniflare;
  let ID: string;
  beforeEach(() => {
    ID = randomBytes(16).toString('hex');
  });
  const ask = async (method: string, path: string, body?: Uint8Array<ArrayBuffer> | ReadableStream) => {
    const answer = await store.dispatchFetch(`http://x/${path}`, { method, body, duplex: 'half' } as never);
    return answer.json();
  };

  beforeAll(async () => {
    const socket = join(folder, 'pieces.sock');
    if (kind === 'host') servers.push(await listen(socket, await fileStore(join(folder, 'pieces'))));
    store = await open(`pieces-${kind}`, {
      modules: [{ type: 'ESModule', path: 'index.js', contents: FILES_WORKER }, ...FILE_SOURCES],
      ...(kind === 'host'
        ? { serviceBindings: { FILES: serviceAt(socket) } }
        : { r2Buckets: ['FILES_BUCKET'], r2Persist: join(folder, 'r2-pieces') }),
    });
  });

  it.each([
    ['of any length', [10 * 2 ** 20, 1, 3_000_000, 9 * 2 ** 20]],
    ['of one length', [8 * 2 ** 20, 8 * 2 ** 20]],
    ['only one, a byte', [1]],
  ])('pieces %s become the file; finishing twice is finishing once', async (_, lengths) => {
    const whole = bytesOf(lengths.reduce((sum, length) => sum + length, 0));
    await ask('PUT', `uploads/${ID}`);
    let offset = 0;
    for (const length of lengths) {
      const piece = whole.slice(offset, offset + length);
      expect(await ask('PATCH', `uploads/${ID}/${offset}`, piece)).toBe(offset + length);
      offset += length;
      expect(await ask('GET', `uploads/${ID}`)).toBe(offset);
    }
    const stored = { sha256: sha256(whole), size: whole.byteLength };
    expect(await ask('POST', `uploads/${ID}`)).toEqual(stored);
    expect(await ask('POST', `uploads/${ID}`)).toEqual(stored);
    await ask('DELETE', `uploads/${ID}`);
    expect(await ask('GET', `uploads/${ID}`)).toBeNull();
    const back = await store.dispatchFetch(`http://x/${stored.sha256}`);
    expect(sha256(new Uint8Array(await back.arrayBuffer()))).toBe(stored.sha256);
  });

  it('what was begun long ago is told by its id', async () => {
    await ask('PUT', `uploads/${ID}`);
    const begun = (before: number) => ask('GET', `begun/${ID.slice(0, 2)}/${before}`);
    expect(await begun(Date.now() - 60_000)).toEqual([]);
    expect(await begun(Date.now() + 60_000)).toContain(ID);
    await ask('DELETE', `uploads/${ID}`);
    expect(await begun(Date.now() + 60_000)).not.toContain(ID);
  });

  it('a piece that does not begin where the last one ended is not taken', async () => {
    await ask('PUT', `uploads/${ID}`);
    await ask('PATCH', `uploads/${ID}/0`, bytesOf(100));
    expect(await ask('PATCH', `uploads/${ID}/90`, bytesOf(20))).toBeNull();
    expect(await ask('PATCH', `uploads/${ID}/110`, bytesOf(20))).toBeNull();
    expect(await ask('GET', `uploads/${ID}`)).toBe(100);
    await ask('DELETE', `uploads/${ID}`);
    expect(await ask('PATCH', `uploads/${ID}/0`, bytesOf(20))).toBeNull();
  });

  it('a piece that breaks off is kept as far as it came, and the rest makes the file whole', async () => {
    const whole = bytesOf(12 * 2 ** 20);
    await ask('PUT', `uploads/${ID}`);
    let sent = 0;
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent >= 10 * 2 ** 20) controller.error(new Error('the line broke'));
        else controller.enqueue(whole.slice(sent, (sent += 1_000_000)));
      },
    });
    await expect(ask('PATCH', `uploads/${ID}/0`, broken)).rejects.toThrow();
    await expect.poll(async () => Number(await ask('GET', `uploads/${ID}`))).toBeGreaterThan(0);
    const held = Number(await ask('GET', `uploads/${ID}`));
    expect(await ask('PATCH', `uploads/${ID}/${held}`, whole.slice(held))).toBe(whole.byteLength);
    expect(await ask('POST', `uploads/${ID}`)).toEqual({ sha256: sha256(whole), size: whole.byteLength });
    await ask('DELETE', `uploads/${ID}`);
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
    await buildSite({
      dataDir,
      mode: 'rehearsal',
      origin: 'http://127.0.0.1',
      register: null,
      content: null,
    });
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
