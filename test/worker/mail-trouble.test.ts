// The mail server fails in the middle of a letter: the letter leaves once more under the same Message-ID, and twice only
// where the server had taken it and could not say so (RFC 5321 §4.5.3.2.6); the others leave meanwhile.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { fullForm } from '../support/edition.ts';
import { openMailbox } from '../support/mail.ts';
import type { Mailbox, Trouble } from '../support/mail.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

const MINUTE = 60_000;
const OPEN = Date.parse('2026-09-10T05:00:00.000Z');

let house: TestHouse;
let mailbox: Mailbox;
let now = OPEN;
beforeAll(async () => {
  mailbox = await openMailbox();
  house = await startHouse({ smtp: mailbox.address, mode: 'rehearsal' });
  await house.placed('2026-09-01T05:00:00.000Z', ['10']);
  await house.tick();
});
afterAll(async () => {
  await house.close();
  await mailbox.close();
});

async function filed(email: string): Promise<void> {
  const client = new Client(house.origin);
  const { body } = await client.json('/api/drafts', { form: fullForm({ email }) });
  const headers = { authorization: `Bearer ${String(body.token)}`, 'idempotency-key': newKey() };
  expect((await client.json('/api/applications', {}, headers)).status).toBe(201);
}
const ids = (email: string): string[] =>
  mailbox.received
    .filter(({ to }) => to === email)
    .map(({ body }) => /^Message-ID: (<.+>)/im.exec(body)?.[1] ?? '');
const outbox = async (email: string): Promise<{ sent: boolean; tries: number; error: string | null }> => {
  const [row] = await house.query<{ sent: number; tries: number; error: string | null }>(
    "SELECT sent_at IS NOT NULL AS sent, tries, error FROM outbox WHERE recipient = ? AND template = 'filed'",
    email,
  );
  return { sent: row?.sent === 1, tries: row?.tries ?? 0, error: row?.error ?? null };
};

it.each<[Trouble, taken: number, error: RegExp]>([
  ['ends in the text', 0, /connection|line|closed|ended/i],
  ['ends before the answer', 1, /connection|line|closed|ended/i],
  ['resets before the answer', 1, /connection|line|closed|ended|reset|lost/i],
  [451, 0, /451/],
  [554, 0, /554/],
])('%s', async (how, taken, error) => {
  now += 60 * MINUTE;
  await house.moveClock(now);
  const name = String(how).replaceAll(' ', '-');
  const [struck, spared] = [`${name}@example.kz`, `beside-${name}@example.kz`];
  mailbox.trouble = { to: struck, how };
  await filed(struck);
  await filed(spared);
  await house.tick();
  expect([ids(struck).length, ids(spared).length]).toEqual([taken, 1]);
  const kept = await outbox(struck);
  expect([kept.sent, kept.tries]).toEqual([false, 1]);
  expect(kept.error).toMatch(error);
  mailbox.trouble = null;
  // Not before its time.
  await house.tick();
  expect(ids(struck).length).toBe(taken);
  await house.moveClock((now += 5 * MINUTE));
  await house.tick();
  expect(await outbox(struck)).toEqual({ sent: true, tries: 2, error: null });
  expect([ids(struck).length, new Set(ids(struck)).size, ids(struck)[0] !== '']).toEqual([
    taken + 1,
    1,
    true,
  ]);
  await house.moveClock((now += 60 * MINUTE));
  await house.tick();
  expect([ids(struck).length, ids(spared).length]).toEqual([taken + 1, 1]);
});
