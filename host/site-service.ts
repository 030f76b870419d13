// Serves the built site through the swapped link: what is live is looked up at each request, so a swap loses none.
// Hashed files of former builds stay reachable for pages that a reader still has open.

import { createHash } from 'node:crypto';
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { PressPacks } from './press-packs.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.ics': 'text/calendar; charset=utf-8',
  '.zip': 'application/zip',
};
const COMPRESSED = new Set(['.html', '.css', '.js', '.json', '.csv', '.xml', '.txt', '.svg', '.ics']);
const LANGUAGES = ['kk', 'ru', 'en'];
const MOST_CACHED = 500;
const compress = promisify(gzip);

type Page = { body: Buffer; zipped: Buffer | null; type: string; tag: string };
type Rule = { path: string; headers: [string, string][] };

/** Serves `live`, a link to the folder of a build whose pages are in `out/`, and the press packs made of its register. */
export class SiteService {
  private readonly live: string;
  private readonly packs: PressPacks | null;
  private readonly cache = new Map<string, Page>();
  private rules: { of: string; list: Rule[] } = { of: '', list: [] };

  constructor(live: string, packs: PressPacks | null = null) {
    this.live = live;
    this.packs = packs;
  }

  handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const path = new URL(request.url ?? '/', 'http://site').pathname;
    const build = await this.current();
    const found = build === null ? null : await this.find(build, path);
    if (
      build !== null &&
      found === null &&
      !path.endsWith('/') &&
      (await this.find(build, `${path}/`)) !== null
    ) {
      response.writeHead(308, { location: `${path}/` }).end();
      return;
    }
    const page = found ?? (build === null ? null : await this.missing(build, path));
    if (build === null || page === null) {
      response
        .writeHead(503, { 'retry-after': '5', 'content-type': 'text/plain' })
        .end('The site is being built.\n');
      return;
    }
    for (const [name, value] of await this.headersFor(build, path)) response.setHeader(name, value);
    response.setHeader('content-type', page.type);
    response.setHeader('etag', page.tag);
    response.setHeader('vary', 'accept-encoding');
    if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-cache');
    if (found !== null && request.headers['if-none-match'] === page.tag) {
      response.writeHead(304).end();
      return;
    }
    const zip = page.zipped !== null && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    const body = zip && page.zipped !== null ? page.zipped : page.body;
    if (zip) response.setHeader('content-encoding', 'gzip');
    response.writeHead(found === null ? 404 : 200, { 'content-length': body.byteLength });
    response.end(request.method === 'HEAD' ? undefined : body);
  };

  /** The folder that is live now; null before the first build. */
  private async current(): Promise<string | null> {
    const target = await readlink(this.live).catch(() => null);
    return target === null ? null : join(dirname(this.live), target);
  }

  private async find(build: string, path: string): Promise<Page | null> {
    const decoded = safeDecode(path);
    // What climbs is hidden in an encoded slash: an address that is meant has none.
    if (decoded === null || decoded.includes('..')) return null;
    const relative = normalize(decoded.endsWith('/') ? `${decoded}index.html` : decoded);
    if (relative === '/_headers') return null;
    const page = await this.read(join(build, 'out', relative));
    if (page !== null) return page;
    if (!relative.startsWith('/_astro/')) {
      const packed = (await this.packs?.find(build, relative)) ?? null;
      return packed === null ? null : this.read(packed);
    }
    for (const former of await readdir(dirname(build)).catch(() => [])) {
      const kept = await this.read(join(dirname(build), former, 'out', relative));
      if (kept !== null) return kept;
    }
    return null;
  }

  private missing(build: string, path: string): Promise<Page | null> {
    const language = LANGUAGES.find((code) => path.startsWith(`/${code}/`)) ?? 'kk';
    return this.read(join(build, 'out', language, '404.html'));
  }

  /** A build never changes, so what was read once is kept. */
  private async read(file: string): Promise<Page | null> {
    const known = this.cache.get(file);
    if (known !== undefined) return known;
    const there = await stat(file).catch(() => null);
    if (there === null || !there.isFile()) return null;
    const body = await readFile(file);
    const extension = extname(file);
    const page: Page = {
      body,
      zipped: COMPRESSED.has(extension) ? await compress(body) : null,
      type: TYPES[extension] ?? 'application/octet-stream',
      tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    };
    if (this.cache.size >= MOST_CACHED) this.cache.clear();
    this.cache.set(file, page);
    return page;
  }

  /** Headers of the build's `_headers`: a path or a prefix with *, then indented lines. */
  private async headersFor(build: string, path: string): Promise<[string, string][]> {
    if (this.rules.of !== build) {
      const text = await readFile(join(build, 'out', '_headers'), 'utf8').catch(() => '');
      this.rules = { of: build, list: parseHeaders(text) };
    }
    return this.rules.list
      .filter((rule) =>
        rule.path.endsWith('*') ? path.startsWith(rule.path.slice(0, -1)) : rule.path === path,
      )
      .flatMap(({ headers }) => headers);
  }
}

function parseHeaders(text: string): Rule[] {
  const list: Rule[] = [];
  for (const line of text.split('\n')) {
    if (/^\S/.test(line) && !line.startsWith('#')) list.push({ path: line.trim(), headers: [] });
    const [, name, value] = /^\s+([\w-]+):\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) list.at(-1)?.headers.push([name, value]);
  }
  return list;
}

function safeDecode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
