// §13–14: the secretary looks at each application and proposes; the list is made of that; the chair confirms.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../host/rehearsal/client.ts';
import { file } from '../support/filed.ts';
import { mainOf } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let secretary: Client;
let chair: Client;
let full: string;
let bare: string;

beforeAll(async () => {
  house = await startHouse();
  const deadline = await house.placed('2026-09-01T05:00:00.000Z', ['10']);
  full = (await file(house.origin, { organisationKk: 'Тіркеу орталығы' })).id;
  await house.moveClock(deadline + 1000);
  bare = (await file(house.origin, { organisationKk: 'Мәслихат аппараты', services: '' })).id;
  [secretary, chair] = [await house.as('secretary-10@example.kz'), await house.as('chair-10@example.kz')];
});
afterAll(() => house.close());

const act = (who: Client, name: string, input: unknown) => who.json(`/api/desk/10/${name}`, input);
const codes = (body: Record<string, unknown>): string[] =>
  ((body.findings ?? []) as { code: string }[]).map(({ code }) => code);
const page = async (path: string, who = secretary): Promise<string> =>
  mainOf(String((await who.send(`/desk/ru/10/${path}`)).body.text))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('§13 the check of one application', () => {
  it('shows what was filed beside each item and what was found', async () => {
    const shown = await page(`applications/${bare}/check/`);
    expect(shown).toContain('! Срок Заявка поступила после окончания срока. (пункт 14)');
    expect(shown).toContain('✓ Тип услугодателя');
    expect(shown).toMatch(/! Оказываемые государственные услуги [^!]* \(пункт 9\)/);
    // Each item leads to what it is about.
    const html = String((await secretary.send(`/desk/ru/10/applications/${bare}/check/`)).body.text);
    const anchors = [...html.matchAll(/<a href="#([\w.-]+)">/g)].map(([, id]) => id ?? '');
    expect(anchors.length).toBeGreaterThan(20);
    expect(anchors.filter((id) => !html.includes(`id="${id}"`))).toEqual([]);
    expect((await house.agency.send(`/desk/ru/10/applications/${bare}/check/`)).status).toBe(404);
  });

  it('ends with a person’s word, held to the facts', async () => {
    const propose = (application: string, more: unknown) =>
      act(secretary, 'propose', { application, ...(more as object) });
    expect(codes((await propose(full, { admitted: false, grounds: ['LATE'] })).body)).toEqual([
      'GROUND_NOT_FOUND',
    ]);
    expect(codes((await propose(full, { admitted: false })).body)).toEqual(['REFUSAL_WITHOUT_GROUND']);
    expect(codes((await act(secretary, 'admission-list', {})).body)).toEqual(['ADMISSION_LIST_INCOMPLETE']);
    expect((await propose(full, { admitted: true })).status).toBe(200);
    expect((await propose(bare, { admitted: true })).status).toBe(200);
    expect((await propose(bare, { admitted: false, grounds: ['LATE', 'INCOMPLETE'] })).status).toBe(200);
    expect((await act(chair, 'propose', { application: full, admitted: true })).status).toBe(404);
    expect(await page('')).toContain('Рассмотрено заявок: 2 из 2');
  });
});

describe('§14 the list', () => {
  it('is given back by the chair with a reason, and not confirmed before it is prepared anew', async () => {
    const { version } = (await act(secretary, 'admission-list', {})).body;
    const back = (more: object) =>
      act(chair, 'return-admission', { version, reason: 'Қайта қараңыз', ...more });
    expect((await back({ reason: ' ' })).status).toBe(422);
    expect(codes((await back({ version: 2 })).body)).toEqual(['STATE_CHANGED']);
    expect((await back({})).status).toBe(200);
    expect(codes((await act(chair, 'confirm-admission', { version })).body)).toEqual([
      'ADMISSION_NOT_PREPARED',
    ]);
    expect(codes((await back({})).body)).toEqual(['ADMISSION_NOT_PREPARED']);
    expect(await page('')).toContain('Қайта қараңыз');
    expect(await house.query("SELECT recipient FROM outbox WHERE template = 'list-returned'")).toEqual([
      { recipient: 'secretary-10@example.kz' },
    ]);
  });

  it('is made of the newest proposals; what another decided meanwhile is shown, not overwritten', async () => {
    const first = await act(secretary, 'admission-list', {});
    const second = await act(secretary, 'admission-list', {});
    expect([first.body.version, second.body.version]).toEqual([2, 3]);
    expect(await page('')).not.toContain('Қайта қараңыз');
    expect(codes((await act(chair, 'confirm-admission', { version: 2 })).body)).toEqual(['STATE_CHANGED']);
    const confirmed = await act(chair, 'confirm-admission', { version: 3 });
    expect(confirmed.body).toEqual({ admitted: 1, of: 2 });
    const late = await act(secretary, 'propose', { application: bare, admitted: true });
    expect([late.status, codes(late.body)]).toEqual([409, ['ALREADY_DECIDED']]);
  });

  it('has its protocol: how each came, what the check found, what was decided', async () => {
    const protocol = await page('protocols/admission/');
    expect(protocol).toContain('Протокол приёма заявок и проверки их комплектности');
    expect(protocol).toMatch(/Мәслихат|Управление/);
    expect(protocol).toContain('В электронном виде');
    expect(protocol).toMatch(/Не допущена?; .*(срок|комплект)/i);
    const docx = await secretary.fetch('/desk/ru/10/protocols/admission.docx');
    const again = await secretary.fetch('/desk/ru/10/protocols/admission.docx');
    expect(Buffer.from(await docx.arrayBuffer()).equals(Buffer.from(await again.arrayBuffer()))).toBe(true);
  });
});
