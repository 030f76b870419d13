// Interviews and sittings before they are held (§5, §16): times laid out and agreed, notices, attendance, the calendar,
// and what the protocol keeps of all this.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { fullForm } from '../support/edition.ts';
import { mainOf } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let secretary: Client;
let member: Client;
const filed: { id: string; client: Client; bearer: Record<string, string> }[] = [];

const act = async (name: string, input: unknown, who = secretary): Promise<Record<string, unknown>> => {
  const { status, body } = await who.json(`/api/desk/10/${name}`, input);
  expect([name, status, body]).toEqual([name, 200, body]);
  return body;
};
const codes = (body: Record<string, unknown>): string[] =>
  ((body.findings ?? []) as { code: string }[]).map(({ code }) => code);
const refused = async (name: string, input: unknown, who = secretary): Promise<string[]> =>
  codes((await who.json(`/api/desk/10/${name}`, input)).body);
const page = async (path: string, who = secretary): Promise<string> =>
  mainOf(String((await who.send(path)).body.text));
const say = async (
  index: number,
  fields: Record<string, string>,
): Promise<{ status: number; found: string[] }> => {
  const { client, bearer } = filed[index] ?? { client: new Client(house.origin), bearer: {} };
  const { status, body } = await client.send('/api/applications/interview', {
    method: 'POST',
    headers: {
      ...bearer,
      'idempotency-key': newKey(),
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ stage: 'regional', ...fields }).toString(),
  });
  return { status, found: codes(body) };
};
const letters = (template: string): Promise<{ recipient: string; vals: string }[]> =>
  house.query('SELECT recipient, vals FROM outbox WHERE template = ? ORDER BY recipient', template);
const startsOf = async (index: number): Promise<number | undefined> =>
  (
    await house.query<{ at: number }>(
      'SELECT starts_at AS at FROM invitations WHERE application = ?',
      filed[index]?.id ?? '',
    )
  )[0]?.at;
const local = (time: string): number => Date.parse(`2026-09-28T${time}:00+05:00`);

beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10', '11']);
  for (const name of ['Бірінші', 'Екінші', 'Үшінші']) {
    const client = new Client(house.origin);
    const form = fullForm({ organisationKk: `Ұйым ${name}`, organisationRu: `Организация ${name}` });
    const { body } = await client.json('/api/drafts', { form });
    const bearer = { authorization: `Bearer ${String(body.token)}` };
    const { body: answer } = await client.json(
      '/api/applications',
      {},
      { ...bearer, 'idempotency-key': newKey() },
    );
    filed.push({ id: String(answer.application), client, bearer });
  }
  await house.moveClock('2026-09-17T05:00:00.000Z');
  secretary = await house.as('secretary-10@example.kz');
  member = await house.as('member2-10@example.kz');
  const items = filed.map(({ id }) => ({ application: id, admitted: true, grounds: [], reason: '' }));
  const { version } = await act('admission-list', { items });
  await act('confirm-admission', { version }, await house.as('chair-10@example.kz'));
  const sheet = { marks: [5, 5, 4, 4, 3, 3], violations: Array(6).fill(false), reason: '' };
  for (const { id } of filed)
    for (const seat of [1, 2, 3, 4, 5]) await act('mark', { application: id, seat, ...sheet });
  await act('commit-sheets', {});
  await act('open-sheets', {});
  const scan = new TextEncoder().encode('%PDF-1.7\n%%EOF\n');
  const { body: kept } = await secretary.bytes('/api/desk/10/protocol-file', scan);
  await act('sign-selection', { signedOn: '2026-09-17', protocolSha256: kept.sha256 });
  await act('publish-selection', {});
});
afterAll(() => house.close());

describe('§16 interviews', () => {
  const windows = [
    { day: '2026-09-28', from: '09:00', until: '10:00' },
    { day: '2026-09-28', from: '14:00', until: '15:00' },
    { day: '', from: '', until: '' },
  ];
  it('are laid out evenly, and those that are left stay open', async () => {
    const input = { windows, minutes: 30, place: 'https://meet.example.kz/1', open: true };
    expect(await refused('invite-evenly', { ...input, minutes: 60 })).toEqual(['SLOTS_FEW']);
    const half = [{ day: '2026-09-28', from: '', until: '10:00' }];
    expect(await refused('invite-evenly', { ...input, windows: half })).toEqual(['WINDOW_UNREADABLE']);
    expect(await act('invite-evenly', input)).toEqual({ invited: 3, left: 1 });
    expect(await refused('invite-evenly', input)).toEqual(['ALREADY_DONE']);
    expect([await startsOf(0), await startsOf(1), await startsOf(2)].sort()).toEqual(
      ['09:00', '09:30', '14:00'].map(local),
    );
    expect(await letters('invited')).toHaveLength(3);
  });

  it('are confirmed, or moved to a free slot; two cannot take the same', async () => {
    // What cannot be read confirms nothing.
    expect((await say(0, { act: 'x' })).status).toBe(422);
    expect(await say(0, { act: 'confirmed' })).toEqual({ status: 201, found: [] });
    const startsAt = new Date(local('14:30')).toISOString();
    expect((await say(1, { act: 'chosen', startsAt })).status).toBe(201);
    expect(await startsOf(1)).toBe(local('14:30'));
    expect(await say(2, { act: 'chosen', startsAt })).toEqual({ status: 409, found: ['SLOT_NOT_FREE'] });
    const other = new Date(local('11:00')).toISOString();
    expect((await say(2, { act: 'chosen', startsAt: other })).found).toEqual(['SLOT_NOT_FREE']);
    expect(await letters('interview-chosen')).toHaveLength(1);
  });

  it('another time is asked for in words; the secretary gives it or not', async () => {
    expect((await say(2, { act: 'asked', text: ' ' })).found).toEqual(['REASON_MISSING']);
    expect((await say(2, { act: 'asked', text: 'Іссапар <b>' })).status).toBe(201);
    expect((await say(2, { act: 'asked', text: 'тағы' })).found).toEqual(['MOVE_ASKED_ALREADY']);
    const shown = await page('/desk/ru/10/interviews/');
    expect(shown).toContain('Іссапар &lt;b&gt;');
    expect(shown).toContain('Просит другое время');
    const application = filed[2]?.id;
    await act('decline-move', { application, reason: 'Басқа уақыт жоқ' });
    expect(await refused('decline-move', { application, reason: 'x' })).toEqual(['MOVE_NOT_ASKED']);
    const taken = { application, place: 'Семей', reason: 'x', startsAt: '2026-09-28T09:10:00+05:00' };
    expect(await refused('move-interview', taken)).toEqual(['INTERVIEWS_OVERLAP']);
    await act('move-interview', {
      application,
      startsAt: '2026-09-28T16:00:00+05:00',
      place: 'Семей',
      reason: 'Орын босады',
    });
    expect(await startsOf(2)).toBe(local('16:00'));
    const status = await filed[2]?.client.send('/ru/application/status/', { headers: filed[2].bearer });
    expect(String(status?.body.text)).toContain('Секретарь назначил новое время');
    expect(
      [await letters('interview-kept'), await letters('interview-moved')].map((rows) => rows.length),
    ).toEqual([1, 1]);
  });

  it('free times are opened and taken back while nobody holds them, and nobody is written to', async () => {
    const free = async (): Promise<string[]> =>
      [...(await page('/desk/ru/10/interviews/')).matchAll(/name="starts:list" value="([^"]+)"/g)].map(
        ([, at = '']) => new Date(Date.parse(at) + 5 * 3_600_000).toISOString().slice(11, 16),
      );
    const starts = (...times: string[]) => ({ starts: times.map((time) => `2026-09-28T${time}:00+05:00`) });
    const before = (await house.query('SELECT key FROM outbox')).length;
    expect(await free()).toEqual(['09:30', '14:00']);
    expect(await refused('close-slots', starts('14:00', '14:30'))).toEqual(['SLOT_NOT_FREE']);
    expect(await act('close-slots', starts('09:30'))).toEqual({ closed: 1 });
    expect(await refused('close-slots', starts('09:30'))).toEqual(['SLOT_NOT_FREE']);
    const chosen = { act: 'chosen', startsAt: new Date(local('09:30')).toISOString() };
    expect((await say(0, chosen)).found).toEqual(['SLOT_NOT_FREE']);
    const hours = {
      minutes: 30,
      place: 'Семей',
      windows: [{ day: '2026-09-28', from: '15:30', until: '17:00' }],
    };
    expect(await act('open-slots', hours)).toEqual({ opened: 2 });
    expect(await refused('open-slots', hours)).toEqual(['SLOTS_NONE']);
    expect(await free()).toEqual(['14:00', '15:30', '16:30']);
    const past = [{ day: '2026-09-16', from: '15:30', until: '17:00' }];
    expect(await refused('open-slots', { ...hours, windows: past })).toEqual(['INTERVIEW_IN_THE_PAST']);
    expect((await house.query('SELECT key FROM outbox')).length).toBe(before);
    expect(await page('/desk/ru/10/journal/')).toContain('Убрано свободное время собеседований');
    const status = await filed[0]?.client.send('/ru/application/status/', { headers: filed[0].bearer });
    expect(String(status?.body.text)).toContain('28 сентября 2026 года, 16:30 (UTC+5), Семей');
  });

  it('a free time into which an interview reaches is not free', async () => {
    const move = (startsAt: string) => ({ application: filed[2]?.id, startsAt, place: 'Семей', reason: 'x' });
    await act('move-interview', move('2026-09-28T16:45:00+05:00'));
    const chosen = { act: 'chosen', startsAt: new Date(local('16:30')).toISOString() };
    expect((await say(0, chosen)).found).toEqual(['SLOT_NOT_FREE']);
    await act('move-interview', move('2026-09-28T16:00:00+05:00'));
  });

  it('the running order is by time; who has not declared sees nobody of a dossier', async () => {
    const order = await page('/desk/ru/10/interviews/');
    const places = ['Бірінші', 'Екінші', 'Үшінші'].map((name) => order.indexOf(`Организация ${name}`));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(order).toContain('/applications/');
    expect(await page('/desk/ru/10/interviews/', member)).not.toContain('/applications/');
    const stranger = await house.as('secretary-11@example.kz');
    for (const path of ['interviews/', 'sitting/', 'sitting/live/', 'calendar.ics'])
      expect((await stranger.send(`/desk/ru/10/${path}`)).status).toBe(404);
  });
});

describe('§5 a sitting is called in advance', () => {
  it('for what is ready, by letter to everybody in office', async () => {
    const call = { startsAt: '2026-09-28T17:00:00+05:00', place: 'Зал 1' };
    expect(await refused('call-sitting', { ...call, agenda: ['admission'] })).toEqual(['AGENDA_NOT_READY']);
    expect(await refused('call-sitting', { ...call, startsAt: '2026-09-01T17:00:00+05:00' })).toEqual([
      'SITTING_IN_THE_PAST',
    ]);
    const called = await act('call-sitting', call);
    expect(called).toMatchObject({ agenda: ['interviews', 'vote'], letters: 8 });
    expect(await refused('call-sitting', call)).toEqual(['ALREADY_DONE']);
    const [letter] = await letters('sitting-called');
    expect(JSON.parse(letter?.vals ?? '')).toMatchObject({ place: 'Зал 1', agenda: 'interviews vote' });
    expect(await page('/desk/ru/10/sitting/', member)).toContain('Зал 1');
    expect((await member.json('/api/desk/10/call-sitting', call)).status).toBe(404);
  });

  it('or called off, and called again', async () => {
    await act('call-off-sitting', { reason: 'Зал бос емес' });
    expect(await letters('sitting-off')).toHaveLength(8);
    expect(await refused('call-off-sitting', { reason: 'x' })).toEqual(['NO_SITTING_CALLED']);
    await act('call-sitting', { startsAt: '2026-09-28T18:00:00+05:00', place: 'Зал 2' });
  });

  it('stands in the calendar with the interviews', async () => {
    const text = await (await member.fetch('/desk/ru/10/calendar.ics')).text();
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(4);
    expect(text).toContain('DTSTART:20260928T130000Z');
    expect(text).toContain('DTEND:20260928T043000Z');
    expect(text).not.toContain('Зал 1');
  });
});

describe('§17 a sitting that is open', () => {
  it('shows quorum and ballots to everybody at it, as an open vote does', async () => {
    await house.moveClock('2026-09-28T13:00:00.000Z');
    const appearances = filed.map(({ id }, index) =>
      index === 2
        ? { application: id, appearance: 'no-show', reason: 'Телефонмен хабарлады' }
        : { application: id, appearance: 'appeared' },
    );
    await act('open-sitting', { present: [1, 2, 3, 4, 5], appearances });
    expect((await say(0, { act: 'confirmed' })).found).toEqual(['INTERVIEW_OVER']);
    await act('set-appearance', { application: filed[1]?.id, appearance: 'no-show', reason: 'Кешікті' });
    await act('set-appearance', { application: filed[1]?.id, appearance: 'appeared' });
    await act('ballot', { seat: 1, choices: [filed[0]?.id] });
    expect(await refused('set-appearance', { application: filed[0]?.id, appearance: 'appeared' })).toEqual([
      'APPEARANCE_VOTED',
    ]);
    await act('set-attendance', { present: [1, 2, 3, 4, 6, 7] });
    const live = String((await member.send('/desk/ru/10/sitting/live/')).body.text);
    expect(live).toContain('Внесено голосов: 1 из 6');
    expect(live).toContain('Присутствуют: 6 из 7');
    expect(live).toContain('секретарь');
    expect(live).not.toContain('<html');
  });

  it('is kept whole in the protocol, the same file each time', async () => {
    for (const seat of [2, 3, 4, 6, 7]) await act('ballot', { seat, choices: [filed[0]?.id] });
    await act('close-vote', {});
    const text = (await page('/desk/ru/10/protocols/sitting-1/'))
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
    expect(text).toContain('Зал 2');
    expect(text).not.toContain('Зал 1');
    expect(text).toContain('1) Собеседование с претендентами; 2) Открытое голосование');
    expect(text).toContain('Телефонмен хабарлады');
    const here = await house.query<{ name: string }>(
      "SELECT name FROM seats WHERE commission = '10' AND number IN (1, 2, 3, 4, 6, 7) ORDER BY number",
    );
    const names = here.map(({ name }) => name).join('; ');
    expect(text).toContain(
      `Состав присутствующих изменился, 28 сентября 2026 года, 18:00 (UTC+5). Присутствуют: ${names}.`,
    );
    const bytes = async (): Promise<Buffer> =>
      Buffer.from(await (await secretary.fetch('/desk/ru/10/protocols/sitting-1.docx')).arrayBuffer());
    expect((await bytes()).equals(await bytes())).toBe(true);
  });
});
