// Reads an extract of the journal strictly: its own bytes are canonical, a member more or less makes it none.

import * as z from 'zod/mini';
import { canonical } from './canonical.ts';
import type { Extract } from './extract.ts';

const hex = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const day = z.iso.date();
const schema = z.strictObject({
  format: z.literal('uzdik-extract/1'),
  contest: z.string(),
  mode: z.enum(['real', 'demo', 'rehearsal']),
  taken: z.strictObject({
    at: z.string(),
    by: z.string(),
    commission: z.string(),
    application: z.nullable(z.string()),
    from: day,
    to: day,
  }),
  entries: z.array(
    z.strictObject({
      stream: z.string(),
      seq: z.int(),
      at: z.int(),
      actor: z.string(),
      act: z.string(),
      body: z.nullable(z.string()),
      previous: hex,
      hash: hex,
    }),
  ),
  entriesSha256: hex,
  key: hex,
  publicKey: z.string(),
  signature: z.string(),
});

/** The extract in `text`, or null where it is none. */
export function readExtract(text: string): Extract | null {
  try {
    const value: unknown = JSON.parse(text);
    const parsed = schema.safeParse(value);
    return parsed.success && canonical(value) === text.replace(/\n$/, '') ? parsed.data : null;
  } catch {
    return null;
  }
}
