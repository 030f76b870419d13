// Figures count what is there, name nobody, and count marks only after the sheets are opened; lists are filtered by what
// they are asked for.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { fullForm } from '../support/edition.ts';
import { mainOf } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let secretary: Client;
const ids: string[] = [];

const act = async (name: string, input: unknown, who = secretary): Promise<void> => {
  const { status, body } = await who.json(`/api/desk/10/${name}`, input);
  expect([name, status, status === 200 ? null : body.findings]).toEqual([name, 200, null]);
};
async function file(changes: Parameters<typeof fullForm>[0]): Promise<void> {
  const client = new Client(house.origin);
  const { body } = await client.json('/api/drafts', { form: fullForm(changes) });
  const headers = { authorization: `Bearer ${String(body.token)}`, 'idempotency-key': newKey() };
  ids.push(String((await client.json('/api/applications', {}, headers)).body.application));
}

beforeAll(async () => {
  house = await startHouse();
  const deadline = await house.placed('2026-09-01T05:00:00.000Z', ['10', '11']);
  await house.moveClock('2026-09-02T18:59:59.999Z', true);
  await file({ organisationKk: 'Тіркеу орталығы' });
  await house.moveClock('2026-09-02T19:00:00.000Z', true);
  await file({ organisationKk: 'Жер бөлімі', kind: 'organisation' });
  await file({ region: '11' });
  await house.moveClock(deadline, true);
  await file({ organisationKk: 'Кеш келген' });
  await file({ organisationKk: '' });
  secretary = await house.as('secretary-10@example.kz');
});
afterAll(() => house.close());

const page = async (path: string, who = secretary) => {
  const { status, body } = await who.send(path);
  const html = mainOf(String(body.text));
  return { status, html, text: html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ') };
};
const csv = async (path: string, who = secretary): Promise<string> => {
  const answer = await who.fetch(path);
  return answer.status === 200 ? answer.text() : String(answer.status);
};

describe('figures', () => {
  it('count by local day, kind, commission and finding', async () => {
    const text = await csv('/desk/ru/10/statistics.csv');
    expect(text).toContain('"Заявки по дням";"2 сентября 2026 года";"1"');
    expect(text).toContain('"Заявки по дням";"3 сентября 2026 года";"1"');
    expect(text).toMatch(/"По виду организации";"[^"]+";"3"\r\n"По виду организации";"[^"]+";"1"/);
    expect(text).toMatch(/"Что нашла проверка \(пункт 13\)";"[^"]*подпис[^"]*";"4"/);
    const country = await csv('/desk/ru/agency/statistics.csv', house.agency);
    expect(country).toMatch(/"По комиссиям";"[^"]+";"4"\r\n"По комиссиям";"[^"]+";"1"/);
  });

  it('have bars that who listens need not hear, and no style of their own', async () => {
    const { html } = await page('/desk/kk/10/statistics/');
    expect(html).toMatch(/<svg class="bar"[^>]*aria-hidden="true"/);
    expect(html).not.toContain('style=');
  });

  it('are for the secretary and the Agency', async () => {
    for (const email of ['chair-10@example.kz', 'member1-10@example.kz', 'secretary-11@example.kz']) {
      const who = await house.as(email);
      expect([email, (await page('/desk/kk/10/statistics/', who)).status]).toEqual([email, 404]);
      expect([email, await csv('/desk/kk/agency/statistics.csv', who)]).toEqual([email, '404']);
    }
    expect((await page('/desk/kk/10/statistics/', house.agency)).status).toBe(200);
  });
});

describe('the list of applications', () => {
  const found = async (query: string, who = secretary): Promise<number> => {
    const { html } = await page(`/desk/ru/10/?${query}`, who);
    const list = html.slice(html.indexOf('id="applications"'));
    return new Set(list.match(/applications\/[0-9a-f]{32}\//g)).size;
  };

  it('is filtered by lateness, kind, words and what is unread', async () => {
    expect([await found(''), await found('late=1'), await found('kind=organisation')]).toEqual([4, 2, 1]);
    expect([await found('q=тиркеу'), await found('state=received'), await found('state=admitted')]).toEqual([
      1, 4, 0,
    ]);
    expect([await found('unread=1'), await found('kind=no-such-kind')]).toEqual([0, 4]);
  });

  it('is taken along as it is filtered, each line with what the check found and its paragraph', async () => {
    const lines = (await csv('/desk/ru/10/applications.csv?late=1')).trimEnd().split('\r\n');
    expect(lines.length).toBe(3);
    expect(lines.find((line) => line.includes('Кеш келген'))).toContain('"да"');
    expect(lines[1]).toMatch(/приложение 1\)/);
    expect(await csv('/desk/ru/10/applications.csv', await house.as('member1-10@example.kz'))).toBe('404');
  });

  it('shows a member whose own sheet is missing, and the secretary where sheets are', async () => {
    await house.moveClock('2026-09-18T05:00:00.000Z', true);
    const [one = '', two = '', , three = '', four = ''] = ids;
    const admitted = [one, two].map((application) => ({
      application,
      admitted: true,
      grounds: [],
      reason: '',
    }));
    const late = [three, four].map((application) => ({
      application,
      admitted: false,
      grounds: ['LATE'],
      reason: '',
    }));
    await act('admission-list', { items: [...admitted, ...late] });
    const chair = await house.as('chair-10@example.kz');
    await act('confirm-admission', { version: 1 }, chair);
    expect([await found('sheet=1', chair), await found('sheet=1')]).toEqual([2, 2]);
    const sheet = { marks: [5, 5, 4, 4, 3, 3], violations: Array<boolean>(6).fill(false), reason: '' };
    for (const seat of [1, 2, 3, 4, 5]) await act('mark', { application: one, seat, ...sheet });
    expect([await found('sheet=1', chair), await found('sheet=1')]).toEqual([1, 1]);
    for (const seat of [1, 2, 3, 4]) await act('mark', { application: two, seat, ...sheet });
    expect([await found('sheet=1', chair), await found('sheet=1')]).toEqual([0, 1]);
    await act('mark', { application: two, seat: 5, ...sheet });
    expect(await found('sheet=1')).toBe(0);
    expect([await found('state=not-admitted'), await found('state=admitted&late=1')]).toEqual([2, 0]);
  });
});

describe('§15 marks', () => {
  it('are counted only once the sheets are opened', async () => {
    const before = await page('/desk/ru/10/statistics/');
    expect(before.text).toContain('Листы ещё не вскрыты');
    const country = await csv('/desk/ru/agency/statistics.csv', house.agency);
    expect(country).not.toContain('Баллы');
    await act('commit-sheets', {});
    expect((await page('/desk/ru/10/statistics/')).text).toContain('Листы ещё не вскрыты');
    await act('open-sheets', {});
    const text = await csv('/desk/ru/10/statistics.csv');
    expect(text).toMatch(/"Баллы \(пункт 15\): [^"]+";"5";"10"/);
    expect(text).toMatch(/"Баллы \(пункт 15\): [^"]+";"0";"0"/);
    const [member] = await house.query<{ name: string }>(
      "SELECT name FROM seats WHERE commission = '10' AND number = 2",
    );
    expect(text).not.toContain(member?.name);
    expect(text).toContain('"Основания недопуска (пункт 14)"');
    expect(text).toMatch(/"Время от приёма до решения";"2 дня";"2"/);
  });
});
