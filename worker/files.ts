// The one door of files. Bytes are stored first, under their hash, and only then a row names them: a row without its
// file never happens. On one machine the host's store keeps them (streamed and synced); on Cloudflare R2 does.

import { createHash } from 'node:crypto';
import type { Env } from './env.ts';

export type Stored = { sha256: string; size: number };

export interface FileStore {
  /** Keeps the bytes, or a stream read to its end; resolves when they are durable. */
  store(body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>): Promise<Stored>;
  /** The file under a hash, from `offset` for `length` bytes where given; null where there is none. */
  read(sha256: string, range?: { offset: number; length: number }): Promise<Response | null>;
}

export function files(env: Env): FileStore {
  if (env.FILES !== undefined) return hostStore(env.FILES);
  if (env.FILES_BUCKET !== undefined) return bucketStore(env.FILES_BUCKET);
  throw new Error('neither FILES nor FILES_BUCKET is bound');
}

const hostStore = (host: Fetcher): FileStore => ({
  async store(body) {
    const answer = await host.fetch('http://files/', { method: 'POST', body });
    if (!answer.ok) throw new Error(`the file store answered ${answer.status}`);
    return answer.json<Stored>();
  },
  async read(sha256, range) {
    const headers = new Headers();
    if (range !== undefined) headers.set('range', `bytes=${range.offset}-${range.offset + range.length - 1}`);
    const answer = await host.fetch(`http://files/${sha256}`, { headers });
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error(`the file store answered ${answer.status}`);
    return answer;
  },
});

// R2 takes a part of at least 5 MiB; all but the last have one size.
const PART_BYTES = 8 * 1024 * 1024;

const bucketStore = (bucket: R2Bucket): FileStore => ({
  async store(body) {
    // The hash is known only at the end, so the bytes wait under a random key and the row of the hash points there.
    const key = `bytes/${crypto.randomUUID()}`;
    const digest = createHash('sha256');
    const upload = await bucket.createMultipartUpload(key);
    const parts: R2UploadedPart[] = [];
    let held = new Uint8Array(0);
    let size = 0;
    for await (const chunk of body instanceof Uint8Array ? [body] : body) {
      digest.update(chunk);
      size += chunk.byteLength;
      held = joined(held, chunk);
      while (held.byteLength >= PART_BYTES) {
        parts.push(await upload.uploadPart(parts.length + 1, held.slice(0, PART_BYTES)));
        held = held.slice(PART_BYTES);
      }
    }
    if (held.byteLength > 0 || parts.length === 0)
      parts.push(await upload.uploadPart(parts.length + 1, held));
    await upload.complete(parts);
    const sha256 = digest.digest('hex');
    await bucket.put(`by-hash/${sha256}`, key);
    return { sha256, size };
  },
  async read(sha256, range) {
    const pointer = await bucket.get(`by-hash/${sha256}`);
    if (pointer === null) return null;
    const object = await bucket.get(await pointer.text(), range === undefined ? {} : { range });
    return object === null ? null : new Response(object.body);
  },
});

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.byteLength + b.byteLength);
  both.set(a);
  both.set(b, a.byteLength);
  return both;
}
