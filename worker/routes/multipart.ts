// Reads a form with files as it arrives: fields into a map, each file handed on as a stream, one after the other, so
// that a video never lies in memory.

import { Readable } from 'node:stream';
import busboy from 'busboy';

type OnFile = (part: Part, fields: Map<string, string>) => Promise<void>;
export type Part = { field: string; name: string; body: ReadableStream<Uint8Array> };

const MOST_FIELDS = 200;
const MOST_FILES = 100;
const FIELD_BYTES = 256 * 1024;
const HELD_BYTES = 256 * 1024;
// What is shorter than this is read at once by the platform, at a third of the cost; the rest streams.
const SMALL_BYTES = 2 * 2 ** 20;

/**
 * Calls `onFile` for each file, in order; fields that stand before a file are already in the map. Null where the
 * body is no form or ends before its end; what `onFile` threw is thrown.
 */
export async function readMultipart(request: Request, onFile: OnFile): Promise<Map<string, string> | null> {
  const length = Number(request.headers.get('content-length') ?? Infinity);
  return length <= SMALL_BYTES ? readAtOnce(request, onFile) : readStreaming(request, onFile);
}

async function readAtOnce(request: Request, onFile: OnFile): Promise<Map<string, string> | null> {
  const fields = new Map<string, string>();
  let form: FormData;
  try {
    form = await request.formData();
  } catch {
    return null;
  }
  const work: Promise<void>[] = [];
  for (const [field, value] of form) {
    if (typeof value === 'string') fields.set(field, value);
    else if (value.name !== '') work.push(onFile({ field, name: value.name, body: value.stream() }, fields));
  }
  const results = await Promise.allSettled(work);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return fields;
}

async function readStreaming(request: Request, onFile: OnFile): Promise<Map<string, string> | null> {
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
      work.push(
        onFile({ field, name: filename, body }, fields)
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
