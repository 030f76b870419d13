// One file on its way in: looked at before it is kept, counted while it streams, stored before a row names it.

import type { Edition } from '#rules/edition';
import { claimedType, HEAD_BYTES, matchesType } from '#rules/file-types';
import type { Finding } from '#rules/finding';
import { files } from '../files.ts';
import type { Stored } from '../files.ts';
import type { Env } from '../env.ts';

export type Received =
  { kind: 'stored'; file: Stored & { type: string } } | { kind: 'refused'; finding: Finding };

class TooLarge extends Error {}

/** Stores the bytes of `name` if type, content and size are what the edition takes. */
export async function receiveFile(
  env: Env,
  edition: Edition,
  name: string,
  body: ReadableStream<Uint8Array>,
): Promise<Received> {
  const { documents, video } = edition.files;
  const type = claimedType(name);
  const limit = video.types.includes(type) ? video : documents;
  const refused = (code: string, values: Finding['values'] = {}): Received => ({
    kind: 'refused',
    finding: { clause: '12', code, kind: 'refusal', field: 'files', values: { name, ...values } },
  });
  const { head, stream, empty } = await peek(body);
  const types = [...documents.types, ...video.types].join(', ');
  if (empty) return refused('FILE_EMPTY');
  if (!limit.types.includes(type) || !matchesType(head, type)) {
    await stream.cancel();
    return refused('FILE_TYPE', { types });
  }
  try {
    const stored = await files(env).store(stream.pipeThrough(counted(limit.maxBytes)));
    return { kind: 'stored', file: { ...stored, type } };
  } catch (error) {
    if (error instanceof TooLarge)
      return refused('FILE_TOO_LARGE', { max: Math.floor(limit.maxBytes / 2 ** 20) });
    throw error;
  }
}

/** The first bytes of a stream, and the stream with them put back. */
async function peek(
  body: ReadableStream<Uint8Array>,
): Promise<{ head: Uint8Array; stream: ReadableStream<Uint8Array>; empty: boolean }> {
  const reader = body.getReader();
  const held: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  while (size < HEAD_BYTES && !ended) {
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
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      if (size > 0) controller.enqueue(head);
      if (ended) controller.close();
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { head, stream, empty: size === 0 };
}

function counted(most: number): TransformStream<Uint8Array, Uint8Array> {
  let size = 0;
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size > most) controller.error(new TooLarge());
      else controller.enqueue(chunk);
    },
  });
}
