// The files on R2. A hash is known only at the end, so bytes wait under a key of their own and the hash points there.

import { createHash } from 'node:crypto';
import type { FileStore, Stored } from './store.ts';

// R2 takes parts of one size, at least 5 MiB each; only the last may be shorter.
const PART_BYTES = 8 * 1024 * 1024;

const pointerOf = (sha256: string): string => `by-hash/${sha256}`;

export const bucketStore = (bucket: R2Bucket): FileStore => ({
  store: (body) => pointed(bucket, (key) => upload(bucket, key, body)),
  storeAll: (files) => Promise.all(files.map((bytes) => pointed(bucket, (key) => put(bucket, key, bytes)))),
  async read(sha256, range) {
    const pointer = await bucket.get(pointerOf(sha256));
    if (pointer === null) return null;
    const object = await bucket.get(await pointer.text(), range === undefined ? {} : { range });
    return object === null ? null : new Response(object.body);
  },
  async remove(sha256, before) {
    const pointer = await bucket.get(pointerOf(sha256));
    if (pointer === null || (before !== undefined && pointer.uploaded.getTime() >= before)) return;
    // R2 deletes without a condition: what comes again in between is not named (worker/acts/take-away.ts).
    await bucket.delete([pointerOf(sha256), await pointer.text()]);
  },
  storedBefore: (prefix, before) => olderThan(bucket, pointerOf(prefix), before),
  begunBefore: (prefix, before) => olderThan(bucket, `uploads/${prefix}`, before),
  async begin(id) {
    const { uploadId } = await bucket.createMultipartUpload(bytesOf(id));
    await bucket.put(stateOf(id), JSON.stringify({ uploadId, parts: [], tail: 0, finished: null }));
  },
  async held(id) {
    const found = await pieces(bucket, id);
    return found === null ? null : heldBy(found.state);
  },
  async append(id, offset, body) {
    const found = await pieces(bucket, id);
    if (found === null || found.state.finished !== null || heldBy(found.state) !== offset) return null;
    return appendParts(bucket, id, found, body);
  },
  async finish(id) {
    const found = await pieces(bucket, id);
    if (found === null) throw new Error('the file store does not know this upload');
    const { finished } = found.state;
    if (finished === null) return finishParts(bucket, id, found);
    await point(bucket, finished.sha256, bytesOf(id));
    return finished;
  },
  async discard(id) {
    const found = await pieces(bucket, id);
    if (found?.state.finished === null) {
      await bucket.resumeMultipartUpload(bytesOf(id), found.state.uploadId).abort();
    }
    await bucket.delete([stateOf(id), tailOf(id)]);
  },
});

/** The names, without their first folder, of objects that begin so and were last written before `before`. */
async function olderThan(bucket: R2Bucket, prefix: string, before: number): Promise<string[]> {
  const found = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await bucket.list({ prefix, ...(cursor === undefined ? {} : { cursor }) });
    const young = new Set<string>();
    for (const { key, uploaded } of page.objects) {
      const name = key.split('/')[1] ?? '';
      if (uploaded.getTime() < before) found.add(name);
      else young.add(name);
    }
    for (const name of young) found.delete(name);
    cursor = page.truncated ? page.cursor : undefined;
  } while (cursor !== undefined);
  return [...found];
}

/** Keeps what `send` writes under a key of its own, and points to it from its hash. */
async function pointed(bucket: R2Bucket, send: (key: string) => Promise<Stored>): Promise<Stored> {
  const key = `bytes/${crypto.randomUUID()}`;
  const stored = await send(key);
  await point(bucket, stored.sha256, key);
  return stored;
}

/**
 * Leads from the hash to the bytes under `key`, or to the same bytes that are there already: they are kept once. Written
 * anew in any case, so that a sweep sees that they have come again.
 */
async function point(bucket: R2Bucket, sha256: string, key: string): Promise<void> {
  const pointer = await bucket.get(pointerOf(sha256));
  const before = pointer === null ? key : await pointer.text();
  // One that was taken away just now may have left a pointer to nothing.
  const kept = before !== key && (await bucket.head(before)) !== null ? before : key;
  if (kept === key && (await bucket.head(key)) === null) throw new Error('the file is not where it was put');
  await bucket.put(pointerOf(sha256), kept);
  if (kept !== key) await bucket.delete(key);
}

async function put(bucket: R2Bucket, key: string, bytes: Uint8Array): Promise<Stored> {
  await bucket.put(key, bytes);
  return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.byteLength };
}

/** Sends a stream part by part; what does not come to its end leaves nothing behind. */
async function upload(bucket: R2Bucket, key: string, body: ReadableStream<Uint8Array>): Promise<Stored> {
  const digest = createHash('sha256');
  const parts: R2UploadedPart[] = [];
  let size = 0;
  const sending = await bucket.createMultipartUpload(key);
  try {
    const rest = await inParts(
      body,
      new Uint8Array(),
      async (part) => void parts.push(await sending.uploadPart(parts.length + 1, part)),
      (chunk) => {
        digest.update(chunk);
        size += chunk.byteLength;
      },
    );
    if (rest.byteLength > 0 || parts.length === 0) {
      parts.push(await sending.uploadPart(parts.length + 1, rest));
    }
    await sending.complete(parts);
  } catch (error) {
    await sending.abort();
    throw error;
  }
  return { sha256: digest.digest('hex'), size };
}

/** Hands on what follows `begun` in parts of one size, and answers what is left over. */
async function inParts(
  body: ReadableStream<Uint8Array>,
  begun: Uint8Array,
  onPart: (part: Uint8Array) => Promise<void>,
  onChunk: (chunk: Uint8Array) => void = () => undefined,
): Promise<Uint8Array> {
  const part = new Uint8Array(PART_BYTES);
  part.set(begun);
  let filled = begun.byteLength;
  for await (const chunk of body) {
    onChunk(chunk);
    for (let at = 0; at < chunk.byteLength;) {
      const piece = chunk.subarray(at, at + PART_BYTES - filled);
      part.set(piece, filled);
      filled += piece.byteLength;
      at += piece.byteLength;
      if (filled === PART_BYTES) {
        await onPart(part);
        filled = 0;
      }
    }
  }
  return part.subarray(0, filled);
}

/** What is known of a file that comes in pieces: its full parts, and the bytes that wait for the next one. */
type State = { uploadId: string; parts: R2UploadedPart[]; tail: number; finished: Stored | null };
type Pieces = { state: State; etag: string };

const bytesOf = (id: string): string => `bytes/${id}`;
const stateOf = (id: string): string => `uploads/${id}/state`;
const tailOf = (id: string): string => `uploads/${id}/tail`;
const heldBy = ({ parts, tail }: State): number => parts.length * PART_BYTES + tail;

async function pieces(bucket: R2Bucket, id: string): Promise<Pieces | null> {
  const object = await bucket.get(stateOf(id));
  return object === null ? null : { state: await object.json<State>(), etag: object.etag };
}

/** False where somebody else wrote the state meanwhile. */
const keep = async (bucket: R2Bucket, id: string, state: State, etag: string): Promise<string | null> =>
  (await bucket.put(stateOf(id), JSON.stringify(state), { onlyIf: { etagMatches: etag } }))?.etag ?? null;

async function tailBytes(bucket: R2Bucket, id: string, { tail }: State): Promise<Uint8Array> {
  const object = tail === 0 ? null : await bucket.get(tailOf(id));
  return object === null ? new Uint8Array() : new Uint8Array(await object.arrayBuffer()).subarray(0, tail);
}

async function appendParts(
  bucket: R2Bucket,
  id: string,
  { state, etag }: Pieces,
  body: ReadableStream<Uint8Array>,
): Promise<number | null> {
  const sending = bucket.resumeMultipartUpload(bytesOf(id), state.uploadId);
  let [now, mark] = [state, etag];
  const write = async (next: State): Promise<void> => {
    const written = await keep(bucket, id, next, mark);
    if (written === null) throw new Error('two pieces of one file came at once');
    [now, mark] = [next, written];
  };
  // What a broken line leaves behind its last full part is sent again: one part is little.
  const rest = await inParts(body, await tailBytes(bucket, id, state), async (part) => {
    const sent = await sending.uploadPart(now.parts.length + 1, part);
    await write({ ...now, parts: [...now.parts, sent], tail: 0 });
  });
  if (rest.byteLength > 0) await bucket.put(tailOf(id), rest);
  await write({ ...now, tail: rest.byteLength });
  return heldBy(now);
}

async function finishParts(bucket: R2Bucket, id: string, { state, etag }: Pieces): Promise<Stored> {
  // A finish that was cut off after this finds the file there.
  if ((await bucket.head(bytesOf(id))) === null) {
    const sending = bucket.resumeMultipartUpload(bytesOf(id), state.uploadId);
    const tail = await tailBytes(bucket, id, state);
    const last =
      tail.byteLength > 0 || state.parts.length === 0
        ? [await sending.uploadPart(state.parts.length + 1, tail)]
        : [];
    await sending.complete([...state.parts, ...last]);
  }
  const object = await bucket.get(bytesOf(id));
  if (object === null) throw new Error('the file is not where it was put');
  const digest = createHash('sha256');
  for await (const chunk of object.body) digest.update(chunk as Uint8Array);
  const finished = { sha256: digest.digest('hex'), size: object.size };
  await point(bucket, finished.sha256, bytesOf(id));
  await keep(bucket, id, { ...state, finished }, etag);
  return finished;
}
