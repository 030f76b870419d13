// Reads a receipt strictly: a member more or less makes it none.

import * as z from 'zod/mini';
import type { SignedReceipt } from './receipt.ts';

const hex = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const schema = z.strictObject({
  format: z.literal('uzdik-receipt/1'),
  contest: z.string(),
  mode: z.enum(['real', 'demo', 'rehearsal']),
  reference: z.string(),
  filing: z.string(),
  version: z.int(),
  receivedAt: z.string(),
  late: z.boolean(),
  commission: z.string(),
  organisation: z.strictObject({ kk: z.string(), ru: z.string() }),
  files: z.array(
    z.strictObject({
      kind: z.enum(['form', 'report', 'evidence', 'video', 'project']),
      criterion: z.nullable(z.int()),
      name: z.string(),
      size: z.int(),
      sha256: hex,
    }),
  ),
  manifestSha256: hex,
  register: z.strictObject({ number: z.int(), hash: hex }),
  key: hex,
  signature: z.string(),
});

/** The receipt in `text`, or null where it is none. */
export function readReceipt(text: string): SignedReceipt | null {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
