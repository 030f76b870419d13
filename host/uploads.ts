// Files that come in pieces: each grows in the folder `uploads` until it is whole. What was written survives a kill, so
// the length of the file itself says where to go on.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { StoredNames } from './stored-names.ts';
import { synced } from './synced.ts';

/** A piece on its way: the request that brings it and the moment at which everything of it is written. */
type Piece = { request: IncomingMessage; written: Promise<void> };

export class Uploads {
  readonly folder: string;
  private readonly names: StoredNames;
  private readonly arriving = new Map<string, Piece>();

  private constructor(store: string, names: StoredNames) {
    this.folder = join(store, 'uploads');
    this.names = names;
  }

  /** The uploads of the store in the folder `store`, whose whole files get their names from `names`. */
  static async in(store: string, names: StoredNames): Promise<Uploads> {
    const uploads = new Uploads(store, names);
    await mkdir(uploads.folder, { recursive: true });
    return uploads;
  }

  async answer(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = join(this.folder, id);
    if (request.method === 'PUT') {
      await (await open(path, 'wx')).close();
      response.writeHead(201).end();
      return;
    }
    // Whoever asks knows that the line broke, perhaps before this end of it does.
    await this.settle(id);
    const held = await lengthOf(path);
    if (held === null) {
      request.resume();
      response.writeHead(404).end();
    } else if (request.method === 'HEAD') {
      response.writeHead(200, { 'upload-offset': held }).end();
    } else if (request.method === 'PATCH') {
      await this.append(id, held, request, response);
    } else if (request.method === 'POST') {
      const stored = await this.finish(path);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(stored));
    } else if (request.method === 'DELETE') {
      await rm(path, { force: true });
      response.writeHead(204).end();
    } else {
      response.writeHead(405).end();
    }
  }

  /** Ends the piece that is on its way, keeping what came of it. */
  private async settle(id: string): Promise<void> {
    const piece = this.arriving.get(id);
    if (piece === undefined) return;
    piece.request.destroy();
    await piece.written;
  }

  private async append(
    id: string,
    held: number,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    // Two pieces at once: the first one writes.
    if (Number(request.headers['upload-offset']) !== held || this.arriving.has(id)) {
      request.resume();
      response.writeHead(409, { 'upload-offset': held }).end();
      return;
    }
    const writing = this.write(join(this.folder, id), request);
    const written = writing.then(
      () => undefined,
      () => undefined,
    );
    this.arriving.set(id, { request, written });
    const { size, whole } = await writing.finally(() => this.arriving.delete(id));
    if (whole) response.writeHead(200, { 'upload-offset': held + size }).end();
    else response.destroy();
  }

  /** Writes what comes until it ends or the line breaks; never throws for the line. */
  private async write(path: string, request: IncomingMessage): Promise<{ size: number; whole: boolean }> {
    const handle = await open(path, 'a');
    let size = 0;
    let whole = true;
    try {
      const chunks = request[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
      for (;;) {
        const next = await chunks.next().catch(() => null);
        whole = next !== null;
        if (next === null || next.done === true) break;
        await handle.appendFile(next.value);
        size += next.value.byteLength;
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    return { size, whole };
  }

  /** The file gets its name by hash and keeps its place here until `discard`, so that this can be repeated. */
  private async finish(path: string): Promise<{ sha256: string; size: number }> {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      size += chunk.byteLength;
    }
    const sha256 = hash.digest('hex');
    // A stop between writing and syncing leaves a piece that counts and is not on disk yet.
    await synced(path);
    await this.names.give(sha256, path, 'linked');
    return { sha256, size };
  }
}

const lengthOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  );
