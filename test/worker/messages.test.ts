// Messages between the secretary and an applicant: for these two alone, told by a letter without their words, erased with
// the application.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, multipart, newKey } from '../../host/rehearsal/client.ts';
import { fullForm } from '../support/edition.ts';
import { mainOf, Reader } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let secretary: Client;
type Own = { client: Client; bearer: Record<string, string>; id: string; draft: string; cookie: string };
const own: Own[] = [];
const PDF = new TextEncoder().encode('%PDF-1.7\n% сұралған құжат\n%%EOF\n');
const SHA = createHash('sha256').update(PDF).digest('hex');

beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10', '11']);
  await house.moveClock('2026-09-10T05:00:00.000Z', true);
  for (const name of ['Бірінші', 'Екінші']) {
    const client = new Client(house.origin);
    const form = fullForm({ organisationKk: `Ұйым ${name}`, email: `${name}@example.kz` });
    const { body } = await client.json('/api/drafts', { form });
    const bearer = { authorization: `Bearer ${String(body.token)}` };
    const filed = await client.json('/api/applications', {}, { ...bearer, 'idempotency-key': newKey() });
    const cookie = `__Host-application=${String(body.token)}`;
    own.push({ client, bearer, id: String(filed.body.application), draft: String(body.draft), cookie });
  }
  secretary = await house.as('secretary-10@example.kz');
});
afterAll(() => house.close());

const one = (): Own => own[0] as Own;
const two = (): Own => own[1] as Own;
const ask = (text: string, who = secretary, application = one().id) =>
  who.json('/api/desk/10/send-message', { application, text });
const answer = ({ client, bearer }: Own, text: string, key = newKey()) =>
  client.send('/api/applications/messages', {
    method: 'POST',
    headers: { ...bearer, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ text, key }).toString(),
  });
const deskPage = async (who = secretary, application = one().id, commission = '10') => {
  const { status, body } = await who.send(`/desk/ru/${commission}/applications/${application}/`);
  return { status, html: mainOf(String(body.text)) };
};
const statusPage = async ({ cookie }: Own): Promise<string> => {
  const reader = new Reader(house.origin);
  reader.cookie = cookie;
  return mainOf((await reader.open('/ru/application/status/')).html);
};
const codes = (body: Record<string, unknown>): string[] =>
  ((body.findings ?? []) as { code: string }[]).map(({ code }) => code);
const letters = () =>
  house.query<{ template: string; recipient: string; vals: string }>(
    "SELECT template, recipient, vals FROM outbox WHERE template LIKE 'message%' ORDER BY rowid",
  );

describe('a message of the secretary', () => {
  it('reaches the page of its applicant, and a letter that does not say it', async () => {
    expect((await ask('Жарғыны жіберіңізші')).body).toEqual({ number: 1 });
    const [letter] = await letters();
    expect(letter).toMatchObject({ template: 'message', recipient: 'Бірінші@example.kz' });
    expect(letter?.vals).not.toContain('Жарғы');
    const page = await statusPage(one());
    expect(page).toContain('Жарғыны жіберіңізші');
    expect(page).toContain('Новых: 1');
    expect(await statusPage(one())).not.toContain('Новых: 1');
    expect(await statusPage(two())).not.toContain('Жарғыны');
  });

  it('shows the secretary when it was read', async () => {
    expect((await deskPage()).html).toContain('Ваше последнее сообщение прочитано');
  });

  it('is refused when empty, too long or to an application of another commission', async () => {
    expect(codes((await ask('  ')).body)).toEqual(['MESSAGE_EMPTY']);
    expect((await ask('ж'.repeat(10_000))).status).toBe(200);
    expect(codes((await ask('ж'.repeat(10_001))).body)).toEqual(['TOO_LONG']);
    const elsewhere = await house.as('secretary-11@example.kz');
    expect((await ask('x', elsewhere)).status).toBe(404);
    const stranger = await elsewhere.json('/api/desk/11/send-message', { application: one().id, text: 'x' });
    expect(codes(stranger.body)).toEqual(['APPLICATION_UNKNOWN']);
  });

  it('takes no file by its hash: only what came with the request is attached', async () => {
    const files = [{ name: 'x.pdf', size: 1, sha256: SHA, type: 'pdf' }];
    const input = { application: one().id, text: 'x', files, attached: files };
    expect((await secretary.json('/api/desk/10/send-message', input)).status).toBe(200);
    expect(await house.query('SELECT * FROM message_files')).toEqual([]);
  });
});

describe('an answer of the applicant', () => {
  let file = '';

  it('brings a file, is new for the secretary until the page is opened, and sends one letter for many', async () => {
    const form = multipart(
      [
        ['key', newKey()],
        ['text', 'Міне, жарғы'],
      ],
      [{ field: 'files', name: 'жарғы.pdf', bytes: PDF }],
    );
    const { client, bearer } = one();
    const headers = { ...form.headers, ...bearer };
    const sent = await client.send('/api/applications/messages', { method: 'POST', ...form, headers });
    expect([sent.status, sent.body]).toEqual([201, { findings: [] }]);
    expect((await answer(one(), 'Тағы бір сөз')).status).toBe(201);
    const told = (await letters()).filter(({ template }) => template === 'message-from-applicant');
    expect(told.map(({ recipient }) => recipient)).toEqual(['secretary-10@example.kz']);
    const { html } = await deskPage();
    expect(html).toContain('Новых: 2');
    file = new RegExp(`/desk/messages/10/${one().id}/([0-9a-f]{32})`).exec(html)?.[1] ?? '';
    expect((await deskPage()).html).not.toContain('Новых: 2');
  });

  it('keeps its file for the two sides of the thread', async () => {
    const path = `/desk/messages/10/${one().id}/${file}`;
    const given = await secretary.fetch(path);
    expect(
      createHash('sha256')
        .update(Buffer.from(await given.arrayBuffer()))
        .digest('hex'),
    ).toBe(SHA);
    expect(given.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
    for (const email of ['member1-10@example.kz', 'chair-10@example.kz', 'secretary-11@example.kz'])
      expect([email, (await (await house.as(email)).send(path)).status]).toEqual([email, 404]);
    expect((await house.agency.send(path)).status).toBe(404);
    expect((await secretary.send(`/desk/messages/10/${two().id}/${file}`)).status).toBe(404);
    const ofOwn = async ({ client, bearer }: Own) =>
      (await client.send(`/api/applications/messages/${file}`, { headers: bearer })).status;
    expect([await ofOwn(one()), await ofOwn(two())]).toEqual([200, 404]);
  });

  it('is seen by no member, not even one who has declared', async () => {
    await house.moveClock('2026-09-16T05:00:00.000Z', true);
    const member = await house.as('member1-10@example.kz');
    await member.json('/api/desk/10/declare', { items: [{ application: one().id, conflict: false }] });
    const { status, html } = await deskPage(member);
    expect([status, html.includes('Міне, жарғы'), html.includes('id="messages"')]).toEqual([
      200,
      false,
      false,
    ]);
    expect((await ask('x', member)).status).toBe(404);
  });

  it('counts once however often it is sent, and the eleventh of an hour waits', async () => {
    const key = newKey();
    const before = await house.query<{ n: number }>('SELECT count(*) AS n FROM messages');
    expect([(await answer(two(), 'Бір', key)).status, (await answer(two(), 'Бір', key)).status]).toEqual([
      201, 201,
    ]);
    expect(codes((await answer(two(), 'Екі', key)).body)).toEqual(['KEY_REUSED']);
    const [after] = await house.query<{ n: number }>('SELECT count(*) AS n FROM messages');
    expect(after?.n).toBe(Number(before[0]?.n) + 1);
    for (let n = 3; n < 10; n += 1) expect((await answer(two(), `${n}`)).status).toBe(201);
    expect((await answer(two(), 'соңғы')).status).toBe(429);
  });

  it('two at once are two messages', async () => {
    await house.moveClock('2026-09-16T08:00:00.000Z', true);
    const sent = await Promise.all([answer(one(), 'А'), answer(one(), 'Б'), ask('В')]);
    expect(sent.map(({ status }) => status).sort()).toEqual([200, 201, 201]);
    const rows = await house.query<{ text: string }>(
      'SELECT text FROM messages WHERE draft = ?',
      one().draft,
    );
    expect(rows.filter(({ text }) => ['А', 'Б', 'В'].includes(text)).length).toBe(3);
  });

  it('is closed for who has no application, and once it is withdrawn', async () => {
    const stranger = new Client(house.origin);
    expect((await answer({ ...one(), client: stranger, bearer: {} }, 'x')).status).toBe(404);
    const { client, bearer } = two();
    await client.json('/api/applications/withdraw', {}, { ...bearer, 'idempotency-key': newKey() });
    await house.moveClock('2026-09-16T12:00:00.000Z', true);
    expect(codes((await answer(two(), 'x')).body)).toEqual(['MESSAGES_CLOSED']);
    expect(codes((await ask('x', secretary, two().id)).body)).toEqual(['MESSAGES_CLOSED']);
    expect(await statusPage(two())).toContain('Переписка закрыта');
  });
});

describe('the words of a thread', () => {
  it('are nowhere in the journal, and are not changed', async () => {
    const journal = JSON.stringify(await house.query('SELECT body FROM journal'));
    expect(journal).not.toMatch(/Жарғы|жарғы|Тағы бір сөз/);
    await expect(house.query("UPDATE messages SET text = ''")).rejects.toThrow('APPEND ONLY');
    const again = 'INSERT OR REPLACE INTO messages SELECT * FROM messages WHERE number = 1';
    await expect(house.query(again)).rejects.toThrow('TAKEN');
  });

  it('are among the data that are taken along, and go with the application, file and all', async () => {
    const { client, bearer, draft } = one();
    const { body } = await client.send('/api/applications/my-data.json', { headers: bearer });
    expect(JSON.stringify(body.messages)).toContain('Міне, жарғы');
    expect(JSON.stringify(body.messages)).toContain('жарғы.pdf');
    expect(existsSync(join(house.dataDir, 'files', SHA))).toBe(true);
    await client.send('/api/applications/forget', {
      method: 'POST',
      headers: { ...bearer, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'sure=1',
    });
    expect(await house.query('SELECT * FROM messages WHERE draft = ?', draft)).toEqual([]);
    expect(await house.query('SELECT * FROM message_files')).toEqual([]);
    expect(await house.query('SELECT * FROM message_reads WHERE draft = ?', draft)).toEqual([]);
    const kept = await house.query('SELECT 1 FROM requests WHERE key LIKE ?', `message:${one().id}:%`);
    expect(kept).toEqual([]);
    expect(existsSync(join(house.dataDir, 'files', SHA))).toBe(false);
  });
});
