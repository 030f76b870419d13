// Reads what the code of a diploma says strictly: a member more or less makes it none.

import * as z from 'zod/mini';
import type { Diploma } from './diploma.ts';

const schema = z.strictObject({
  date: z.iso.date(),
  head: z.string().check(z.regex(/^[1-9]\d{0,8}:[0-9a-f]{64}$/)),
  kk: z.string(),
  mode: z.enum(['real', 'demo', 'rehearsal']),
  number: z.string().check(z.regex(/^\d{4}-[1-9]\d{0,2}$/)),
  ru: z.string(),
});

/** The diploma in `json`, or null where it is none; throws on what is no JSON. */
export function readDiploma(json: string): Diploma | null {
  const parsed = schema.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : null;
}
