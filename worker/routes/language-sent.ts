// The language of a request that is refused before its form is read: its page names it in a field of the form.

import type { Context } from 'hono';
import type { Language } from '#rules/application';
import type { Bindings } from '../env.ts';
import { languageOf } from './draft-access.ts';

// A form says it in its first fields.
const HEAD_BYTES = 64 * 1024;
const FIELD = /(?:^|&)language=(kk|ru|en)\b|name="language"\r\n\r\n(kk|ru|en)\r\n/;

/**
 * Reads the body to its end, because an answer that comes before is lost on the way, and finds the language in the
 * address, in the form, or in what the browser prefers.
 */
export async function languageSent(c: Context<Bindings>): Promise<Language> {
  const decoder = new TextDecoder('latin1');
  let head = '';
  for await (const chunk of c.req.raw.body ?? [])
    if (head.length < HEAD_BYTES) head += decoder.decode(chunk.subarray(0, HEAD_BYTES));
  const [, plain, part] = FIELD.exec(head) ?? [];
  return languageOf(
    c.req.query('language') ?? plain ?? part ?? c.req.header('accept-language')?.slice(0, 2),
    'kk',
  );
}
