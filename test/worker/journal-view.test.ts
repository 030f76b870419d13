// The journal at the desk: who sees what of it, filters, pages by key, its chain, and what it never tells.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import tools from '#content/texts/tools.json' with { type: 'json' };
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { fullForm } from '../support/edition.ts';
import { mainOf } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let secretary: Client;
const filed: { id: string; reference: string }[] = [];
const REASON = 'Құпия себеп';

const act = async (name: string, input: unknown, who = secretary): Promise<void> => {
  const { status, body } = await who.json(`/api/desk/10/${name}`, input);
  expect([name, status, status === 200 ? null : body.findings]).toEqual([name, 200, null]);
};

beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10', '11']);
  for (const region of ['10', '10', '11', '10']) {
    const client = new Client(house.origin);
    const { body } = await client.json('/api/drafts', { form: fullForm({ region }) });
    const headers = { authorization: `Bearer ${String(body.token)}`, 'idempotency-key': newKey() };
    const answer = (await client.json('/api/applications', {}, headers)).body;
    filed.push({ id: String(answer.application), reference: String(answer.reference) });
  }
  await house.moveClock('2026-09-17T05:00:00.000Z', true);
  secretary = await house.as('secretary-10@example.kz');
  await act('transfer', { application: filed[3]?.id, target: '11', reason: 'Басқа өңір' });
  const own = filed.slice(0, 2);
  const items = own.map(({ id }) => ({ application: id, admitted: true, grounds: [], reason: '' }));
  await act('admission-list', { items });
  await act('confirm-admission', { version: 1 }, await house.as('chair-10@example.kz'));
  await house.moveClock('2026-09-18T05:00:00.000Z', true);
  const violations = [true, false, false, false, false, false];
  const remarks = [REASON, '', '', '', '', ''];
  for (const { id } of own) {
    for (const seat of [1, 2, 3, 4, 5])
      await act('mark', { application: id, seat, marks: [0, 1, 2, 3, 4, 5], violations, remarks });
  }
});
afterAll(() => house.close());

const journal = async (query = '', who = secretary, place = '10') => {
  const { status, body } = await who.send(`/desk/ru/${place}/journal/${query}`);
  const html = mainOf(String(body.text));
  const rows = html.split('<tbody>')[1]?.split('</tr>').length ?? 1;
  return { status, html, rows: rows - 1, text: html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ') };
};
const csv = async (query = '', who = secretary, place = '10'): Promise<string[]> => {
  const answer = await who.fetch(`/desk/ru/${place}/journal.csv${query}`);
  return answer.status === 200 ? (await answer.text()).trimEnd().split('\r\n').slice(1) : [];
};

describe('a page of the journal', () => {
  it('tells acts in words, with who and when, and that its chain is unbroken', async () => {
    const { text, rows } = await journal();
    // The commission set up, two filings, list, confirmation, ten sheets, one sign-in of secretary and chair each.
    expect(rows).toBeGreaterThanOrEqual(15);
    expect(text).toContain('Заявка подана (пункт 12)');
    expect(text).toContain('Список допуска утверждён (пункты 13, 14)');
    expect(text).toContain(`Цепочка не нарушена. Проверено ${rows} записей`);
  });

  it('of a secretary has the own commission alone, of the Agency all; of others there is none', async () => {
    const [, , foreign] = filed;
    expect((await journal()).text).not.toContain(foreign?.reference);
    expect((await journal(`?reference=${foreign?.reference ?? ''}`)).text).toContain('Таких записей нет');
    const all = await journal(`?reference=${foreign?.reference ?? ''}`, house.agency, 'agency');
    expect([all.rows, all.text.includes('Заявка подана')]).toEqual([1, true]);
    expect((await journal('?commission=11', house.agency, 'agency')).text).toContain(foreign?.reference);
    for (const email of ['chair-10@example.kz', 'member1-10@example.kz', 'secretary-11@example.kz']) {
      const who = await house.as(email);
      expect([email, (await journal('', who)).status]).toEqual([email, 404]);
      expect([email, (await journal('', who, 'agency')).status]).toEqual([email, 404]);
      expect([email, await csv('', who)]).toEqual([email, []]);
    }
  });

  it('leads to the dossiers that are there, and names one that was passed on', async () => {
    const { html, text } = await journal();
    expect(html).toContain(`/desk/ru/10/applications/${filed[0]?.id ?? ''}/`);
    expect(text).toContain(filed[3]?.reference);
    expect(html).not.toContain(`/applications/${filed[3]?.id ?? ''}/`);
  });

  it('never tells a mark or a reason, neither as a page nor as a table', async () => {
    const marks = await journal('?act=mark');
    expect(marks.rows).toBe(10);
    const lines = (await csv('?act=mark')).join();
    const bodies = await house.query<{ body: string }>("SELECT body FROM journal WHERE act = 'mark'");
    for (const { body } of bodies) expect(body).not.toMatch(/marks|violations|Құпия/);
    for (const told of [marks.html, lines]) {
      expect(told).not.toContain(REASON);
      expect(told).not.toContain('[0,1,2,3,4,5]');
    }
  });

  it('is filtered by act, person, application and days, to the day', async () => {
    const [one] = filed;
    const [chair] = await house.query<{ id: string }>(
      "SELECT id FROM seats WHERE commission = '10' AND role = 'chair'",
    );
    const count = async (query: string): Promise<number> => (await csv(query)).length;
    expect(await count('?act=admission-list')).toBe(1);
    expect(await count(`?act=confirm-admission&actor=${chair?.id ?? ''}`)).toBe(1);
    expect(await count(`?act=admission-list&actor=${chair?.id ?? ''}`)).toBe(0);
    expect(await count(`?reference=${one?.reference.toLowerCase() ?? ''}&act=mark`)).toBe(5);
    expect(await count('?from=2026-09-18&to=2026-09-18&act=mark')).toBe(10);
    expect(await count('?from=2026-09-19&act=mark')).toBe(0);
    expect(await count('?to=2026-09-17&act=mark')).toBe(0);
    expect(await count('?from=wrong&act=mark')).toBe(10);
  });

  it('holds one screen; each page begins where the one before it ended', async () => {
    for (let n = 0; n < 60; n += 1) {
      const [one] = filed;
      await act('send-message', { application: one?.id, text: `${n}` });
    }
    const seen: string[] = [];
    let query = '?act=send-message';
    for (let page = 0; page < 2; page += 1) {
      const { html } = await journal(query);
      seen.push(...[...html.matchAll(/Сообщение №: (\d+)/g)].map(([, n]) => n ?? ''));
      query = (/href="[^"?]*\?([^"]*)" rel="next"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&');
      query = query === '' ? '' : `?${query}`;
    }
    expect(query).toBe('');
    expect(seen).toEqual(Array.from({ length: 60 }, (_, index) => String(60 - index)));
  });

  it('is read by an index', async () => {
    const plan = await house.query<{ detail: string }>(
      `EXPLAIN QUERY PLAN SELECT * FROM journal_places p WHERE p.at >= 0 AND p.at < 9 AND p.commission = '10'
         AND (p.at, p.stream, p.seq) < (5, 'x', 1) ORDER BY p.at DESC, p.stream DESC, p.seq DESC LIMIT 50`,
    );
    expect(plan.map(({ detail }) => detail).join()).toMatch(/USING INDEX journal_places_commission/);
    expect(plan.map(({ detail }) => detail).join()).not.toContain('TEMP B-TREE');
  });

  it('says where a chain is broken', async () => {
    house.spoils('an entry is changed', 'the hash of an entry covers it');
    await house.query('DROP TRIGGER journal_no_update');
    await house.query("UPDATE journal SET body = '{\"version\":9}' WHERE act = 'admission-list'");
    const { text } = await journal('?act=admission-list');
    expect(text).toContain('Цепочка нарушена! Записи: commission:10');
  });
});

describe('words', () => {
  it('every act that the code writes has its own', () => {
    const root = join(import.meta.dirname, '../../worker');
    const sources = ['acts', 'routes', '.'].flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((file) => /\.tsx?$/.test(file))
        .map((file) => readFileSync(join(root, folder, file), 'utf8')),
    );
    const names = sources.flatMap((source) => [
      ...[...source.matchAll(/^ {2,8}name: '([a-z-]+)',$/gm)].map(([, name]) => name ?? ''),
      ...[...source.matchAll(/write\(env, filed, '([a-z-]+)'/g)].map(([, name]) => name ?? ''),
    ]);
    expect(names.length).toBeGreaterThan(35);
    expect([...new Set(names)].filter((name) => !(`journal.${name}` in tools))).toEqual([]);
  });
});
