// §8.1, §12–14: what came on paper is entered by the secretary, received when it was handed in, and checked as all are.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, fieldsOf, multipart } from '../../host/rehearsal/client.ts';
import { fullForm } from '../support/edition.ts';
import { mainOf } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

const PDF = new TextEncoder().encode('%PDF-1.7\n% scan\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n');
let house: TestHouse;
let secretary: Client;
let chair: Client;

beforeAll(async () => {
  house = await startHouse();
  const deadline = await house.placed('2026-09-01T05:00:00.000Z', ['10', '11']);
  // Two days after the term.
  await house.moveClock(deadline + 2 * 86_400_000);
  [secretary, chair] = [await house.as('secretary-10@example.kz'), await house.as('chair-10@example.kz')];
});
afterAll(() => house.close());

type Entry = { key: string; channel?: string; handedInAt: string; form?: object; scan?: boolean };
/** As the page of the desk sends it. */
function enter(entry: Entry, who = secretary) {
  const { key, channel = 'post', handedInAt, form = {}, scan = true } = entry;
  const fields: [string, string][] = [
    ['key', key],
    ['language', 'ru'],
    ['channel', channel],
    ['handedInAt', handedInAt],
    ...fieldsOf(fullForm(form)),
  ];
  const files = scan ? [{ field: 'files.form', name: 'скан.pdf', bytes: PDF }] : [];
  const { headers, body } = multipart(fields, files);
  return who.send('/api/desk/10/intake', {
    method: 'POST',
    headers: { ...headers, accept: 'text/html' },
    body,
  });
}
const rows = () =>
  house.query<Record<string, unknown>>(
    'SELECT channel, late, received_at, entered_at, commission, version FROM applications ORDER BY received_at',
  );
const textOf = (html: unknown): string =>
  mainOf(String(html))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('§12 an application on paper', () => {
  it('was received when it was handed in, not when it was entered', async () => {
    const answer = await enter({ key: 'paper-in-time-0000001', handedInAt: '2026-09-15T17:30' });
    expect(answer.status).toBe(303);
    expect(answer.location).toMatch(/^\/desk\/ru\/10\/applications\/[0-9a-f]{32}\/check\/$/);
    const [row] = await rows();
    expect(row).toMatchObject({
      channel: 'post',
      late: 0,
      received_at: Date.parse('2026-09-15T17:30:00+05:00'),
      commission: '10',
    });
    expect(Number(row?.entered_at)).toBeGreaterThan(Number(row?.received_at));
    const page = textOf((await secretary.send(answer.location)).body.text);
    expect(page).toContain('Получена: 15 сентября 2026 года, 17:30 (UTC+5) · По почте, на бумаге');
    const pdf = await secretary.fetch(answer.location.replace('check/', 'receipt.pdf'));
    expect([pdf.status, Buffer.from(await pdf.arrayBuffer()).toString('latin1', 0, 5)]).toEqual([
      200,
      '%PDF-',
    ]);
  });

  it('entered twice from the same form is one application', async () => {
    const again = await enter({ key: 'paper-in-time-0000001', handedInAt: '2026-09-15T17:30' });
    expect(again.status).toBe(303);
    expect(await rows()).toHaveLength(1);
  });

  it('is late by the second, and no earlier than the announcement, and not of tomorrow', async () => {
    const end = '2026-09-15T23:59';
    expect((await enter({ key: 'paper-last-minute-001', handedInAt: end })).status).toBe(303);
    expect((await enter({ key: 'paper-too-late-000001', handedInAt: '2026-09-16T00:00' })).status).toBe(303);
    expect((await rows()).map(({ late }) => late)).toEqual([0, 0, 1]);
    for (const [at, words] of [
      ['2026-08-31T10:00', 'раньше размещения'],
      ['2026-09-30T10:00', 'ещё не наступило'],
      ['', 'Укажите день и время'],
    ] as const) {
      const refused = await enter({
        key: `paper-${at || 'none'}-0000000000`.replace(/[^\w-]/g, '-'),
        handedInAt: at,
      });
      expect(refused.status).toBe(422);
      expect(textOf(refused.body.text)).toContain(words);
    }
    expect(await rows()).toHaveLength(3);
  });

  it('that cannot be read comes back filled in, its scan kept', async () => {
    const key = 'paper-unreadable-0001';
    const wrong = await enter({ key, handedInAt: '2026-09-10T10:00', form: { email: 'no-at-sign' } });
    expect(wrong.status).toBe(422);
    expect(String(wrong.body.text)).toContain('value="no-at-sign"');
    expect(String(wrong.body.text)).toContain('<a href="#email">');
    expect(String(wrong.body.text)).toContain('скан.pdf');
    const how = await enter({ key, channel: '', handedInAt: '2026-09-10T10:00', scan: false });
    expect([how.status, textOf(how.body.text).includes('Отметьте, как поступила заявка')]).toEqual([
      422,
      true,
    ]);
    expect((await enter({ key, handedInAt: '2026-09-10T10:00', scan: false })).status).toBe(303);
    const files = await house.query(
      'SELECT name FROM application_files f JOIN applications a ON a.id = f.application WHERE a.received_at = ?',
      Date.parse('2026-09-10T10:00:00+05:00'),
    );
    expect(files).toEqual([{ name: 'скан.pdf' }]);
  });

  it('its scan is shown in the page, whole or in parts, as viewers of documents and videos ask', async () => {
    const [row] = await house.query<{ application: string; id: string; size: number }>(
      "SELECT application, id, size FROM application_files WHERE name = 'скан.pdf' LIMIT 1",
    );
    const { application = '', id = '', size = 0 } = row ?? {};
    const asked = async (range?: string) => {
      const headers: Record<string, string> = range === undefined ? {} : { range };
      const answer = await secretary.fetch(`/desk/files/10/${application}/${id}`, { headers });
      return {
        status: answer.status,
        range: answer.headers.get('content-range'),
        policy: answer.headers.get('content-security-policy') ?? '',
        bytes: Buffer.from(await answer.arrayBuffer()).toString('latin1'),
      };
    };
    const whole = Buffer.from(PDF).toString('latin1');
    expect(await asked()).toEqual({
      status: 200,
      range: null,
      policy: "sandbox; default-src 'none'; frame-ancestors 'self'",
      bytes: whole,
    });
    expect(await asked('bytes=0-4')).toMatchObject({
      status: 206,
      range: `bytes 0-4/${size}`,
      bytes: '%PDF-',
    });
    expect(await asked('bytes=-6')).toMatchObject({ status: 206, bytes: whole.slice(-6) });
    expect(await asked(`bytes=5-${size + 10}`)).toMatchObject({ status: 206, bytes: whole.slice(5) });
    expect(await asked('bytes=0-1,3-4')).toMatchObject({ status: 200, bytes: whole });
    expect(await asked(`bytes=${size}-`)).toMatchObject({ status: 416, range: `bytes */${size}`, bytes: '' });
  });

  it('is told to who gave an address, with the link to its page; entered by nobody else', async () => {
    const letters = await house.query<{ vals: string }>("SELECT vals FROM outbox WHERE template = 'entered'");
    expect(letters).toHaveLength(3);
    const link = /\/ru\/return\/#([0-9a-f.]+)/.exec(letters[0]?.vals ?? '')?.[1] ?? '';
    const own = await new Client(house.origin).send('/api/applications/receipt', {
      headers: { authorization: `Bearer ${link}` },
    });
    expect([own.status, own.body.commission]).toEqual([200, '10']);
    const journal = await house.query<{ actor: string }>(
      "SELECT DISTINCT s.role FROM journal j JOIN seats s ON s.id = j.actor WHERE j.act = 'file-application'",
    );
    expect(journal).toEqual([{ role: 'secretary' }]);
    for (const who of [chair, house.agency, await house.as('secretary-11@example.kz')])
      expect(
        (await enter({ key: 'paper-denied-00000001', handedInAt: '2026-09-10T10:00' }, who)).status,
      ).toBe(404);
  });
});

describe('§14 what comes after the list is confirmed', () => {
  const act = (who: Client, name: string, input: unknown) => who.json(`/api/desk/10/${name}`, input);
  const codes = (body: Record<string, unknown>): string[] =>
    ((body.findings ?? []) as { code: string }[]).map(({ code }) => code);

  it('is decided by itself, and marking is not closed before', async () => {
    const first = await house.query<{ id: string; late: number }>('SELECT id, late FROM applications');
    for (const { id, late } of first)
      await act(secretary, 'propose', {
        application: id,
        admitted: late === 0,
        grounds: late === 1 ? ['LATE'] : [],
      });
    const { body } = await act(secretary, 'admission-list', {});
    const confirmed = await act(chair, 'confirm-admission', { version: body.version });
    // The scan alone is no evidence, but people admit all the same.
    expect(confirmed.body).toEqual({ admitted: 3, of: 4 });
    await enter({ key: 'paper-after-list-0001', handedInAt: '2026-09-14T12:00' });
    const [after] = await house.query<{ id: string }>(
      'SELECT id FROM applications WHERE received_at = ?',
      Date.parse('2026-09-14T12:00:00+05:00'),
    );
    const application = after?.id ?? '';
    expect(codes((await act(secretary, 'commit-sheets', {})).body)).toEqual(['APPLICATIONS_UNDECIDED']);
    expect(codes((await act(chair, 'decide-application', { application })).body)).toEqual([
      'ADMISSION_NOT_PREPARED',
    ]);
    await act(secretary, 'propose', { application, admitted: true });
    await act(chair, 'declare', { items: [{ application, conflict: false }] });
    const page = textOf((await chair.send(`/desk/ru/10/applications/${application}/check/`)).body.text);
    expect(page).toContain('Предложено допустить');
    expect((await act(chair, 'decide-application', { application })).status).toBe(200);
    expect(codes((await act(chair, 'decide-application', { application })).body)).toEqual(['ALREADY_DONE']);
    expect(codes((await act(secretary, 'commit-sheets', {})).body)).toEqual(['SHEETS_MISSING']);
  });
});
