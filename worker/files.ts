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

// R2 takes parts of one size, at least 5 MiB each; only the last may be shorter.
const PART_BYTES = 8 * 1024 * 1024;

// The hash is known only at the end, so the bytes wait under a key of their own and the hash points there.
const pointerOf = (sha256: string): string => `by-hash/${sha256}`;

const bucketStore = (bucket: R2Bucket): FileStore => ({
  async store(body) {
    const key = `bytes/${crypto.randomUUID()}`;
    const stored =
      body instanceof Uint8Array ? await put(bucket, key, body) : await upload(bucket, key, body);
    // Two who send the same bytes at once may leave them twice; the pointer leads to one of them.
    if ((await bucket.head(pointerOf(stored.sha256))) === null)
      await bucket.put(pointerOf(stored.sha256), key);
    else await bucket.delete(key);
    return stored;
  },
  async read(sha256, range) {
    const pointer = await bucket.get(pointerOf(sha256));
    if (pointer === null) return null;
    const object = await bucket.get(await pointer.text(), range === undefined ? {} : { range });
    return object === null ? null : new Response(object.body);
  },
});

async function put(bucket: R2Bucket, key: string, bytes: Uint8Array<ArrayBuffer>): Promise<Stored> {
  await bucket.put(key, bytes);
  return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.byteLength };
}

/** Sends a stream part by part; what does not come to its end leaves nothing behind. */
async function upload(bucket: R2Bucket, key: string, body: ReadableStream<Uint8Array>): Promise<Stored> {
  const digest = createHash('sha256');
  const parts: R2UploadedPart[] = [];
  const part = new Uint8Array(PART_BYTES);
  let filled = 0;
  let size = 0;
  const sending = await bucket.createMultipartUpload(key);
  try {
    for await (const chunk of body) {
      digest.update(chunk);
      size += chunk.byteLength;
      for (let at = 0; at < chunk.byteLength;) {
        const piece = chunk.subarray(at, at + PART_BYTES - filled);
        part.set(piece, filled);
        filled += piece.byteLength;
        at += piece.byteLength;
        if (filled === PART_BYTES) {
          parts.push(await sending.uploadPart(parts.length + 1, part));
          filled = 0;
        }
      }
    }
    if (filled > 0 || parts.length === 0) {
      parts.push(await sending.uploadPart(parts.length + 1, part.subarray(0, filled)));
    }
    await sending.complete(parts);
  } catch (error) {
    await sending.abort();
    throw error;
  }
  return { sha256: digest.digest('hex'), size };
}
