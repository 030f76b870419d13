// Reads a form with files: a small one at once, a long one as it arrives, each file handed on as a stream, one after
// the other, so that a video never lies in memory.

import { Readable } from 'node:stream';
import { getMultipartBoundary, parseMultipart } from '@remix-run/multipart-parser';
import busboy from 'busboy';
import type { Body } from '../acts/receive-file.ts';

export type Part = {
  field: string;
  name: string;
  body: Body;
  /** The fields that stand before the file. */
  before: ReadonlyMap<string, string>;
};
/** Called with all files of a small form at once, with each file of a long one as it comes. */
export type OnFiles = (parts: Part[]) => Promise<void>;

const MOST_FIELDS = 200;
const MOST_FILES = 100;
const MOST_PARTS = MOST_FIELDS + MOST_FILES;
const FIELD_BYTES = 256 * 1024;
const HELD_BYTES = 256 * 1024;
// What is shorter than this is read at once, at a third of the cost; the rest streams.
const SMALL_BYTES = 2 * 2 ** 20;

export const isMultipart = (request: Request): boolean =>
  (request.headers.get('content-type') ?? '').startsWith('multipart/form-data');

/** The fields; null where the body is no form or ends before its end. What `onFiles` threw is thrown. */
export async function readMultipart(request: Request, onFiles: OnFiles): Promise<Map<string, string> | null> {
  const length = Number(request.headers.get('content-length') ?? Infinity);
  return length <= SMALL_BYTES ? readAtOnce(request, onFiles) : readStreaming(request, onFiles);
}

async function readAtOnce(request: Request, onFiles: OnFiles): Promise<Map<string, string> | null> {
  const fields = new Map<string, string>();
  const boundary = getMultipartBoundary(request.headers.get('content-type') ?? '');
  const whole = new Uint8Array(await request.arrayBuffer());
  if (boundary === null) return null;
  const parts: Part[] = [];
  try {
    for (const part of parseMultipart(whole, { boundary, maxFileSize: SMALL_BYTES, maxParts: MOST_PARTS })) {
      const { name: field, filename: name } = part;
      // A browser sends an empty nameless file for a field left alone.
      if (field === undefined || name === '') continue;
      const bytes = (part.content[0] ?? new Uint8Array()) as Uint8Array<ArrayBuffer>;
      if (name === undefined) fields.set(field, new TextDecoder().decode(bytes));
      else parts.push({ field, name, body: { bytes }, before: new Map(fields) });
    }
  } catch {
    return null;
  }
  if (parts.length > 0) await onFiles(parts);
  // The memory is given back now: the collector would let a gigabyte of read bodies lie.
  whole.buffer.transfer(0);
  return fields;
}

async function readStreaming(request: Request, onFiles: OnFiles): Promise<Map<string, string> | null> {
  const fields = new Map<string, string>();
  const parser = parserFor(request);
  if (request.body === null || parser === null) return null;
  const work: Promise<void>[] = [];
  let failure: Error | undefined;
  const whole = await new Promise<boolean>((resolve) => {
    parser.on('field', (name, value) => fields.set(name, value));
    parser.on('file', (field, stream, { filename }) => {
      // A browser sends an empty nameless file for a field left alone.
      if (filename === undefined || filename === '') {
        stream.resume();
        return;
      }
      const { body, drain } = streamOf(stream);
      const part = { field, name: filename, body: { stream: body, length: null }, before: new Map(fields) };
      work.push(
        onFiles([part])
          .catch((error: unknown) => {
            failure ??= error instanceof Error ? error : new Error(String(error));
          })
          .finally(drain),
      );
    });
    parser.on('close', () => resolve(true));
    parser.on('error', () => resolve(false));
    const source = Readable.fromWeb(request.body as unknown as import('node:stream/web').ReadableStream);
    source.on('error', () => resolve(false));
    source.pipe(parser);
  });
  await Promise.all(work);
  if (!whole) return null;
  if (failure !== undefined) throw failure;
  return fields;
}

/** Null where the content type names no boundary. */
function parserFor(request: Request): busboy.Busboy | null {
  try {
    return busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      defParamCharset: 'utf8',
      limits: { fields: MOST_FIELDS, fieldSize: FIELD_BYTES, files: MOST_FILES },
    });
  } catch {
    return null;
  }
}

/** The parser waits for ever on a part that is destroyed, so a part nobody reads any more is read to its end. */
function streamOf(part: Readable): { body: ReadableStream<Uint8Array>; drain: () => void } {
  let open = true;
  const drain = (): void => {
    open = false;
    part.resume();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        part.on('data', (chunk: Uint8Array) => {
          if (!open) return;
          controller.enqueue(chunk);
          if ((controller.desiredSize ?? 0) <= 0) part.pause();
        });
        part.on('end', () => {
          if (open) controller.close();
          open = false;
        });
        part.on('error', (error) => {
          if (open) controller.error(error);
          open = false;
        });
        part.pause();
      },
      pull: () => void part.resume(),
      cancel: drain,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: HELD_BYTES }),
  );
  return { body, drain };
}
