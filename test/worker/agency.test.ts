// §12, §13: what the Agency sees and does for the whole country: moved days, the map and the table, reminders, retention,
// editions.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Register } from '#rules/publication';
import { verifyRegister } from '#rules/verify-register';
import { Client } from '../../host/rehearsal/client.ts';
import { codes, done, fileAll, lettersOf, send as sendTo, wordsOf } from '../support/desk.ts';
import type { Answer } from '../support/desk.ts';
import { fullForm } from '../support/edition.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let secretary: Client;

const send = (name: string, input: unknown, who = secretary, commission = '10'): Promise<Answer> =>
  sendTo(who, commission, name, input);
const agency = (name: string, input: unknown, commission = 'agency'): Promise<Record<string, unknown>> =>
  done(house.agency, commission, name, input);
const text = (path: string, who = house.agency): Promise<string> => wordsOf(who, path);
const letters = (template: string) => lettersOf(house, template);
const register = async (): Promise<Register> =>
  (await fetch(`${house.origin}/api/register`)).json<Register>();
const reason = { kk: 'Үкімет қаулысы', ru: 'Постановление Правительства', en: 'Decree of the Government' };

beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10', '11']);
  await fileAll(house, ['Бірінші', 'Екінші', 'Үшінші']);
  secretary = await house.as('secretary-10@example.kz');
});
afterAll(() => house.close());

describe('§13 a day that the Government moved', () => {
  it("is the Agency's to declare, for a day ahead that is not so already", async () => {
    const move = (date: string, working: boolean, who = house.agency) =>
      send('move-day', { date, working, reason }, who, 'agency');
    expect((await move('2026-09-17', false, secretary)).status).toBe(404);
    expect(codes(await move('2026-09-01', false))).toEqual(['MOVED_DAY_PAST']);
    expect(codes(await move('2026-09-17', true))).toEqual(['DAY_IS_SO']);
    expect(codes(await move('2039-09-17', true))).toEqual(['CALENDAR_YEAR_UNKNOWN']);
    expect((await move('2026-09-17', false)).status).toBe(200);
  });

  it('is a publication; every due day counts with it from then on; the site says it', async () => {
    const published = await register();
    expect(published.publications.at(-1)?.body).toEqual({
      kind: 'calendar',
      date: '2026-09-17',
      working: false,
      reason,
    });
    expect((await verifyRegister(JSON.stringify(published))).steps.length).toBeGreaterThan(0);
    await house.moveClock('2026-09-16T05:00:00.000Z');
    // 24 September without it.
    expect(await text('/desk/ru/10/')).toContain('25 сентября 2026 года');
    await house.moveClock('2026-09-02T05:00:00.000Z');
    await house.tick();
    await house.rebuilt();
    const home = await (await fetch(`${house.origin}/ru/`)).text();
    expect(home).toContain('Объявлен выходным днём: 17 сентября 2026 года.');
    expect(home).toContain('Причина: Постановление Правительства');
  });

  it('§12 where the last day becomes a day off the term ends with the next working day, and is told', async () => {
    const client = new Client(house.origin);
    await client.json('/api/drafts', { form: fullForm({ email: 'open@example.kz', letterLanguage: 'ru' }) });
    const { lastDay, deadline } = await agency('move-day', { date: '2026-09-15', working: false, reason });
    expect([lastDay, deadline]).toEqual(['2026-09-16', '2026-09-16T19:00:00.000Z']);
    const status = await (
      await fetch(`${house.origin}/api/status`)
    ).json<{ placement: { lastDay: string } }>();
    expect(status.placement.lastDay).toBe('2026-09-16');
    const [letter] = (await letters('extended')).filter(({ recipient }) => recipient === 'open@example.kz');
    expect(letter?.vals).toContain('16 сентября 2026 года, 23:59 (UTC+5)');
    // Working again: the term that runs is not taken back.
    const again = await agency('move-day', { date: '2026-09-15', working: true, reason });
    expect(again.lastDay).toBe('2026-09-16');
    const answer = await fetch(`${house.origin}/api/register`);
    expect((await verifyRegister(await answer.text())).ok).toBe(true);
  });
});

describe('the country on one screen', () => {
  it('counts what was filed and says what each commission owes, in words', async () => {
    await house.moveClock('2026-09-24T05:00:00.000Z');
    const country = await text('/desk/ru/');
    expect(country).toContain('Подано 3 В электронном виде: 3');
    expect(country).toContain('область Абай – 8 3 эл.: 3 0');
    expect(country).toContain('Комиссий с просрочкой 0');
    expect(country).toContain('область Абай: 0. приём и проверка заявок');
    const csv = await (await house.agency.fetch('/desk/ru/agency/country.csv')).arrayBuffer();
    const lines = Buffer.from(csv).toString('utf8').split('\r\n');
    expect(lines[0]?.startsWith('\uFEFF')).toBe(true);
    expect(lines[0]).toContain('"Комиссия";"Состав";"Подано";"В электронном виде";"Лично, на бумаге"');
    expect(lines.find((line) => line.includes('Абай'))).toBe(
      '"область Абай";"8";"3";"3";"0";"0";"0";"0";"0";"нет";"нет";"–";"0";"Подготовить список допуска (пункт 13): 28 сентября 2026 года, осталось 2 рабочих дня; Утвердить список допуска (пункт 14): 28 сентября 2026 года, осталось 2 рабочих дня"',
    );
    expect(lines).toHaveLength(23);
    await house.moveClock('2026-09-30T05:00:00.000Z');
    const late = await text('/desk/ru/');
    expect(late).toContain('Комиссий с просрочкой 20');
    expect(late).toMatch(
      /! 28 сентября 2026 года, просрочено на 2 рабочих дня Подготовить список допуска \(пункт 13\)/,
    );
  });

  it("is the Agency's alone, and so are its pages", async () => {
    expect(await text('/desk/ru/', secretary)).not.toContain('По стране');
    expect((await secretary.fetch('/desk/ru/agency/country.csv')).status).toBe(404);
    for (const page of ['letters', 'extracts', 'retention', 'editions']) {
      expect([page, (await secretary.send(`/desk/ru/agency/${page}/`)).status]).toEqual([page, 404]);
      expect([page, (await house.agency.send(`/desk/ru/agency/${page}/`)).status]).toEqual([page, 200]);
      const stranger = await new Client(house.origin).send(`/desk/ru/agency/${page}/`);
      expect([page, stranger.location]).toEqual([page, '/desk/ru/sign-in/']);
    }
  });
});

describe('reminders to commissions', () => {
  const reminders = async (kind: string): Promise<string[]> =>
    (await letters('commission-due')).flatMap(({ key, recipient }) =>
      key.startsWith(`commission-due:${kind}:`) ? [recipient] : [],
    );

  it('go out before a due day and once when it has passed, however often the tick runs', async () => {
    await house.moveClock('2026-09-24T05:30:00.000Z');
    await house.tick();
    expect(await reminders('soon')).toEqual([]);
    await house.moveClock('2026-09-25T05:30:00.000Z');
    await house.tick();
    await house.tick();
    const expected = ['chair-10', 'chair-11', 'secretary-10', 'secretary-11'].map(
      (who) => `${who}@example.kz`,
    );
    expect((await reminders('soon')).sort()).toEqual(expected);
    await house.moveClock('2026-09-29T05:30:00.000Z');
    await house.tick();
    await house.moveClock('2026-09-30T05:30:00.000Z');
    await house.tick();
    expect((await reminders('overdue')).sort()).toEqual(expected);
  });

  it('and by a button, once a day, to secretary and chair', async () => {
    expect((await send('remind-commission', {}, secretary)).status).toBe(404);
    expect(await agency('remind-commission', {}, '10')).toMatchObject({ letters: 2 });
    expect(codes(await send('remind-commission', {}, house.agency))).toEqual(['REMINDED_TODAY']);
    expect((await reminders('asked')).sort()).toEqual(['chair-10@example.kz', 'secretary-10@example.kz']);
    expect(codes(await send('remind-commission', {}, house.agency, 'KZ'))).toEqual(['NOTHING_DUE']);
    expect(codes(await send('remind-commission', {}, house.agency, '15'))).toEqual(['COMMISSION_NOT_FORMED']);
    const [letter] = await letters('commission-due');
    expect(JSON.parse(letter?.vals ?? '{}')).toMatchObject({ commission: '10' });
    expect(letter?.vals).toContain('admission-list|13|2026-09-28|-2');
  });
});

describe('retention and editions', () => {
  it('says from which day what is erased, how much is held, and what was erased', async () => {
    const before = await text('/desk/ru/agency/retention/');
    expect(before).toContain('17 октября 2026 года');
    expect(before).toContain('Станет известно после республиканского результата');
    expect(before).toContain('Пока ничего не удалено');
    await house.moveClock('2026-11-20T05:00:00.000Z');
    await house.tick();
    const after = await text('/desk/ru/agency/retention/');
    expect(after).toContain('Истёк срок хранения');
    expect(after).not.toContain('Пока ничего не удалено');
  });

  it('says which edition runs and what a person decides before the next one', async () => {
    const page = await text('/desk/ru/agency/editions/');
    expect(page).toContain('2026 Идёт');
    expect(page).toContain('npm run edition -- 2027');
    expect(page).toContain('handover.dossiers = contenders');
  });
});
