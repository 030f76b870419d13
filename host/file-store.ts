// The files of one machine: plain files under their SHA-256, hashed while they stream in, synced with their folder
// before anybody is told that they are there. A backup can copy them and a person can check them with sha256sum.

import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { StoredNames } from './stored-names.ts';
import { Uploads } from './uploads.ts';

const HASH = /^[0-9a-f]{64}$/;
const WRITTEN_AT_ONCE = 1024 * 1024;

/**
 * Answers POST / (store the body), POST /together (store the files that the body is made of, their sizes in the header
 * `file-sizes`), GET and DELETE /{sha256} (read, with ranges; forget), GET /?prefix=&before= (what
 * was not stored since), and for a file in pieces, under /uploads/{id}: PUT (begin), HEAD (how many bytes are held), PATCH (a piece), POST (finish), DELETE.
 */
export async function fileStore(
  folder: string,
): Promise<(request: IncomingMessage, response: ServerResponse) => Promise<void>> {
  const incoming = join(folder, 'incoming');
  // What a stop left there nobody was told of.
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true });
  const names = new StoredNames(folder, await open(folder));
  const uploads = await Uploads.in(folder, names);
  return async (request, response) => {
    const [name = '', query] = (request.url ?? '/').slice(1).split('?');
    const [, upload] = /^uploads\/([0-9a-f]{32})$/.exec(name) ?? [];
    if (upload !== undefined) {
      await uploads.answer(upload, request, response);
    } else if (request.method === 'POST' && name === '') {
      const stored = await store(folder, names, request);
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(stored));
    } else if (request.method === 'POST' && name === 'together') {
      const sizes = String(request.headers['file-sizes']).split(',').map(Number);
      const parts = await parted(request, sizes);
      const stored = await Promise.all(parts.map((chunks) => store(folder, names, chunks)));
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(stored));
    } else if (request.method === 'DELETE' && HASH.test(name)) {
      await names.remove(name, request.headers['stored-before']);
      response.writeHead(204).end();
    } else if (request.method === 'GET' && query !== undefined) {
      const place = name === 'uploads/' ? uploads.folder : folder;
      const found = await olderThan(place, new URLSearchParams(query));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(found));
    } else if (request.method === 'GET' && HASH.test(name)) {
      await send(join(folder, name), request.headers.range, response);
    } else {
      response.writeHead(404).end();
    }
  };
}

/** Names in a folder that begin with `prefix` and were last written before `before`, milliseconds. */
async function olderThan(folder: string, asked: URLSearchParams): Promise<string[]> {
  const [prefix, before] = [asked.get('prefix') ?? '', Number(asked.get('before'))];
  const old: string[] = [];
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix) || !/^(?:[0-9a-f]{32}|[0-9a-f]{64})$/.test(name)) continue;
    const found = await stat(join(folder, name)).catch(() => null);
    if (found !== null && found.mtimeMs < before) old.push(name);
  }
  return old;
}

/** The chunks of each of the files that a body is made of; throws where it is not as long as they are together. */
async function parted(body: AsyncIterable<Buffer>, sizes: readonly number[]): Promise<Buffer[][]> {
  const parts = sizes.map((missing): { missing: number; chunks: Buffer[] } => ({ missing, chunks: [] }));
  let left = 0;
  for await (const chunk of body) {
    let rest = chunk;
    for (const part of parts) {
      const taken = rest.subarray(0, part.missing);
      part.chunks.push(taken);
      part.missing -= taken.byteLength;
      rest = rest.subarray(taken.byteLength);
    }
    left += rest.byteLength;
  }
  if (left > 0 || parts.some(({ missing }) => missing > 0)) throw new Error('a body of another length');
  return parts.map(({ chunks }) => chunks);
}

async function store(
  folder: string,
  names: StoredNames,
  body: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<{ sha256: string; size: number }> {
  const arriving = join(folder, 'incoming', randomUUID());
  const hash = createHash('sha256');
  let size = 0;
  let held: Buffer[] = [];
  let heldBytes = 0;
  const handle = await open(arriving, 'wx');
  const write = async (): Promise<void> => {
    const { bytesWritten } = await handle.writev(held);
    if (bytesWritten < heldBytes) throw new Error('the disk took a part of a file only');
    held = [];
    heldBytes = 0;
  };
  try {
    try {
      for await (const chunk of body) {
        if (chunk.byteLength === 0) continue;
        hash.update(chunk);
        size += chunk.byteLength;
        held.push(chunk);
        heldBytes += chunk.byteLength;
        if (heldBytes >= WRITTEN_AT_ONCE) await write();
      }
      if (heldBytes > 0) await write();
      await handle.sync();
    } finally {
      await handle.close();
    }
    const sha256 = hash.digest('hex');
    await names.give(sha256, arriving, 'moved');
    return { sha256, size };
  } catch (error) {
    await rm(arriving, { force: true });
    throw error;
  }
}

async function send(path: string, range: string | undefined, response: ServerResponse): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => null,
  );
  if (size === null) {
    response.writeHead(404).end();
    return;
  }
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  if (from === undefined) {
    response.writeHead(200, { 'content-length': size });
    await pipeline(createReadStream(path), response);
    return;
  }
  const start = Number(from);
  const end = Math.min(to === undefined || to === '' ? size - 1 : Number(to), size - 1);
  if (start > end) {
    response.writeHead(416, { 'content-range': `bytes */${size}` }).end();
    return;
  }
  response.writeHead(206, {
    'content-length': end - start + 1,
    'content-range': `bytes ${start}-${end}/${size}`,
  });
  await pipeline(createReadStream(path, { start, end }), response);
}
