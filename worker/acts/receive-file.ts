// One file on its way in: looked at before it is kept, counted while it streams, stored before a row names it.

import type { Edition } from '#rules/edition';
import { claimedType, HEAD_BYTES, matchesType } from '#rules/file-types';
import type { Finding } from '#rules/finding';
import type { Env } from '../env.ts';
import { files } from '../files.ts';
import type { Stored } from '../files.ts';

export type Received =
  { kind: 'stored'; file: Stored & { type: string } } | { kind: 'refused'; finding: Finding };

// What is shorter than this is looked at and handed on in one piece, which costs a fraction of a stream.
const HELD_BYTES = 512 * 1024;

/** Stores the bytes of `name` if type, content and size are what the edition takes. */
export async function receiveFile(
  env: Env,
  edition: Edition,
  name: string,
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>,
): Promise<Received> {
  const { documents, video } = edition.files;
  const type = claimedType(name);
  const limit = video.types.includes(type) ? video : documents;
  const refused = (code: string, values?: Finding['values']): Received => ({
    kind: 'refused',
    finding: { clause: '12', code, kind: 'refusal', field: 'files', values: { name, ...values } },
  });
  const { head, rest } = body instanceof Uint8Array ? { head: body, rest: null } : await begin(body);
  if (head.byteLength === 0) return refused('FILE_EMPTY');
  if (!limit.types.includes(type) || !matchesType(head.subarray(0, HEAD_BYTES), type)) {
    await rest?.cancel();
    return refused('FILE_TYPE', { types: [...documents.types, ...video.types].join(', ') });
  }
  if (rest === null && head.byteLength <= limit.maxBytes) {
    return { kind: 'stored', file: { ...(await files(env).store(head)), type } };
  }
  const counted = countedStream(rest ?? new Blob([head]).stream(), limit.maxBytes);
  let stored: Stored | undefined;
  let failure: unknown;
  try {
    stored = await files(env).store(counted.stream);
  } catch (error) {
    failure = error;
  }
  if (counted.size() > limit.maxBytes) {
    return refused('FILE_TOO_LARGE', { max: Math.floor(limit.maxBytes / 2 ** 20) });
  }
  // The store sees a stream that breaks off as one that ends: only what we counted to its end is a file.
  if (stored === undefined || !counted.ended() || stored.size !== counted.size()) {
    throw new Error(`«${name}» was not stored whole`, { cause: failure });
  }
  return { kind: 'stored', file: { ...stored, type } };
}

/** The first bytes of a stream, and the whole stream again, or null where the first bytes are all. */
async function begin(
  body: ReadableStream<Uint8Array>,
): Promise<{ head: Uint8Array<ArrayBuffer>; rest: ReadableStream<Uint8Array> | null }> {
  const reader = body.getReader();
  const held: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  while (size <= HELD_BYTES && !ended) {
    const { done, value } = await reader.read();
    ended = done;
    if (value !== undefined) {
      held.push(value);
      size += value.byteLength;
    }
  }
  const head = new Uint8Array(size);
  held.reduce((at, chunk) => {
    head.set(chunk, at);
    return at + chunk.byteLength;
  }, 0);
  if (ended) return { head, rest: null };
  const rest = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(head),
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { head, rest };
}

/** The stream, broken off when it is longer than `most`; how much of it passed, and whether its end did. */
function countedStream(
  stream: ReadableStream<Uint8Array>,
  most: number,
): { stream: ReadableStream<Uint8Array>; size: () => number; ended: () => boolean } {
  let size = 0;
  let ended = false;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size > most) controller.error(new Error(`more than ${most} bytes`));
      else controller.enqueue(chunk);
    },
    flush: () => void (ended = true),
  });
  return { stream: stream.pipeThrough(counter), size: () => size, ended: () => ended };
}
