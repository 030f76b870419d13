// §15 mark sheets: what is not finished is its member's alone, a change is a version with a reason, a sheet on paper says
// so, and what a recused member marked does not count.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, multipart, newKey } from '../../host/rehearsal/client.ts';
import { fullForm } from '../support/edition.ts';
import { mainOf } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let secretary: Client;
let member: Client;
let other: Client;
const ids: string[] = [];
const CLEAN = Array<boolean>(6).fill(false);

const mark = (who: Client, application: string, more: object = {}) =>
  who.json('/api/desk/10/mark', { application, marks: [5, 5, 4, 4, 3, 3], violations: CLEAN, ...more });
const codes = (body: Record<string, unknown>): string[] =>
  ((body.findings ?? []) as { code: string }[]).map(({ code }) => code);
const page = async (who: Client, id: string): Promise<string> =>
  mainOf(String((await who.send(`/desk/ru/10/applications/${id}/`)).body.text));
const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const chosen = (html: string): string[] =>
  [...html.matchAll(/<input type="radio" name="marks\.(\d)" value="(\d)"[^>]* checked/g)].map(
    ([, criterion, value]) => `${criterion}:${value}`,
  );
const keep = (
  who: Client,
  application: string,
  fields: Record<string, string>,
  after = 0,
  commission = '10',
) =>
  who.send(`/api/desk/${commission}/sheet-draft`, {
    method: 'POST',
    body: new URLSearchParams({ application, after: String(after), ...fields }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10', '11']);
  for (const name of ['Бірінші', 'Екінші', 'Үшінші']) {
    const client = new Client(house.origin);
    const { body } = await client.json('/api/drafts', { form: fullForm({ organisationKk: `Ұйым ${name}` }) });
    const headers = { authorization: `Bearer ${String(body.token)}`, 'idempotency-key': newKey() };
    ids.push(String((await client.json('/api/applications', {}, headers)).body.application));
  }
  await house.moveClock('2026-09-16T05:00:00.000Z');
  secretary = await house.as('secretary-10@example.kz');
  member = await house.as('member2-10@example.kz');
  other = await house.as('member3-10@example.kz');
  const items = ids.map((application) => ({ application, admitted: true, grounds: [], reason: '' }));
  const { body } = await secretary.json('/api/desk/10/admission-list', { items });
  const chair = await house.as('chair-10@example.kz');
  expect((await chair.json('/api/desk/10/confirm-admission', { version: body.version })).status).toBe(200);
  const [one, two] = ids;
  for (const who of [member, other]) {
    const none = [one, two].map((application) => ({ application, conflict: false }));
    expect((await who.json('/api/desk/10/declare', { items: none })).status).toBe(200);
  }
});
afterAll(() => house.close());

describe('§15 a sheet that is not finished', () => {
  it('is kept, and shown to its member on any device, and to nobody else', async () => {
    const [one = ''] = ids;
    const sent = { 'marks.1': '4', 'marks.5': '0', 'violations.2:bool': '1', 'remarks.2': 'Құпия дерек' };
    expect((await keep(member, one, sent)).status).toBe(200);
    expect((await keep(member, one, sent)).status).toBe(200);
    const elsewhere = await page(await house.as('member2-10@example.kz'), one);
    expect(chosen(elsewhere)).toEqual(['1:4', '5:0']);
    expect(elsewhere).toContain('Құпия дерек');
    expect(plain(elsewhere)).toMatch(/Сохранено: \d\d:\d\d\. Ещё не сдано/);
    for (const who of [other, secretary]) expect(await page(who, one)).not.toContain('Құпия дерек');
    const list = plain(mainOf(String((await member.send('/desk/ru/10/')).body.text)));
    expect(list).toMatch(/Мои листы: 0 из 3.*не закончен.*сначала заявите о конфликте интересов/);
  });

  it('without a script the button keeps it and leads back', async () => {
    const [, two = ''] = ids;
    const back = `/desk/ru/10/applications/${two}/`;
    const answer = await member.send('/api/desk/10/sheet-draft', {
      method: 'POST',
      body: new URLSearchParams({ application: two, after: '0', back, 'marks.0': '3' }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    });
    expect([answer.status, answer.location]).toEqual([303, back]);
    expect(chosen(await page(member, two))).toEqual(['0:3']);
  });

  it('is taken only from who may file the sheet now, and only what a sheet can say', async () => {
    const [one = '', , three = ''] = ids;
    const refused = async (answer: ReturnType<typeof keep>): Promise<unknown[]> => {
      const { status, body } = await answer;
      return [status, ...codes(body)];
    };
    expect(await refused(keep(member, three, {}))).toEqual([409, 'CONFLICT_NOT_DECLARED']);
    expect(await refused(keep(member, 'nothing', {}))).toEqual([409, 'APPLICATION_UNKNOWN']);
    expect(await refused(keep(member, one, { 'marks.0': '6' }))).toEqual([409, 'MARK_OUT_OF_RANGE']);
    expect(await refused(keep(member, one, { 'marks.0': '4.5' }))).toEqual([409, 'MARK_NOT_INTEGER']);
    expect(await refused(keep(member, one, {}, 1))).toEqual([409, 'STATE_CHANGED']);
    for (const who of [secretary, house.agency, new Client(house.origin)])
      expect((await keep(who, one, {})).status).toBe(404);
    expect((await keep(member, one, {}, 0, '11')).status).toBe(404);
    const journal = await house.query<{ n: number }>(
      "SELECT count(*) AS n FROM journal WHERE act LIKE '%draft%'",
    );
    expect(journal[0]?.n).toBe(0);
  });

  it('is gone once the sheet is filed, and a save that was late does not bring it back', async () => {
    const [one = ''] = ids;
    expect((await mark(member, one)).status).toBe(200);
    expect(codes((await keep(member, one, { 'marks.0': '1' }, 0)).body)).toEqual(['STATE_CHANGED']);
    const drafts = await house.query<{ application: string }>('SELECT application FROM sheet_drafts');
    expect(drafts.map(({ application }) => application)).toEqual([ids[1]]);
    const html = await page(member, one);
    expect(chosen(html)).toEqual(['0:5', '1:5', '2:4', '3:4', '4:3', '5:3']);
    expect(plain(html)).toContain('Мои листы: 1 из 3');
  });
});

describe('A2 a violation', () => {
  const violations = [false, false, true, false, false, false];
  it('needs its reason, criterion by criterion, and the mark that the edition says', async () => {
    const [, two = ''] = ids;
    const zero = { marks: [5, 5, 0, 4, 3, 3], violations };
    expect(codes((await mark(member, two, zero)).body)).toEqual(['VIOLATION_REASON_MISSING']);
    expect(codes((await mark(member, two, { ...zero, reason: 'Жалпы' })).body)).toEqual([
      'VIOLATION_REASON_MISSING',
    ]);
    const remarks = ['', '', 'Негізсіз бас тарту', '', '', ''];
    expect(codes((await mark(member, two, { violations, remarks })).body)).toEqual(['VIOLATION_NOT_ZERO']);
    expect((await mark(member, two, { ...zero, remarks })).status).toBe(200);
    expect(await page(member, two)).toContain('Негізсіз бас тарту');
  });

  it('nothing said is no mark', async () => {
    const [, two = ''] = ids;
    for (const nothing of ['', null, ' ']) {
      const { status } = await mark(member, two, { marks: [5, 5, nothing, 4, 3, 3], reason: 'x' });
      expect([nothing, status]).toEqual([nothing, 422]);
    }
  });
});

describe('§15 a change of a filed sheet', () => {
  it('is a new version with its reason; the member sees them all', async () => {
    const [one = ''] = ids;
    const marks = [5, 5, 5, 5, 5, 5];
    expect(codes((await mark(member, one, { marks })).body)).toEqual(['REASON_MISSING']);
    expect(codes((await mark(member, one, { marks, reason: 'Қате', after: 0 })).body)).toEqual([
      'STATE_CHANGED',
    ]);
    expect((await mark(member, one, { marks, reason: 'Қате басылды', after: 1 })).status).toBe(200);
    const text = plain(await page(member, one));
    expect(text).toMatch(
      /Версии листа.*5 \+ 5 \+ 5 \+ 5 \+ 5 \+ 5 = 30.*Қате басылды.*5 \+ 5 \+ 4 \+ 4 \+ 3 \+ 3 = 24/,
    );
    for (const who of [other, secretary]) expect(await page(who, one)).not.toContain('Қате басылды');
  });
});

describe('§15 a sheet on paper', () => {
  const paper = (application: string, seat: string, files = true) => {
    const fields: [string, string][] = [
      ['key', newKey()],
      ['application', application],
      ['seat', seat],
      ...CLEAN.flatMap((_, index): [string, string][] => [
        [`marks.${index}`, '4'],
        [`violations.${index}:bool`, ''],
      ]),
      ['reason', ''],
    ];
    const bytes = new TextEncoder().encode('%PDF-1.7\n% sheet\n%%EOF\n');
    const sent = multipart(fields, files ? [{ field: 'scan', name: 'sheet.pdf', bytes }] : []);
    return { method: 'POST', ...sent };
  };

  it('is entered by the secretary with its scan or without; afterwards its marks are not shown', async () => {
    const [one = ''] = ids;
    expect((await secretary.send('/api/desk/10/paper-sheet', paper(one, '5'))).status).toBe(200);
    expect((await secretary.send('/api/desk/10/paper-sheet', paper(one, '6', false))).status).toBe(200);
    const html = await page(secretary, one);
    expect(plain(html).split('внесён с бумаги').length - 1).toBeGreaterThanOrEqual(2);
    expect(chosen(html)).toEqual([]);
    expect((await member.send('/api/desk/10/paper-sheet', paper(one, '4'))).status).toBe(404);
  });

  it('its member sees that it came from paper, and alone sees the scan before the sheets are opened', async () => {
    const [one = ''] = ids;
    const fifth = await house.as('member4-10@example.kz');
    await fifth.json('/api/desk/10/declare', { items: [{ application: one, conflict: false }] });
    expect(plain(await page(fifth, one))).toContain('внесён секретарём с бумаги');
    const scan = `/desk/sheets/10/${one}/5`;
    expect((await fifth.send(scan)).status).toBe(200);
    for (const who of [secretary, member, house.agency]) expect((await who.send(scan)).status).toBe(404);
  });

  it('takes the place of a paper sheet with a reason, never of one that the member filed', async () => {
    const [one = ''] = ids;
    expect(codes((await mark(secretary, one, { seat: 5 })).body)).toEqual(['REASON_MISSING']);
    expect((await mark(secretary, one, { seat: 5, reason: 'Қате енгізілді' })).status).toBe(200);
    const answer = await mark(secretary, one, { seat: 3, reason: 'Қате' });
    expect(codes(answer.body)).toEqual(['SHEET_FILED_BY_MEMBER']);
  });
});

describe('§5 a member who declares a conflict after marking', () => {
  it('has no sheet that counts', async () => {
    const [one = '', two = '', three = ''] = ids;
    for (const [application, seats] of [
      [one, [1, 4, 7]],
      [two, [1, 4, 5, 6, 7]],
      [three, [1, 2, 3, 4, 5]],
    ] as const) {
      for (const seat of seats) {
        const { status, body } = await mark(secretary, application, { seat, marks: [3, 3, 3, 2, 2, 2] });
        expect([application, seat, status, codes(body)]).toEqual([application, seat, 200, []]);
      }
    }
    expect((await member.json('/api/desk/10/recuse', { application: two, reason: 'туыс' })).status).toBe(200);
    expect((await secretary.json('/api/desk/10/commit-sheets', {})).body.sheets).toBe(6 + 5 + 5);
    expect((await secretary.json('/api/desk/10/open-sheets', {})).status).toBe(200);
    const text = plain(mainOf(String((await secretary.send('/desk/ru/10/protocols/selection/')).body.text)));
    expect(text).toContain('15 + 15 + 15 + 15 + 15 = 75; 75 ≤ 15 × 5 = 75; 75 ÷ 5 = 15 ≤ 15');
    expect(text).toContain('= 123; 123 &gt; 15 × 6 = 90; 123 ÷ 6 = 20 3/6 &gt; 15');
  });

  it('the protocol and the table say which sheets came from paper; the drafts are gone', async () => {
    const text = plain(mainOf(String((await secretary.send('/desk/ru/10/protocols/selection/')).body.text)));
    expect(text).toContain('Листы, заполненные на бумаге и внесённые секретарём');
    const csv = await (await secretary.fetch('/desk/ru/10/outcome.csv')).text();
    const row = csv.split('\n').find((line) => line.includes('Бірінші')) ?? '';
    expect(row).toContain('"123";"15 × 6 = 90";"да";"123 ÷ 6 = 20 3/6";"5"');
    expect(await house.query('SELECT 1 FROM sheet_drafts')).toEqual([]);
    expect((await secretary.send(`/desk/sheets/10/${ids[0] ?? ''}/5`)).status).toBe(404);
  });
});
