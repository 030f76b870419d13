// The files of one machine: plain files under their SHA-256, hashed while they stream in, synced with their folder
// before anybody is told that they are there. A backup can copy them and a person can check them with sha256sum.

import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Answers POST / (store the body) and GET /{sha256} (read, with ranges). */
export function fileStore(
  folder: string,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  // Made once: a folder that is there costs nothing at each file.
  mkdirSync(join(folder, 'incoming'), { recursive: true });
  for (let first = 0; first < 256; first += 1) {
    mkdirSync(join(folder, first.toString(16).padStart(2, '0')), { recursive: true });
  }
  return async (request, response) => {
    const name = (request.url ?? '/').slice(1);
    if (request.method === 'POST' && name === '') {
      const stored = await store(folder, request);
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(stored));
    } else if (request.method === 'GET' && /^[0-9a-f]{64}$/.test(name)) {
      await send(pathOf(folder, name), request.headers.range, response);
    } else {
      response.writeHead(404).end();
    }
  };
}

const WRITTEN_AT_ONCE = 1024 * 1024;

const pathOf = (folder: string, sha256: string): string => join(folder, sha256.slice(0, 2), sha256);

async function store(folder: string, body: AsyncIterable<Buffer>): Promise<{ sha256: string; size: number }> {
  const arriving = join(folder, 'incoming', randomUUID());
  const hash = createHash('sha256');
  let size = 0;
  let held: Buffer[] = [];
  let heldBytes = 0;
  const handle = await open(arriving, 'wx');
  const write = async (): Promise<void> => {
    await handle.appendFile(Buffer.concat(held));
    held = [];
    heldBytes = 0;
  };
  try {
    try {
      for await (const chunk of body) {
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
    // The same bytes again take the place of themselves.
    await rename(arriving, pathOf(folder, sha256));
    await syncFolder(join(folder, sha256.slice(0, 2)));
    return { sha256, size };
  } catch (error) {
    await rm(arriving, { force: true });
    throw error;
  }
}

/** The name of a file is durable only once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
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
