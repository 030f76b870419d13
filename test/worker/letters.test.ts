// Letters as they leave over a real mail server: text and HTML, one a decision, their state at the desk, sent again under
// the same Message-ID; reminders before the last day.

import { Miniflare } from 'miniflare';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { migrate } from '../../host/migrations.ts';
import { bundleModules } from '../../host/serve.ts';
import { workerBundle } from '../../host/worker-bundle.ts';
import { fullForm } from '../support/edition.ts';
import { openMailbox } from '../support/mail.ts';
import type { Mail, Mailbox } from '../support/mail.ts';
import { mainOf } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let mailbox: Mailbox;
let deadline: number;
const OPEN = '2026-09-10T05:00:00.000Z';

beforeAll(async () => {
  mailbox = await openMailbox();
  house = await startHouse({ smtp: mailbox.address, mode: 'rehearsal' });
  deadline = await house.placed('2026-09-01T05:00:00.000Z', ['10']);
});
afterAll(async () => {
  await house.close();
  await mailbox.close();
});

async function begun(
  email: string,
  changes = {},
): Promise<{ client: Client; bearer: Record<string, string> }> {
  const client = new Client(house.origin);
  const { body } = await client.json('/api/drafts', { form: fullForm({ email, ...changes }) });
  return { client, bearer: { authorization: `Bearer ${String(body.token)}` } };
}
async function filed(email: string, changes = {}): Promise<string> {
  const { client, bearer } = await begun(email, changes);
  const { body } = await client.json('/api/applications', {}, { ...bearer, 'idempotency-key': newKey() });
  return String(body.application);
}
const to = (email: string): Mail[] => mailbox.received.filter((mail) => mail.to === email);
const idOf = ({ body }: Mail): string => /^Message-ID: (<.+>)/im.exec(body)?.[1] ?? '';

describe('a letter', () => {
  it('says the same as text and as HTML, in the language of its reader, and nothing typed is markup', async () => {
    await house.moveClock(OPEN);
    await filed('ru@example.kz', { letterLanguage: 'ru' });
    await filed('kk@example.kz', { letterLanguage: 'kk' });
    await house.tick();
    const [mail] = to('ru@example.kz');
    expect(mail?.body).toContain('Subject: =?UTF-8?Q?Заявка_принята:_UZ26-');
    expect(mail?.body).toContain('Content-Type: text/plain');
    expect(mail?.body).toContain('Content-Type: text/html');
    expect(mail?.body).toContain('Время приёма: 10 сентября 2026 года, 10:00 (UTC+5)\n');
    expect(mail?.body).toContain('Время приёма: 10 сентября 2026 года, 10:00 (UTC+5)<br>');
    expect(mail?.body).toContain('<html lang="ru">');
    expect(mail?.body).toContain(`<a href="${house.origin}/ru/">`);
    expect(mail?.body).toContain('Это не настоящий конкурс');
    expect(to('kk@example.kz')[0]?.body).toContain('<html lang="kk">');
    // Who holds no application is told of none.
    const [office] = to('chair-10@example.kz');
    expect([mail?.body.includes('личной ссылке'), office?.body.includes('жеке сілтемеңіз')]).toEqual([
      true,
      false,
    ]);
    await house.tick();
    expect(to('ru@example.kz').length).toBe(1);
  });

  it('that nobody takes shows its error at the desk, is tried again, and keeps its Message-ID', async () => {
    const application = await filed('refused@example.kz');
    mailbox.refuse = 'refused@example.kz';
    await house.tick();
    const secretary = await house.as('secretary-10@example.kz');
    const page = async (): Promise<string> =>
      mainOf(String((await secretary.send(`/desk/ru/10/applications/${application}/`)).body.text)).replace(
        /<[^>]+>/g,
        ' ',
      );
    expect(await page()).toMatch(/Не отправлено \(попыток: 1\): .*550/);
    const agency = String((await house.agency.send('/desk/ru/agency/letters/')).body.text);
    expect(agency).toContain('refused@example.kz');
    mailbox.refuse = '';
    await house.tick();
    expect(to('refused@example.kz')).toEqual([]);
    await house.moveClock('2026-09-10T05:05:00.000Z');
    await house.tick();
    expect(await page()).toContain('Отправлено: 10 сентября 2026 года, 10:05 (UTC+5)');
    const resend = { letter: `filed:${application}` };
    expect((await secretary.json('/api/desk/10/resend-letter', resend)).status).toBe(200);
    await house.tick();
    const [first, second] = to('refused@example.kz');
    expect([idOf(first as Mail) !== '', idOf(second as Mail)]).toEqual([true, idOf(first as Mail)]);
  });

  it('of another commission, or with a link that opens a door, is not sent again', async () => {
    const secretary = await house.as('secretary-10@example.kz');
    const elsewhere = await filed('elsewhere@example.kz', { region: '11' });
    const refused = await secretary.json('/api/desk/10/resend-letter', { letter: `filed:${elsewhere}` });
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      409,
      expect.stringContaining('LETTER_UNKNOWN'),
    ]);
    const { client, bearer } = await begun('link@example.kz');
    const { body } = await client.send('/api/drafts/link', {
      method: 'POST',
      headers: { ...bearer, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ to: 'link@example.kz', key: newKey(), language: 'kk' }).toString(),
    });
    expect(body).toBeDefined();
    await house.tick();
    expect(to('link@example.kz')[0]?.body).toContain('/kk/return/#');
    const [row] = await house.query<{ key: string; vals: string }>(
      "SELECT key, vals FROM outbox WHERE recipient = 'link@example.kz'",
    );
    expect(row?.vals).toBe('{}');
    const again = await house.agency.json('/api/desk/agency/resend-letter', { letter: row?.key });
    expect(JSON.stringify(again.body)).toContain('LETTER_SECRET');
  });
});

describe('reminders before the last day', () => {
  const HOUR = 3_600_000;
  const LAST = Date.parse('2026-09-15T00:00:00+05:00');
  test.each([
    ['three days before, at nine', LAST - 72 * HOUR + 9 * HOUR, 0],
    ['three days before, at ten', LAST - 72 * HOUR + 10 * HOUR, 1],
    ['an hour later', LAST - 72 * HOUR + 11 * HOUR, 1],
    ['one day before, at nine', LAST - 24 * HOUR + 9 * HOUR, 1],
    ['one day before, at ten', LAST - 24 * HOUR + 10 * HOUR, 2],
    ['when the term is over', LAST + 24 * HOUR, 2],
  ])('%s', async (name, at, count) => {
    if (name === 'three days before, at nine') {
      await house.moveClock(OPEN);
      await begun('open@example.kz', { letterLanguage: 'en' });
      await filed('done@example.kz');
    }
    await house.moveClock(at, true);
    await house.tick();
    const reminders = to('open@example.kz');
    expect(reminders.length).toBe(count);
    if (count > 0) expect(reminders[0]?.body).toContain('Deadline: 15 September 2026, 23:59 (UTC+5).');
    expect(to('done@example.kz').length).toBe(1);
    expect(deadline).toBe(LAST + 24 * HOUR);
  });

  it('who begins after the third day before gets only the last one; after an outage nobody gets two', async () => {
    await house.moveClock(LAST - 30 * HOUR);
    await begun('late@example.kz');
    await house.tick();
    expect(to('late@example.kz').length).toBe(0);
    await house.moveClock(LAST - 5 * HOUR);
    await house.tick();
    expect(to('late@example.kz').length).toBe(1);
  });
});

describe('on Cloudflare', () => {
  it('letters leave by its e-mail service, which says what it does not take', async () => {
    const modulesRoot = await workerBundle();
    const cloud = new Miniflare({
      modulesRoot,
      modules: bundleModules(modulesRoot),
      compatibilityDate: '2026-08-06',
      compatibilityFlags: ['nodejs_compat'],
      cf: false,
      d1Databases: { DB: 'uzdik' },
      email: { send_email: [{ name: 'EMAIL', allowed_destination_addresses: ['good@example.kz'] }] },
      bindings: { ORIGIN: 'https://uzdik.example', MODE: 'real', SECRET: 'x', MAIL_FROM: 'uzdik@example.kz' },
    });
    try {
      const db = await cloud.getD1Database('DB');
      await migrate(db);
      for (const name of ['good', 'bad']) {
        await db
          .prepare(
            `INSERT INTO outbox (key, recipient, language, template, vals, created_at, due_at)
             VALUES (?1, ?1 || '@example.kz', 'kk', 'admitted', '{"reference":"UZ26"}', 0, 0)`,
          )
          .bind(name)
          .run();
      }
      // There is no site here to ask for its revision: that does not hold letters back.
      await (await cloud.getWorker()).scheduled({ cron: '* * * * *' });
      const { results } = await db
        .prepare(
          'SELECT key, sent_at IS NOT NULL AS sent, error IS NOT NULL AS failed FROM outbox ORDER BY key',
        )
        .all();
      expect(results).toEqual([
        { key: 'bad', sent: 0, failed: 1 },
        { key: 'good', sent: 1, failed: 0 },
      ]);
    } finally {
      await cloud.dispose();
    }
  });
});
