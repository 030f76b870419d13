// One file on its way in: looked at before it is kept, counted while it streams, stored before a row names it.

import type { Edition } from '#rules/edition';
import { isCompound } from '#rules/file-content';
import type { Peek } from '#rules/file-content';
import { claimedType, HEAD_BYTES, matchesType } from '#rules/file-types';
import type { Finding } from '#rules/finding';
import type { Env } from '../env.ts';
import { files } from '../files/store.ts';
import type { FileStore, Stored } from '../files/store.ts';
import { fileFinding, limitFor, peekInto, refusedFile } from './file-findings.ts';

/** The bytes of a file: at hand, or as they come, with their number where the sender says it. */
export type Body =
  { bytes: Uint8Array<ArrayBuffer> } | { stream: ReadableStream<Uint8Array>; length: number | null };

export type Received =
  { kind: 'stored'; file: Stored & { type: string } } | { kind: 'refused'; finding: Finding };

/** A file that is as the edition wants it and waits to be stored. */
type Looked = { kind: 'looked'; bytes: Uint8Array<ArrayBuffer>; type: string };

/** A stream of which the beginning is known. */
type Begun = {
  /** The first HEAD_BYTES or more. */
  head: Uint8Array;
  /** Reads what is left and forgets it: an answer that comes before the end of a request is lost on the way. */
  drain(): Promise<void>;
  /** Stores the whole file; null where it is longer than `most` bytes. */
  store(store: FileStore, most: number): Promise<Stored | null>;
};

/** Stores the bytes of `name` if type, content and size are what the edition takes. */
export async function receiveFile(env: Env, edition: Edition, name: string, body: Body): Promise<Received> {
  const [one] = await receiveFiles(env, edition, [{ name, body }]);
  if (one === undefined) throw new Error('nothing was said of the file');
  return one.received;
}

/** Stores files that came together and answers for each, in their order. Those at hand go to the store as one. */
export async function receiveFiles<Sent extends { name: string; body: Body }>(
  env: Env,
  edition: Edition,
  sent: readonly Sent[],
): Promise<{ sent: Sent; received: Received }[]> {
  const store = files(env);
  const begun = await Promise.all(
    sent.map(async (one) => ({ sent: one, is: await receive(store, edition, one.name, one.body) })),
  );
  const looked = begun.flatMap(({ is }) => (is.kind === 'looked' ? [is] : []));
  const stored = looked.length === 0 ? [] : await store.storeAll(looked.map(({ bytes }) => bytes));
  return begun.map(({ sent: one, is }) => {
    if (is.kind !== 'looked') return { sent: one, received: is };
    const file = stored[looked.indexOf(is)];
    if (file === undefined) throw new Error('the store did not answer for each file');
    return { sent: one, received: { kind: 'stored', file: { ...file, type: is.type } } };
  });
}

async function receive(
  store: FileStore,
  edition: Edition,
  name: string,
  body: Body,
): Promise<Received | Looked> {
  const type = claimedType(name);
  const begun = 'bytes' in body ? body : await begin(body.stream, body.length);
  if ('bytes' in begun) {
    const { bytes } = begun;
    const finding = await fileFinding(edition, name, bytes.byteLength, inside(bytes));
    return finding === null ? { kind: 'looked', bytes, type } : { kind: 'refused', finding };
  }
  const refused = (finding: Finding): Received => ({ kind: 'refused', finding });
  const head = begun.head.subarray(0, HEAD_BYTES);
  const limit = limitFor(edition, type);
  if (head.byteLength === 0) return refused(refusedFile('FILE_EMPTY', name, edition));
  // What is wrong from the beginning on is not kept; what can be seen only in the whole is looked at when it is there.
  if (limit === null || !(matchesType(head, type) || isCompound(head))) {
    await begun.drain();
    return refused(refusedFile('FILE_TYPE', name, edition));
  }
  const stored = await begun.store(store, limit.maxBytes);
  if (stored === null) return refused(refusedFile('FILE_TOO_LARGE', name, edition));
  const finding = await fileFinding(edition, name, stored.size, peekInto(store, stored.sha256));
  return finding === null ? { kind: 'stored', file: { ...stored, type } } : refused(finding);
}

const inside =
  (bytes: Uint8Array): Peek =>
  (offset, length) =>
    Promise.resolve(bytes.subarray(offset, offset + length));

const begin = (stream: ReadableStream<Uint8Array>, length: number | null) =>
  length === null ? unmeasured(stream) : measured(stream, length);

/** The first HEAD_BYTES or more of a stream, or all of it. */
async function headOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<{ head: Uint8Array<ArrayBuffer>; whole: boolean }> {
  let head = new Uint8Array();
  while (head.byteLength < HEAD_BYTES) {
    const { done, value } = await reader.read();
    if (done) return { head, whole: true };
    const longer = new Uint8Array(head.byteLength + value.byteLength);
    longer.set(head);
    longer.set(value, head.byteLength);
    head = longer;
  }
  return { head, whole: false };
}

async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  while (!(await reader.read()).done);
}

/** A body of known length goes from socket to socket without passing through the heap. */
async function measured(stream: ReadableStream<Uint8Array>, length: number): Promise<Begun> {
  const reader = stream.getReader();
  const { head } = await headOf(reader);
  return {
    head,
    drain: () => drain(reader),
    async store(store, most) {
      if (length > most) {
        await drain(reader);
        return null;
      }
      reader.releaseLock();
      const pipe = new FixedLengthStream(length);
      const writer = pipe.writable.getWriter();
      const sent = writer.write(head).then(() => {
        writer.releaseLock();
        return stream.pipeTo(pipe.writable);
      });
      const [stored] = await Promise.all([store.store(pipe.readable), sent]);
      return stored;
    },
  };
}

/** A part of a form, or a body sent in pieces: nobody says how long it will be, so it is counted; a short one is at hand. */
async function unmeasured(
  stream: ReadableStream<Uint8Array>,
): Promise<Begun | { bytes: Uint8Array<ArrayBuffer> }> {
  const reader = stream.getReader();
  const { head, whole } = await headOf(reader);
  return whole
    ? { bytes: head }
    : {
        head,
        drain: () => drain(reader),
        store: (store, most) => storeCounted(store, head, reader, most),
      };
}

async function storeCounted(
  store: FileStore,
  head: Uint8Array,
  rest: ReadableStreamDefaultReader<Uint8Array>,
  most: number,
): Promise<Stored | null> {
  let size = head.byteLength;
  let ended = false;
  const counted = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(head),
    async pull(controller) {
      const { done, value } = await rest.read();
      size += value?.byteLength ?? 0;
      ended = done;
      if (size > most) controller.error(new Error(`more than ${most} bytes`));
      else if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => rest.cancel(reason),
  });
  const stored = await store.store(counted).catch((error: unknown) => {
    if (size > most) return null;
    throw error;
  });
  if (size > most) return null;
  // The store sees a stream that breaks off as one that ends: only what we counted to its end is a file.
  if (stored === null || !ended || stored.size !== size) throw new Error('the file was not stored whole');
  return stored;
}
