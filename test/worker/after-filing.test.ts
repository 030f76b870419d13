// After filing: one region from the check to its finalist, as three applicants see it.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { edition, fullForm } from '../support/edition.ts';
import { mainOf, Reader } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let secretary: Client;
type Own = { client: Client; bearer: Record<string, string>; cookie: string; id: string };
let strong: Own;
let weak: Own;
let short: Own;

const pdf = (text: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`%PDF-1.7\n% ${text}\n%%EOF\n`);

async function filed(email: string): Promise<Own> {
  const client = new Client(house.origin);
  const started = await client.json('/api/drafts', { form: fullForm({ email }) });
  const token = String(started.body.token);
  const bearer = { authorization: `Bearer ${token}` };
  const { body } = await client.json('/api/applications', {}, { ...bearer, 'idempotency-key': newKey() });
  return { client, bearer, cookie: `__Host-application=${token}`, id: String(body.application) };
}
const open = async ({ cookie }: Own, path = '/ru/application/status/'): Promise<string> => {
  const reader = new Reader(house.origin);
  reader.cookie = cookie;
  return mainOf((await reader.open(path)).html);
};
const told = async (own: Own): Promise<string> =>
  (await open(own)).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const act = async (who: Client, name: string, input: unknown): Promise<Record<string, unknown>> => {
  const { status, body } = await who.json(`/api/desk/10/${name}`, input);
  expect([name, status, status === 200 ? null : body.findings]).toEqual([name, 200, null]);
  return body;
};
const protocol = async (signedOn: string) => {
  const { body } = await secretary.bytes('/api/desk/10/protocol-file', pdf(signedOn));
  return { signedOn, protocolSha256: String(body.sha256) };
};
const send = ({ cookie }: Own, path: string, fields: [string, string | File][]) => {
  const reader = new Reader(house.origin);
  reader.cookie = cookie;
  return reader.send(path, fields);
};
/** The form of an objection, as a page sends it. */
const object = ({ cookie }: Own, text: string) => {
  const reader = new Reader(house.origin);
  reader.cookie = cookie;
  const body = new URLSearchParams({ key: newKey(), language: 'ru', text });
  return reader.open('/api/applications/object', { method: 'POST', body });
};
const video = (name: string): File => new File([`\0\0\0\x18ftypisom ${name}`], name);

beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10']);
  strong = await filed('strong@example.kz');
  weak = await filed('weak@example.kz');
  short = await filed('short@example.kz');
  secretary = await house.as('secretary-10@example.kz');
});
afterAll(() => house.close());

describe('§13 while the commission checks', () => {
  it('the page says who acts, until when, and by how much it is overdue', async () => {
    await house.moveClock('2026-09-17T05:00:00.000Z');
    const page = await told(strong);
    expect(page).toContain('Зарегистрирована, документы на проверке');
    expect(page).toContain('Ответственный: область Абай.');
    expect(page).toContain('Последний день: 24 сентября 2026 года');
    expect(page).not.toContain('просрочен');
    await house.moveClock('2026-09-28T05:00:00.000Z');
    expect(await told(strong)).toContain('Срок просрочен на 2 рабочих дня.');
  });

  it('§16 comes later: no materials are taken yet', async () => {
    const page = await send(strong, '/api/applications/materials', [
      ['key', newKey()],
      ['language', 'ru'],
      ['files.video', video('рано.mp4')],
    ]);
    expect(page.status).toBe(409);
    expect(mainOf(page.html)).toContain('сдают после прохождения отбора');
  });
});

describe('§14 not admitted', () => {
  it('the page says on what grounds and what was missing; an objection is filed here and answered', async () => {
    const items = [
      { application: strong.id, admitted: true, grounds: [], reason: '' },
      { application: weak.id, admitted: true, grounds: [], reason: '' },
      { application: short.id, admitted: false, grounds: ['INCOMPLETE'], reason: 'Нет подписи.' },
    ];
    const { version } = await act(secretary, 'admission-list', { items });
    await act(await house.as('chair-10@example.kz'), 'confirm-admission', { version });
    expect(await told(strong)).toContain('Срок для этого не установлен.');
    const page = await told(short);
    expect(page).toContain('Не допущена к конкурсу (пункт 14)');
    expect(page).toContain('Нет подписи.');
    expect(page).toContain('Нет скана подписанного заявления. (приложение 1)');
    expect(page).toContain('Последний день подачи: 28 декабря 2026 года');

    expect((await object(short, ' ')).status).toBe(409);
    const key = newKey();
    for (let time = 0; time < 2; time += 1) {
      const { status } = await short.client.send('/api/applications/object', {
        method: 'POST',
        headers: {
          ...short.bearer,
          'idempotency-key': key,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams({ text: 'Подпись была на третьей странице.' }).toString(),
      });
      expect(status).toBe(201);
    }
    expect(await told(short)).toContain('Последний день ответа Агентства: 27 октября 2026 года');
    expect((await secretary.json('/api/desk/agency/answer-objection', {})).status).toBe(404);
    const desk = String((await house.agency.send('/desk/ru/')).body.text);
    expect(desk.split('Подпись была на третьей странице.').length).toBe(2);
    const answer = { application: short.id, number: 1, answer: 'Комиссия рассмотрит заявку снова.' };
    expect((await house.agency.json('/api/desk/agency/answer-objection', answer)).status).toBe(200);
    expect((await house.agency.json('/api/desk/agency/answer-objection', answer)).status).toBe(409);
    expect(await told(short)).toContain('Комиссия рассмотрит заявку снова.');
    const letters = await house.query(
      "SELECT template FROM outbox WHERE recipient = 'short@example.kz' ORDER BY rowid",
    );
    expect(letters).toEqual(
      ['filed', 'not-admitted', 'objection', 'objection-answered'].map((template) => ({ template })),
    );
  });

  it('after its term it is kept and marked', async () => {
    await house.moveClock('2026-12-28T18:59:59.000Z', true);
    await object(short, 'в срок');
    await house.moveClock('2026-12-28T19:00:00.000Z', true);
    await object(short, 'после срока');
    expect(
      await house.query(
        'SELECT number, late FROM objections WHERE application = ? ORDER BY number',
        short.id,
      ),
    ).toEqual([
      { number: 1, late: 0 },
      { number: 2, late: 0 },
      { number: 3, late: 1 },
    ]);
    await house.moveClock('2026-09-29T05:00:00.000Z');
  });

  it('who is still in the contest has nothing to object to', async () => {
    const page = await object(strong, 'x');
    expect(page.status).toBe(409);
    expect(mainOf(page.html)).toContain('Нет решения, на которое можно возразить.');
  });
});

describe('§15 own marks', () => {
  it('are shown once they are published, with the sum that decides', async () => {
    for (const seat of [1, 2, 3, 4, 5]) {
      const sheet = { violations: Array(6).fill(false), reason: '' };
      await act(secretary, 'mark', { ...sheet, application: strong.id, marks: [5, 5, 4, 4, 3, 3], seat });
      await act(secretary, 'mark', { ...sheet, application: weak.id, marks: [2, 3, 2, 3, 2, 3], seat });
    }
    await act(secretary, 'commit-sheets', {});
    await act(secretary, 'open-sheets', {});
    expect(await told(strong)).not.toContain('Баллы Вашей заявки');
    await act(secretary, 'sign-selection', await protocol('2026-09-29'));
    await act(secretary, 'publish-selection', {});
    expect(await told(weak)).toContain(
      'Сумма всех листов – 75, листов – 5. Чтобы пройти отбор, сумма должна быть больше 75',
    );
    expect(await told(weak)).toContain('Не прошла отбор');
    const page = await told(strong);
    expect(page).toContain('Прошла отбор (пункт 15)');
    expect(page).toContain('Сумма всех листов – 120');
    expect(page).toContain('Последний день: 6 октября 2026 года');
  });
});

describe('§16 the interview', () => {
  it('has its place, its hour and a calendar file', async () => {
    await act(secretary, 'invite', {
      invitations: [
        {
          application: strong.id,
          startsAt: '2026-10-05T10:30:00+05:00',
          place: 'Семей, Абай көшесі, 1; 2-қабат',
        },
      ],
    });
    expect(await told(strong)).toContain('5 октября 2026 года, 10:30 (UTC+5)');
    const answer = await fetch(`${house.origin}/api/applications/interview.ics?stage=regional&language=kk`, {
      headers: { cookie: strong.cookie },
    });
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const text = await answer.text();
    expect(text).toContain('DTSTART:20261005T053000Z\r\n');
    expect(text.replaceAll('\r\n ', '')).toContain('LOCATION:Семей\\, Абай көшесі\\, 1\\; 2-қабат\r\n');
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect((await fetch(`${house.origin}/api/applications/interview.ics?stage=regional`)).status).toBe(404);
  });

  it('materials are handed in, replaced, and every version is kept; the desk sees them', async () => {
    const hand = (fields: [string, string | File][]) =>
      send(strong, '/api/applications/materials', [['key', newKey()], ['language', 'ru'], ...fields]);
    await hand([
      ['files.video', video('бейне 1.mp4')],
      ['files.project', new File([pdf('жоба')], 'жоба.pdf')],
    ]);
    await house.moveClock('2026-09-30T05:00:00.000Z');
    await hand([['link.video', 'https://example.kz/video']]);
    const wrong = await hand([['link.video', 'video']]);
    expect([wrong.status, mainOf(wrong.html).includes('начинается с https://')]).toEqual([409, true]);
    const page = await told(strong);
    expect(page).toMatch(/https:\/\/example\.kz\/video .* действует бейне 1\.mp4 .* прежняя версия/);
    expect(page).toContain('жоба.pdf');
    const desk = String((await secretary.send(`/desk/ru/10/applications/${strong.id}/`)).body.text);
    expect(desk).toContain('https://example.kz/video');
    const [, file = ''] =
      new RegExp(`href="(/desk/files/10/${strong.id}/[0-9a-f]{32})">жоба.pdf`).exec(desk) ?? [];
    expect(String((await secretary.send(file)).body.text)).toContain('% жоба');
    const acts = await house.query(
      "SELECT count(*) AS n FROM journal WHERE stream = ? AND act = 'add-material'",
      `application:${strong.id}`,
    );
    expect(acts).toEqual([{ n: 3 }]);
  });

  it('nobody else reads them', async () => {
    const own = await open(strong);
    const [, path = ''] = /href="(\/api\/applications\/materials\/[0-9a-f]{32})"/.exec(own) ?? [];
    expect((await fetch(house.origin + path, { headers: { cookie: strong.cookie } })).status).toBe(200);
    expect((await fetch(house.origin + path, { headers: { cookie: weak.cookie } })).status).toBe(404);
    expect((await fetch(house.origin + path)).status).toBe(404);
  });
});

describe('§17 the finalist', () => {
  const replace = (link: string) =>
    send(strong, '/api/applications/materials', [
      ['key', newKey()],
      ['language', 'ru'],
      ['link.project', link],
    ]);

  it('once the sitting has opened nothing is replaced', async () => {
    await house.moveClock('2026-10-05T05:00:00.000Z');
    const appearances = [{ application: strong.id, appearance: 'appeared' }];
    await act(secretary, 'open-sitting', { present: [1, 2, 3, 4, 5, 6, 7], appearances });
    const page = await replace('https://example.kz/late');
    expect([page.status, mainOf(page.html).includes('Заседание началось')]).toEqual([409, true]);
  });

  it('replaces these two, and only these, until the second sitting', async () => {
    for (const seat of [1, 2, 3, 4, 5, 6, 7]) await act(secretary, 'ballot', { seat, choices: [strong.id] });
    await act(secretary, 'close-vote', {});
    await act(secretary, 'sign-protocol', await protocol('2026-10-05'));
    await act(secretary, 'publish-result', {});
    const page = await told(strong);
    expect(page).toContain('Прошла во второй этап (пункт 17)');
    expect(page).toContain('и только их (пункт 17)');
    expect(page).not.toContain('Отозвать');
    expect((await replace('https://example.kz/better')).status).toBe(200);
    expect(await told(strong)).toContain('https://example.kz/better');
    await house.query(
      `INSERT INTO sittings (id, commission, number, held_on, present, members, chair_seat, quorate, opened_at, opened_by)
       VALUES ('second', 'KZ', 1, '2026-11-01', '[1,2,3,4,5]', 7, 1, 1, 0, 'x')`,
    );
    expect((await replace('https://example.kz/too-late')).status).toBe(409);
  });

  it('has one letter a decision, in order', async () => {
    const letters = await house.query<{ template: string }>(
      "SELECT template FROM outbox WHERE recipient = 'strong@example.kz' ORDER BY rowid",
    );
    expect(letters.map(({ template }) => template)).toEqual([
      'filed',
      'admitted',
      'passed',
      'invited',
      'finalist',
    ]);
    expect(edition.objections.termMonths.interpretation).toBe(true);
  });
});
