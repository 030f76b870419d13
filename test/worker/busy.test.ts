// Another process holds the lock on the database's file: for a moment, and nobody notices; for long, and it is said to come
// again, and nothing is lost or done twice.

import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import type { Answer } from '../../host/rehearsal/client.ts';
import { fullForm } from '../support/edition.ts';
import { databaseOf } from '../support/invariants/check.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

const MOMENT_MS = 400;

let house: TestHouse;
let other: DatabaseSync;
beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10']);
  other = new DatabaseSync(databaseOf(house.dataDir), { timeout: 5000 });
});
afterAll(async () => {
  other.close();
  await house.close();
});

/** Sends while the other process holds the lock; it lets go after a moment. */
async function whileHeld(how: string, send: () => Promise<Answer>): Promise<Answer> {
  other.exec(`BEGIN ${how}`);
  setTimeout(() => other.exec('COMMIT'), MOMENT_MS);
  return send();
}
const count = (table: string): number => Number(other.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);

async function begun(): Promise<{ client: Client; headers: Record<string, string> }> {
  const client = new Client(house.origin);
  const { body } = await client.json('/api/drafts', { form: fullForm({}) });
  return { client, headers: { authorization: `Bearer ${String(body.token)}`, 'idempotency-key': newKey() } };
}

it.each(['IMMEDIATE', 'EXCLUSIVE'])(
  'a draft, a filing and an act of the desk wait out BEGIN %s',
  async (how) => {
    const before = [count('drafts'), count('applications'), count('seats')];
    const { client, headers } = await begun();
    const started = await whileHeld(how, () => new Client(house.origin).json('/api/drafts', {}));
    const filed = await whileHeld(how, () => client.json('/api/applications', {}, headers));
    const observer = { as: 'observer', name: 'Бақылаушы', email: `${how}@example.kz`, language: 'kk' };
    const appointed = await whileHeld(how, () => house.agency.json('/api/desk/10/appoint', observer));
    const page = await whileHeld(how, () => house.agency.send('/desk/ru/10/'));
    expect([started, filed, appointed, page].map(({ status }) => status)).toEqual([201, 201, 200, 200]);
    expect([count('drafts'), count('applications'), count('seats')]).toEqual([
      (before[0] ?? 0) + 2,
      (before[1] ?? 0) + 1,
      (before[2] ?? 0) + 1,
    ]);
  },
);

it('a lock that stays is 503 with when to come again; then the same request is done once', async () => {
  const before = count('applications');
  const { client, headers } = await begun();
  other.exec('BEGIN IMMEDIATE');
  const refused = await client.json('/api/applications', {}, headers);
  other.exec('COMMIT');
  expect([refused.status, refused.body, refused.headers['retry-after']]).toEqual([
    503,
    { error: 'UNAVAILABLE' },
    '5',
  ]);
  expect(count('applications')).toBe(before);
  const filed = await client.json('/api/applications', {}, headers);
  const again = await client.json('/api/applications', {}, headers);
  expect([filed.status, again.status, again.body]).toEqual([201, 201, filed.body]);
  expect(count('applications')).toBe(before + 1);
});
