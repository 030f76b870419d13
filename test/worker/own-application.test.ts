// Until and at the deadline: correct, file again, withdraw, the term made longer; on every path the same instant counts.

import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Register } from '#rules/publication';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { fullForm } from '../support/edition.ts';
import { mainOf, Reader } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let deadline: number;
const OPEN = '2026-09-10T05:00:00.000Z';

beforeAll(async () => {
  house = await startHouse();
  deadline = await house.placed('2026-09-01T05:00:00.000Z', ['10', '11']);
});
afterAll(() => house.close());

type Own = { client: Client; bearer: Record<string, string>; id: string; cookie: string };
async function begun(changes = {}): Promise<Own> {
  const client = new Client(house.origin);
  const { body } = await client.json('/api/drafts', { form: fullForm(changes) });
  const token = String(body.token);
  const cookie = `__Host-application=${token}`;
  return { client, id: String(body.draft), bearer: { authorization: `Bearer ${token}` }, cookie };
}
const act = ({ client, bearer }: Own, name: string, key = newKey()) =>
  client.json(`/api/applications${name}`, {}, { ...bearer, 'idempotency-key': key });
const file = (own: Own, key?: string) => act(own, '', key);
async function save({ client, bearer }: Own, changes: Record<string, unknown>): Promise<number> {
  const { status } = await client.json('/api/drafts/save', { form: changes }, bearer);
  return status;
}
async function filed(changes = {}): Promise<Own & { answer: Record<string, unknown> }> {
  const own = await begun(changes);
  const { status, body } = await file(own);
  expect(status).toBe(201);
  return { ...own, answer: body };
}
const page = async ({ cookie }: Own, path = '/ru/application/receipt/'): Promise<string> => {
  const reader = new Reader(house.origin);
  reader.cookie = cookie;
  return mainOf((await reader.open(path)).html)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
};
const standing = async ({ client, bearer }: Own): Promise<unknown> =>
  (await client.send('/api/applications/receipt', { headers: bearer })).body.standing;
const codes = (body: Record<string, unknown>): string[] =>
  (body.findings as { code: string }[]).map(({ code }) => code);

describe('§12 corrected and filed again', () => {
  it('the last version counts, the earlier ones are kept, and each has its receipt', async () => {
    await house.moveClock(OPEN);
    const own = await filed();
    expect(await save(own, { services: 'Жаңа қызмет' })).toBe(409);
    expect((await act(own, '/correct')).status).toBe(200);
    expect(await save(own, { services: 'Жаңа қызмет' })).toBe(200);
    expect(await page(own, '/ru/application/')).toContain(`действует версия ${String(own.answer.reference)}`);
    const again = await file(own);
    expect(again.status).toBe(201);
    expect([own.answer.version, again.body.version]).toEqual([1, 2]);
    expect(again.body.reference).not.toBe(own.answer.reference);
    const receipt = again.body.receipt as { version: number; reference: string };
    expect(receipt).toMatchObject({ version: 2, reference: again.body.reference });
    const shown = await page(own);
    expect(shown).toContain('2. Это последняя поданная версия, она и действует.');
    expect(await page(own, '/ru/application/status/')).toContain(`1. ${String(own.answer.reference)}`);
    const rows = await house.query(
      'SELECT version FROM applications WHERE draft = ? ORDER BY version',
      own.id,
    );
    expect(rows).toEqual([{ version: 1 }, { version: 2 }]);
  });

  it('the desk hears the last version alone, where a secretary sent it, and without the member it may not have', async () => {
    const own = await filed({ region: '11', bin: '' });
    const secretary = await house.as('secretary-11@example.kz');
    const first = String(own.answer.application);
    const member = await house.query<{ id: string }>(
      "SELECT id FROM seats WHERE commission = '11' AND number = 3",
    );
    await secretary.json('/api/desk/11/recuse', { application: first, seat: member[0]?.id, reason: 'туыс' });
    await act(own, '/correct');
    const { body } = await file(own);
    const heard = await house.query<{ id: string }>(
      `SELECT a.id FROM applications a WHERE a.draft = ? AND NOT EXISTS
         (SELECT 1 FROM applications n WHERE n.draft = a.draft AND n.version > a.version)`,
      own.id,
    );
    expect(heard).toEqual([{ id: body.application }]);
    expect(
      await house.query('SELECT seat FROM recusals WHERE application = ?', String(body.application)),
    ).toEqual([{ seat: member[0]?.id }]);
    const desk = String((await secretary.send('/desk/ru/11/')).body.text);
    expect(desk).toContain(String(body.reference));
    expect(desk).not.toContain(String(own.answer.reference));
  });

  it('a late copy of the first request does not file what is being corrected', async () => {
    const own = await begun();
    const key = newKey();
    const first = await file(own, key);
    await act(own, '/correct');
    await save(own, { services: 'Әлі жазылып жатыр' });
    const copy = await file(own, key);
    expect([copy.status, copy.body.reference]).toEqual([201, first.body.reference]);
    expect(await house.query('SELECT count(*) AS n FROM applications WHERE draft = ?', own.id)).toEqual([
      { n: 1 },
    ]);
  });

  it('given up, the filed version stands as it was', async () => {
    const own = await filed();
    await act(own, '/correct');
    expect((await act(own, '/keep')).status).toBe(200);
    expect(await save(own, { services: 'x' })).toBe(409);
    expect(await standing(own)).toBe('received');
  });

  test.each([
    [-1000, 200, 201],
    [-1, 200, 201],
    [0, 409, 409],
    [1, 409, 409],
    [1000, 409, 409],
  ])('%i ms from the deadline: opening answers %i, filing again %i', async (offset, opening, filing) => {
    await house.moveClock(OPEN);
    const [one, other] = [await filed(), await filed()];
    await act(other, '/correct');
    await save(other, { services: 'Кешіккен түзету' });
    await house.moveClock(deadline + offset, true);
    expect((await act(one, '/correct')).status).toBe(opening);
    const again = await file(other);
    expect(again.status).toBe(filing);
    if (filing === 409) {
      expect(codes(again.body)).toEqual(['CORRECTION_LATE']);
      expect(await page(other)).toContain('Срок приёма истёк: в силе остаётся версия');
      // What was typed is still there.
      expect(await page(other, '/ru/application/organisation/')).toContain('Кешіккен түзету');
    }
  });
});

describe('§12 withdrawn by the applicant', () => {
  it('is not considered, the journal keeps it, one letter goes; within the term it is filed again', async () => {
    await house.moveClock(OPEN);
    const own = await filed();
    const key = newKey();
    expect((await act(own, '/withdraw', key)).status).toBe(200);
    expect((await act(own, '/withdraw', key)).status).toBe(200);
    expect(await standing(own)).toBe('withdrawn');
    const id = String(own.answer.application);
    expect(
      await house.query('SELECT act, actor FROM journal WHERE stream = ? ORDER BY seq', `application:${id}`),
    ).toEqual([
      { act: 'file-application', actor: 'applicant' },
      { act: 'withdraw', actor: 'applicant' },
    ]);
    expect(await house.query('SELECT count(*) AS n FROM outbox WHERE key = ?', `withdrawn:${id}`)).toEqual([
      { n: 1 },
    ]);
    await act(own, '/correct');
    expect((await file(own)).body.version).toBe(2);
    expect(await standing(own)).toBe('received');
  });

  it('withdrawn and filed again after the term is kept as late', async () => {
    await house.moveClock(OPEN);
    const own = await filed();
    await act(own, '/correct');
    await act(own, '/withdraw');
    await house.moveClock(deadline);
    expect((await file(own)).body).toMatchObject({ late: true, version: 2 });
  });

  it('is nobody else’s to do, and another site cannot press it', async () => {
    await house.moveClock(OPEN);
    const own = await filed();
    const stranger = await fetch(`${house.origin}/api/applications/withdraw`, {
      method: 'POST',
      headers: { accept: 'application/json', 'idempotency-key': newKey() },
    });
    expect(stranger.status).toBe(404);
    const elsewhere = await fetch(`${house.origin}/api/applications/withdraw`, {
      method: 'POST',
      headers: { cookie: own.cookie, 'sec-fetch-site': 'cross-site', 'idempotency-key': newKey() },
    });
    expect(elsewhere.status).toBe(403);
    expect(await standing(own)).toBe('received');
  });
});

describe('§12 the instant is the same on every path', () => {
  const offsets = [-1000, -1, 0, 1, 1000];
  const late = (offset: number): boolean => offset >= 0;

  test.each(offsets)('%i ms: the JSON of a script and the button of a page', async (offset) => {
    await house.moveClock(OPEN);
    const [script, form] = [await begun(), await begun()];
    await house.moveClock(deadline + offset, true);
    expect((await file(script)).body.late).toBe(late(offset));
    const reader = new Reader(house.origin);
    reader.cookie = form.cookie;
    const receipt = await reader.open('/api/applications', {
      method: 'POST',
      body: new URLSearchParams({ key: newKey(), language: 'ru' }),
    });
    expect(mainOf(receipt.html)).toContain(late(offset) ? 'по истечении срока' : 'Заявка принята в срок.');
    const status = await reader.open('/ru/application/status/');
    expect(mainOf(status.html).includes('Заявка поступила по истечении срока.')).toBe(late(offset));
  });
});

describe('§12 the term made longer', () => {
  const reason = { kk: 'Жүйе істемеді', ru: 'Сбой системы', en: 'An outage' };
  const extend = (client: Client, lastDay: string) =>
    client.json('/api/desk/agency/extend', { lastDay, reason });

  it('is the Agency’s alone, never shorter, never in the past', async () => {
    await house.moveClock(OPEN);
    const secretary = await house.as('secretary-10@example.kz');
    expect((await extend(secretary, '2026-09-20')).status).toBe(404);
    for (const day of ['2026-09-15', '2026-09-14']) {
      expect(codes((await extend(house.agency, day)).body)).toEqual(['TERM_SHORTENED']);
    }
    await house.moveClock('2026-09-20T05:00:00.000Z');
    expect(codes((await extend(house.agency, '2026-09-18')).body)).toEqual(['TERM_PAST']);
    expect(codes((await extend(house.agency, '2031-09-18')).body)).toEqual(['CALENDAR_YEAR_UNKNOWN']);
  });

  it('ends with a working day, is published, written to every open draft, and saves who came late', async () => {
    await house.moveClock(OPEN);
    const open = await begun({ email: 'open@example.kz', letterLanguage: 'ru' });
    const done = await filed({ email: 'done@example.kz' });
    await house.moveClock(deadline + 3_600_000);
    const late = await filed({ email: 'late@example.kz' });
    expect(late.answer.late).toBe(true);
    // A Saturday: the next working day is Monday.
    const { status, body } = await extend(house.agency, '2026-09-19');
    expect(status).toBe(200);
    expect(body).toMatchObject({ lastDay: '2026-09-21', deadline: '2026-09-21T19:00:00.000Z' });
    const register = await (await fetch(`${house.origin}/api/register`)).json<Register>();
    expect(register.publications.at(-1)?.body).toEqual({
      kind: 'extension',
      lastDay: '2026-09-21',
      deadline: '2026-09-21T19:00:00.000Z',
      reason,
    });
    const letters = await house.query<{ recipient: string; vals: string }>(
      "SELECT recipient, vals FROM outbox WHERE template = 'extended' AND recipient IN ('open@example.kz', 'done@example.kz')",
    );
    expect(letters.map(({ recipient }) => recipient)).toEqual(['open@example.kz']);
    expect(letters[0]?.vals).toContain('21 сентября 2026 года, 23:59 (UTC+5)');
    expect(letters[0]?.vals).toContain('Сбой системы');
    const told = await page(late);
    expect(told).toContain('После поступления заявки Агентство продлило срок');
    expect(await page(done, '/ru/application/status/')).toContain('Исправить');
    expect((await file(open)).body).toMatchObject({ late: false });
    await house.moveClock('2026-09-21T18:59:59.999Z', true);
    expect((await file(await begun())).body.late).toBe(false);
    await house.moveClock('2026-09-21T19:00:00.000Z', true);
    expect((await file(await begun())).body.late).toBe(true);
  });

  it('is on the site with its reason, and the register holds', async () => {
    await house.tick();
    await house.rebuilt();
    const home = await (await fetch(`${house.origin}/ru/`)).text();
    expect(home).toContain('Срок приёма документов продлён');
    expect(home).toContain('Причина: Сбой системы');
    expect(home).toContain('21 сентября 2026 года');
  });
});
