// Reads a form with files as it arrives: fields into a map, each file handed on as a stream, one after the other, so
// that a video never lies in memory.

import { Readable } from 'node:stream';
import busboy from 'busboy';

export type Part = { field: string; name: string; body: ReadableStream<Uint8Array> };

const MOST_FIELDS = 200;
const FIELD_BYTES = 256 * 1024;

/** Calls `onFile` for each file, in order; fields that stand before a file are already in the map. */
export async function readMultipart(
  request: Request,
  onFile: (part: Part, fields: Map<string, string>) => Promise<void>,
): Promise<Map<string, string>> {
  const fields = new Map<string, string>();
  if (request.body === null) return fields;
  const parser = busboy({
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    defParamCharset: 'utf8',
    limits: { fields: MOST_FIELDS, fieldSize: FIELD_BYTES, files: MOST_FIELDS },
  });
  const work: Promise<void>[] = [];
  await new Promise<void>((resolve, reject) => {
    parser.on('field', (name, value) => fields.set(name, value));
    parser.on('file', (field, stream, { filename }) => {
      // A browser sends an empty nameless file for a field left alone.
      if (filename === undefined || filename === '') {
        stream.resume();
        return;
      }
      const body = Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>;
      work.push(
        onFile({ field, name: filename, body }, fields).catch((error: unknown) => {
          stream.resume();
          throw error;
        }),
      );
    });
    parser.on('close', resolve);
    parser.on('error', reject);
    Readable.fromWeb(request.body as unknown as import('node:stream/web').ReadableStream).pipe(parser);
  });
  await Promise.all(work);
  return fields;
}
