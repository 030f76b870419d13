// The applicants of a measurement, in a process of their own: each sends a form with three files of 200 KB and waits
// for the answer that it is kept. Prints one JSON line.

import { Client, fieldsOf, multipart, newKey, newToken } from '../../../host/rehearsal/client.ts';
import { fullForm } from '../../support/edition.ts';

const FILE_BYTES = 200_000;
const [kind = '', origin = '', atOnce = '1', count = '1', same = 'false'] = process.argv.slice(2);
const filler = Buffer.alloc(FILE_BYTES, ' ');
const form = fieldsOf(fullForm({ region: '10' }));

/** A small PDF, one that nobody else sends unless the same are wanted. */
function pdf(name: string): Buffer {
  const bytes = Buffer.from(filler);
  bytes.write(`%PDF-1.7\n% ${name} ${same === 'true' ? '' : newKey()}\n`);
  bytes.write('\n%%EOF\n', FILE_BYTES - 7);
  return bytes;
}

async function file(): Promise<number> {
  const client = new Client(origin);
  const files = ['form', 'report', 'evidence'].map((slot) => ({
    field: `files.${slot}`,
    name: `${slot}.pdf`,
    bytes: pdf(slot),
  }));
  const sent = multipart(form, files);
  const began = performance.now();
  if (kind !== 'draft') {
    const headers = { authorization: `Bearer ${newToken()}`, 'idempotency-key': newKey(), ...sent.headers };
    const path = kind === 'uzdik' ? '/api/applications/whole' : '/';
    const { status, body } = await client.send(path, { method: 'POST', body: sent.body, headers });
    if (status !== 201) throw new Error(`${kind} answered ${status}: ${JSON.stringify(body).slice(0, 300)}`);
  } else {
    const draft = await client.send('/api/drafts', { method: 'POST', ...sent });
    const headers = { authorization: `Bearer ${String(draft.body.token)}`, 'idempotency-key': newKey() };
    const { status, body } = await client.json('/api/applications', {}, headers);
    if (status !== 201) throw new Error(`filing answered ${status}: ${JSON.stringify(body).slice(0, 300)}`);
  }
  return performance.now() - began;
}

let left = Number(count);
const times: number[] = [];
const line = async (): Promise<void> => {
  while (left > 0) {
    left -= 1;
    times.push(await file());
  }
};
const began = performance.now();
await Promise.all(Array.from({ length: Number(atOnce) }, line));
const seconds = (performance.now() - began) / 1000;
process.stdout.write(`${JSON.stringify({ seconds, times })}\n`);
process.exit(0);
