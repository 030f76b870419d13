// Two hundred applicants file in the last minute of the term: nobody is turned away, every receipt is true, and each says
// in time or late as the clock of the house said.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Register } from '#rules/publication';
import { receiptFindings } from '#rules/receipt';
import { readReceipt } from '#rules/receipt.schema';
import { Client, fieldsOf, multipart, newKey } from '../../host/rehearsal/client.ts';
import { fullForm } from '../support/edition.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

const APPLICANTS = 200;
const MINUTE = 60_000;
const kinds = ['form', 'report', 'evidence'];

let house: TestHouse;
let deadline: number;
beforeAll(async () => {
  house = await startHouse();
  deadline = await house.placed('2026-09-01T05:00:00.000Z', ['10']);
});
afterAll(() => house.close());

test('200 applicants with three files each, all in the last sixty seconds', async () => {
  await house.moveClock(deadline - MINUTE);
  const began = performance.now();
  const all = await Promise.all(
    Array.from({ length: APPLICANTS }, async (_, index) => {
      const client = new Client(house.origin);
      const sent = multipart(
        fieldsOf(fullForm({ email: `a${index}@example.kz` })),
        kinds.map((kind) => ({
          field: `files.${kind}`,
          name: `${kind}.pdf`,
          bytes: new TextEncoder().encode(`%PDF-1.7\n% ${kind} ${index}\n${' '.repeat(200_000)}\n%%EOF\n`),
        })),
      );
      const draft = await client.send('/api/drafts', { method: 'POST', ...sent });
      const headers = { authorization: `Bearer ${String(draft.body.token)}`, 'idempotency-key': newKey() };
      const filed = await client.json('/api/applications', {}, headers);
      return { draft: draft.status, filed: filed.status, body: filed.body };
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(`${APPLICANTS} applications in ${seconds.toFixed(1)} s\n`);
  expect(all.filter(({ draft, filed }) => draft !== 201 || filed !== 201)).toEqual([]);

  const register = await (await fetch(`${house.origin}/api/register`)).json<Register>();
  for (const { body } of all) {
    const receipt = readReceipt(JSON.stringify(body.receipt));
    expect(receipt === null ? 'unreadable' : await receiptFindings(receipt, register)).toEqual([]);
    expect(body.late).toBe(Date.parse(String(body.receivedAt)) >= deadline);
    expect((body.files as unknown[]).length).toBe(kinds.length);
  }
  expect(all.filter(({ body }) => body.late === true)).toEqual([]);
  expect(new Set(all.map(({ body }) => body.reference)).size).toBe(APPLICANTS);
  const [rows] = await house.query<{ n: number }>('SELECT count(*) AS n FROM applications WHERE late = 0');
  expect(rows?.n).toBe(APPLICANTS);
}, 600_000);
