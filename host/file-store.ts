// The files of one machine: plain files under their SHA-256, hashed while they stream in, synced with their folder
// before anybody is told that they are there. A backup can copy them and a person can check them with sha256sum.

import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Uploads } from './uploads.ts';

const WRITTEN_AT_ONCE = 1024 * 1024;

/**
 * Answers POST / (store the body), GET and DELETE /{sha256} (read, with ranges; forget), and for a file in pieces, under /uploads/{id}:
 * PUT (begin), HEAD (how many bytes are held), PATCH (a piece), POST (finish), DELETE.
 */
export async function fileStore(
  folder: string,
): Promise<(request: IncomingMessage, response: ServerResponse) => Promise<void>> {
  const incoming = join(folder, 'incoming');
  // What a stop left there nobody was told of.
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true });
  const names = new SyncedFolder(await open(folder));
  const uploads = await Uploads.in(folder, () => names.sync());
  return async (request, response) => {
    const name = (request.url ?? '/').slice(1);
    const [, upload] = /^uploads\/([0-9a-f]{32})$/.exec(name) ?? [];
    if (upload !== undefined) {
      await uploads.answer(upload, request, response);
    } else if (request.method === 'POST' && name === '') {
      const stored = await store(folder, names, request);
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(stored));
    } else if (request.method === 'DELETE' && /^[0-9a-f]{64}$/.test(name)) {
      await rm(join(folder, name), { force: true });
      await names.sync();
      response.writeHead(204).end();
    } else if (request.method === 'GET' && /^[0-9a-f]{64}$/.test(name)) {
      await send(join(folder, name), request.headers.range, response);
    } else {
      response.writeHead(404).end();
    }
  };
}
/** The name of a file is durable only once its folder is; files that come together share one sync. */
class SyncedFolder {
  private readonly handle: FileHandle;
  private running: Promise<void> = Promise.resolve();
  private waiting: Promise<void> | null = null;
  constructor(handle: FileHandle) {
    this.handle = handle;
  }

  /** Resolves after a sync that began after this call. */
  sync(): Promise<void> {
    this.waiting ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.running = this.handle.sync();
        this.waiting = null;
        return this.running;
      });
    return this.waiting;
  }
}

async function store(
  folder: string,
  names: SyncedFolder,
  body: AsyncIterable<Buffer>,
): Promise<{ sha256: string; size: number }> {
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
    await rename(arriving, join(folder, sha256));
    await names.sync();
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
