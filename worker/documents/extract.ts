// The extract of the journal as a file, written while it is read: canonical JSON, its entries hashed on the way, the
// signature after them.

import { createHash } from 'node:crypto';
import { canonical } from '#rules/canonical';
import { addDays, startOfDay } from '#rules/days';
import { namesPeople, signExtract } from '#rules/extract';
import type { ExtractHead, JournalEntry } from '#rules/extract';
import { entriesOf } from '../db/extracts.ts';
import type { TakenExtract } from '../db/extracts.ts';
import type { Env } from '../env.ts';
import { registerKeys } from '../register.ts';

/** The same extract is the same file whenever it is read. */
export function extractFile(env: Env, contest: string, taken: TakenExtract): ReadableStream<Uint8Array> {
  const chunks = written(env, contest, taken);
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
  });
}

/** Members in the order of their names, which is what makes the text canonical. */
async function* written(env: Env, contest: string, taken: TakenExtract): AsyncGenerator<string> {
  const { at, by, commission, application, reference, from, to } = taken;
  const { privateKey, publicKey, fingerprint } = await registerKeys(env);
  const digest = createHash('sha256');
  const hashed = (text: string): string => {
    digest.update(text);
    return text;
  };
  // Nothing after it was taken belongs to it.
  const end = Math.min(startOfDay(addDays(to, 1)), at + 1);
  yield `{"contest":${canonical(contest)},"entries":`;
  yield hashed('[');
  let comma = '';
  for await (const entry of entriesOf(env.DB, { commission, application, from: startOfDay(from), end })) {
    yield hashed(comma + canonical(shown(entry)));
    comma = ',';
  }
  yield hashed(']');
  const rest: Omit<ExtractHead, 'contest'> = {
    format: 'uzdik-extract/1',
    mode: env.MODE,
    taken: { at: new Date(at).toISOString(), by, commission, application: reference, from, to },
    entriesSha256: digest.digest('hex'),
    key: fingerprint,
    publicKey,
  };
  const signature = await signExtract({ contest, ...rest }, privateKey);
  yield `,${canonical({ ...rest, signature }).slice(1)}\n`;
}

const shown = (entry: JournalEntry): JournalEntry =>
  entry.body !== null && namesPeople(JSON.parse(entry.body)) ? { ...entry, body: null } : entry;
