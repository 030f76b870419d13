// What was sent to a draft: JSON of a script, or a form of the page with or without files.

import type { ApplicationForm } from '#rules/application';
import { formSchema } from '#rules/application.schema';
import { formInput } from './form-input.ts';
import { isMultipart, readMultipart } from './multipart.ts';
import type { OnFiles } from './multipart.ts';

// Six reports of the longest kind, as a browser encodes Cyrillic; with room below the 2 MB of a row.
const MOST_BYTES = 900_000;
// A handful of lines.
const PLAIN_BYTES = 20_000;

export type Sent = { fields: Record<string, unknown>; form: ApplicationForm };

/** The form and the fields beside it; null where the body is too long or is not what its content type says. */
export async function sentForm(request: Request, onFiles: OnFiles): Promise<Sent | null> {
  const type = request.headers.get('content-type') ?? '';
  if (isMultipart(request)) {
    const read = await readMultipart(request, onFiles);
    const length = [...(read?.values() ?? [])].reduce((sum, value) => sum + value.length, 0);
    return read === null || length > MOST_BYTES ? null : parsed(formInput(read));
  }
  const text = await limitedText(request, MOST_BYTES);
  if (text === null) return null;
  if (!type.startsWith('application/json')) return parsed(formInput(new URLSearchParams(text)));
  const json = objectOf(text);
  return json === null ? null : parsed(json, json.form ?? {});
}

/** The fields of a small form of a page; none where it is none. */
export async function plainFields(request: Request): Promise<Record<string, string>> {
  const read = isMultipart(request)
    ? await readMultipart(request, () => Promise.resolve())
    : new URLSearchParams((await limitedText(request, PLAIN_BYTES)) ?? '');
  return Object.fromEntries(read ?? []);
}

/** The body as text; null where it is longer than `most` bytes. It is read to its end: an answer that comes before
 * the end of a request is lost on the way. */
export async function limitedText(request: Request, most: number): Promise<string | null> {
  if (request.body === null) return '';
  if (Number(request.headers.get('content-length') ?? Infinity) <= most) return request.text();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size <= most) text += decoder.decode(chunk, { stream: true });
  }
  return size > most ? null : text + decoder.decode();
}

/** The JSON of a script; null where it is none. */
export async function jsonOf(request: Request): Promise<unknown> {
  const text = await request.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text === '' ? '{}' : text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function parsed(fields: Record<string, unknown>, form: unknown = fields): Sent | null {
  const read = formSchema.safeParse(form);
  return read.success ? { fields, form: tidied(read.data) } : null;
}

/** Line ends of one kind, no control characters, no blanks around what stands on one line, no empty rows of people. */
function tidied(form: ApplicationForm): ApplicationForm {
  const text = (value: string): string =>
    value
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
  const line = (value: string): string => text(value).replace(/\n/g, ' ').trim();
  return {
    ...form,
    organisationKk: line(form.organisationKk),
    organisationRu: line(form.organisationRu),
    kind: line(form.kind),
    region: line(form.region),
    services: text(form.services),
    bin: line(form.bin),
    signatoryName: line(form.signatoryName),
    signatoryPosition: line(form.signatoryPosition),
    phone: line(form.phone),
    email: line(form.email),
    representatives: form.representatives
      .map(({ name, position }) => ({ name: line(name), position: line(position) }))
      .filter(({ name, position }) => name !== '' || position !== ''),
    report: form.report.map(text),
    links: text(form.links),
  };
}
