// Letters that a person looks at before they leave: shown as they will be sent, changed without changing the decision,
// released, or gone by themselves before a term ends.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { fullForm } from '../support/edition.ts';
import { openMailbox } from '../support/mail.ts';
import type { Mailbox } from '../support/mail.ts';
import { mainOf } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let mailbox: Mailbox;
let secretary: Client;
const ids: string[] = [];
const CHECK_ENDS = '2026-09-24T19:00:00.000Z';

beforeAll(async () => {
  mailbox = await openMailbox();
  house = await startHouse({ smtp: mailbox.address, mode: 'rehearsal' });
  await house.placed('2026-09-01T05:00:00.000Z', ['10', '11']);
  for (const [index, letterLanguage] of (['kk', 'ru', 'ru'] as const).entries()) {
    const client = new Client(house.origin);
    const form = fullForm({ email: `a${index}@example.kz`, letterLanguage });
    const { body } = await client.json('/api/drafts', { form });
    const headers = { authorization: `Bearer ${String(body.token)}`, 'idempotency-key': newKey() };
    ids.push(String((await client.json('/api/applications', {}, headers)).body.application));
  }
  await house.tick();
  secretary = await house.as('secretary-10@example.kz');
});
afterAll(async () => {
  await house.close();
  await mailbox.close();
});

const path = (key: string, commission = '10'): string =>
  `/desk/ru/${commission}/letters/${encodeURIComponent(key)}/`;
const refusedKey = (index: number): string => `not-admitted:${ids[index] ?? ''}`;
const sentTo = (to: string): string[] =>
  mailbox.received.filter((mail) => mail.to === to).map(({ body }) => body);
const page = async (address: string, who = secretary): Promise<{ status: number; html: string }> => {
  const { status, body } = await who.send(address);
  return { status, html: mainOf(String(body.text)) };
};
const act = (name: string, input: unknown, who = secretary) => who.json(`/api/desk/10/${name}`, input);
const codes = (body: Record<string, unknown>): string[] =>
  ((body.findings ?? []) as { code: string }[]).map(({ code }) => code);

describe('§14 a refusal that somebody wants to see first', () => {
  it('waits, while the decision stands and admissions leave at once', async () => {
    await house.moveClock('2026-09-18T05:00:00.000Z', true);
    const items = ids.map((application, index) => ({
      application,
      admitted: index === 2,
      grounds: index === 2 ? [] : ['INCOMPLETE'],
      reason: index === 2 ? '' : 'Қол қойылмаған',
    }));
    const { version } = (await act('admission-list', { items })).body;
    const chair = await house.as('chair-10@example.kz');
    expect((await act('confirm-admission', { version, hold: true }, chair)).status).toBe(200);
    await house.tick();
    expect(sentTo('a2@example.kz').some((body) => body.includes('допущена к конкурсу'))).toBe(true);
    expect(sentTo('a0@example.kz').length).toBe(1);
    expect(await house.query('SELECT count(*) AS n FROM decisions')).toEqual([{ n: 3 }]);
    const { html } = await page('/desk/ru/10/letters/');
    expect(html.split('Ждёт просмотра').length - 1).toBe(2);
    // Friday: the next working day ends on Monday, before the term of §13 does.
    expect(html).toContain('22 сентября 2026');
  });

  it('is shown as it will be sent, text and HTML, in its own language', async () => {
    const { html } = await page(path(refusedKey(0)));
    expect(html).toContain('Өтініміңіз конкурсқа жіберілмеді (14-тармақ)');
    expect(html).toContain('Қол қойылмаған');
    const mail = await secretary.fetch(`${path(refusedKey(0))}mail.html`);
    expect(await mail.text()).toContain('<html lang="kk">');
    expect(mail.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('is changed in its words and not in what was decided', async () => {
    const letter = refusedKey(0);
    const [row] = await house.query<{ vals: string }>('SELECT vals FROM outbox WHERE key = ?', letter);
    const { reference } = JSON.parse(row?.vals ?? '{}') as { reference: string };
    const edit = (subject: string, body: string) => act('edit-letter', { letter, subject, body });
    const lacking = await edit('Шешім', `Кешіріңіз. ${reference}`);
    expect(codes(lacking.body)).toEqual(['LETTER_LACKS', 'LETTER_LACKS']);
    const body = `Құрметті әріптестер!\nӨтінім жіберілмеді: Құжаттар толық емес (14-тармақ). Қол қойылмаған.\n${reference}`;
    const ground = /Негізі: (.*?)\. Қол/.exec((await page(path(letter))).html)?.[1] ?? '';
    const whole = body.replace('Құжаттар толық емес (14-тармақ)', ground);
    expect(codes((await edit(`${reference}: шешім`, whole)).body)).toEqual([]);
    expect((await page(path(letter))).html).toContain('Құрметті әріптестер!');
    const journal = JSON.stringify(await house.query("SELECT body FROM journal WHERE act = 'edit-letter'"));
    expect(journal).toContain('commitment');
    expect(journal).not.toContain('Құрметті');
    await expect(house.query("UPDATE letter_texts SET body = ''")).rejects.toThrow('APPEND ONLY');
    await house.tick();
    expect(sentTo('a0@example.kz').length).toBe(1);
    expect((await act('release-letter', { letter })).status).toBe(200);
    await house.tick();
    const [, sent = ''] = sentTo('a0@example.kz');
    expect(sent).toContain('Құрметті әріптестер!');
    expect(sent).toContain('шешім');
    expect(codes((await edit('x', whole)).body)).toEqual(['LETTER_NOT_HELD']);
    expect(codes((await act('release-letter', { letter })).body)).toEqual(['LETTER_NOT_HELD']);
  });

  it('leaves by itself when nobody released it, not a millisecond later than the next working day ends', async () => {
    await house.moveClock('2026-09-21T18:59:59.999Z', true);
    await house.tick();
    expect(sentTo('a1@example.kz').length).toBe(1);
    await house.moveClock('2026-09-21T19:00:00.000Z', true);
    await house.tick();
    expect(sentTo('a1@example.kz').length).toBe(2);
    expect(Date.parse('2026-09-21T19:00:00.000Z')).toBeLessThan(Date.parse(CHECK_ENDS));
  });

  it('a receipt never waits, and nobody changes what was sent', async () => {
    const letter = `filed:${ids[0] ?? ''}`;
    const input = { letter, subject: 'x', body: 'y' };
    expect(codes((await act('edit-letter', input)).body)).toEqual(['LETTER_UNKNOWN']);
    const { html } = await page(path(letter));
    expect(html).toContain('Өтініміңіз қабылданды');
    expect(html).not.toContain('edit-letter');
  });

  it('is seen by the secretary of the commission and by the Agency alone', async () => {
    const key = refusedKey(0);
    expect((await page(path(key, 'agency'), house.agency)).status).toBe(200);
    for (const email of ['chair-10@example.kz', 'member1-10@example.kz']) {
      const who = await house.as(email);
      expect([email, (await page(path(key), who)).status]).toEqual([email, 404]);
      expect((await act('release-letter', { letter: key }, who)).status).toBe(404);
    }
    const elsewhere = await house.as('secretary-11@example.kz');
    expect((await page(path(key), elsewhere)).status).toBe(404);
    expect((await page(path(key, '11'), elsewhere)).status).toBe(404);
    expect((await page(path(key, 'agency'), elsewhere)).status).toBe(404);
    const own = await elsewhere.json('/api/desk/11/release-letter', { letter: key });
    expect(codes(own.body)).toEqual(['LETTER_UNKNOWN']);
  });

  it('one with a link that opens a door is not shown', async () => {
    await new Client(house.origin).form('/api/sign-in', { email: 'secretary-10@example.kz', language: 'ru' });
    const [row] = await house.query<{ key: string }>("SELECT key FROM outbox WHERE template = 'sign-in'");
    const { html } = await page(path(row?.key ?? '', 'agency'), house.agency);
    expect(html).toContain('секретная ссылка');
    expect(html).not.toContain('token=');
    const mail = await house.agency.send(`${path(row?.key ?? '', 'agency')}mail.html`);
    expect(mail.status).toBe(404);
  });
});

describe('the outbox of a commission', () => {
  const rows = async (query: string, who = secretary, commission = '10'): Promise<string[]> =>
    [
      ...(await page(`/desk/ru/${commission}/letters/${query}`, who)).html.matchAll(
        /<tr><th scope="row">.*?<\/tr>/gs,
      ),
    ].map(([row]) =>
      row
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );

  it('has every letter on what it hears and to its own people, with what became of it', async () => {
    const all = await rows('');
    // Three receipts, three decisions, eight appointments.
    expect(all).toHaveLength(14);
    expect(all.filter((row) => row.includes('a0@example.kz'))).toHaveLength(2);
    expect(all.filter((row) => row.includes('-10@example.kz'))).toHaveLength(8);
    expect(all.filter((row) => row.includes('-11@example.kz'))).toEqual([]);
    expect(await rows('', await house.as('secretary-11@example.kz'), '11')).toHaveLength(8);
  });

  it('is searched by address and reference, and filtered by what became of a letter', async () => {
    const [{ reference } = { reference: '' }] = await house.query<{ reference: string }>(
      'SELECT reference FROM applications WHERE id = ?',
      ids[1] ?? '',
    );
    expect(await rows(`?q=${reference.toLowerCase()}`)).toHaveLength(2);
    expect(await rows('?q=MEMBER3-10')).toHaveLength(1);
    expect(await rows('?state=sent')).toHaveLength(14);
    expect(await rows('?state=failed')).toEqual([]);
    await house.query(
      "UPDATE outbox SET sent_at = NULL, error = '550', tries = 3, due_at = 9e15 WHERE recipient = 'member3-10@example.kz'",
    );
    const { html } = await page('/desk/ru/10/letters/');
    expect(html).toContain('Неотправленные письма: 1');
    expect(await rows('?state=failed')).toHaveLength(1);
    expect(await rows('?state=waiting')).toEqual([]);
  });

  it('sends a letter to its own people again, and none of another commission', async () => {
    const [{ key } = { key: '' }] = await house.query<{ key: string }>(
      "SELECT key FROM outbox WHERE recipient = 'member3-10@example.kz'",
    );
    const elsewhere = await house.as('secretary-11@example.kz');
    const other = await elsewhere.json('/api/desk/11/resend-letter', { letter: key });
    expect(codes(other.body)).toEqual(['LETTER_UNKNOWN']);
    expect((await act('resend-letter', { letter: key })).status).toBe(200);
    await house.tick();
    expect(sentTo('member3-10@example.kz')).toHaveLength(2);
  });

  it('is read a screen at a time, each letter once', async () => {
    await house.query(
      `INSERT INTO outbox (key, recipient, language, template, vals, created_at, due_at, about)
       SELECT 'x' || value, 'x@example.kz', 'ru', 'admitted', '{}', (SELECT min(at) FROM journal), 9e15, ? FROM json_each(?)`,
      ids[0] ?? '',
      JSON.stringify(Array.from({ length: 86 }, (_, index) => index)),
    );
    const first = await rows('');
    const more = /after=([^"#]+)/.exec((await page('/desk/ru/10/letters/')).html)?.[1] ?? '';
    const second = await rows(`?after=${more}`);
    expect([first.length, second.length]).toEqual([50, 50]);
  });
});
