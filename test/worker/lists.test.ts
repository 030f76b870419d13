// Long lists: one screen at a time, searched by folded text, counted by columns that say what the tables say.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../host/rehearsal/client.ts';
import { crowd } from '../support/crowd.ts';
import { file } from '../support/filed.ts';
import { mainOf } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

let house: TestHouse;
let secretary: Client;

beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10', '11']);
  const { id } = await file(house.origin, { organisationKk: 'Қазына', organisationRu: 'Қазына' });
  await crowd(house, id, '10', 120);
  await crowd(house, id, '11', 1234);
  secretary = await house.as('secretary-10@example.kz');
});
afterAll(() => house.close());

const rows = async (query: string): Promise<string[]> => {
  const page = mainOf(String((await secretary.send(`/desk/ru/10/${query}`)).body.text));
  return [...page.matchAll(/applications\/\w+\/check\/"[^>]*>(UZ26-[\w-]+)</g)].map(
    ([, reference]) => reference ?? '',
  );
};

describe('a long list', () => {
  it('is shown a screen at a time, in one order, each row once', async () => {
    const screens = [await rows(''), await rows('?p=1'), await rows('?p=2'), await rows('?p=3')];
    expect(screens.map((screen) => screen.length)).toEqual([50, 50, 21, 0]);
    expect(new Set(screens.flat()).size).toBe(121);
    expect(screens[0]?.slice(0, 2)).toEqual(['UZ26-10000001', 'UZ26-10000002']);
    const page = mainOf(String((await secretary.send('/desk/ru/10/?p=1')).body.text));
    expect(page).toContain('Страница 2 из 3');
    expect(page).toContain('121');
  });

  it('goes on from what was shown, there and back, also where somebody filed meanwhile', async () => {
    const office = await house.as('secretary-11@example.kz');
    const read = async (query: string) => {
      const text = mainOf(String((await office.send(`/desk/ru/11/${query}`)).body.text));
      const links = [...text.matchAll(/href="[^"?]*(\?[^"#]*)#applications">(?:← )?(Предыдущая|Следующая)/g)];
      const to = (name: string): string =>
        (links.find(([, , word]) => word === name)?.[1] ?? '').replaceAll('&amp;', '&');
      const shown = [...text.matchAll(/check\/"[^>]*>(UZ26-[\w-]+)</g)].map(
        ([, reference]) => reference ?? '',
      );
      return { shown, back: to('Предыдущая'), on: to('Следующая') };
    };
    for (const filter of ['', '?q=ұйым']) {
      const first = await read(filter);
      const second = await read(first.on);
      const third = await read(second.on);
      expect(second.on).toMatch(/p=2&after=11\d+$/);
      expect([first, second, third].flatMap(({ shown }) => shown)).toEqual(
        Array.from({ length: 150 }, (_, index) => `UZ26-11${String(index + 1).padStart(6, '0')}`),
      );
      expect((await read(third.back)).shown).toEqual(second.shown);
      // Somebody stands before all others now: what was shown is not shown again.
      await house.query("UPDATE applications SET organisation_sort = '0' WHERE reference = 'UZ26-11001200'");
      expect((await read(second.on)).shown).toEqual(third.shown);
      await house.query(
        "UPDATE applications SET organisation_sort = '001200' WHERE reference = 'UZ26-11001200'",
      );
      // Beside one that is heard elsewhere, or nowhere, nothing is told: the number of the page counts.
      for (const other of ['nobody', `10${'60'.padStart(30, '0')}`])
        expect((await read(second.on.replace(/after=.*/, `after=${other}`))).shown).toEqual(third.shown);
    }
  });

  it('is searched by the name in either script and by the number', async () => {
    expect(await rows('?q=казына')).toHaveLength(1);
    expect(await rows('?q=UZ26-10000077')).toEqual(['UZ26-10000077']);
    expect(await rows('?q=организация 11')).toHaveLength(11);
    expect(await rows("?q=%25' OR 1=1")).toEqual([]);
  });

  it('is counted up to a thousand where it is filtered, and goes on page by page', async () => {
    const office = await house.as('secretary-11@example.kz');
    const page = async (query: string): Promise<string> =>
      mainOf(String((await office.send(`/desk/ru/11/${query}`)).body.text));
    const shown = (text: string): string[] =>
      [...text.matchAll(/check\/"[^>]*>(UZ26-[\w-]+)</g)].map(([, reference]) => reference ?? '');
    const first = await page('?q=ұйым');
    expect(first).toContain('Найдено: не менее 1000');
    expect(first).toContain('Страница 1');
    expect(first).not.toContain('Страница 1 из');
    const beyond = await page('?q=ұйым&p=24');
    expect(shown(beyond)).toHaveLength(34);
    expect(beyond).not.toContain('Следующая');
    // All of them: the end is read from the end.
    expect(shown(await page('?p=24'))).toEqual(shown(beyond));
    expect(shown(await page('?p=13'))[0]).toBe('UZ26-11000651');
    expect(await page('?p=24')).toContain('Страница 25 из 25');
  });

  it('is counted as the tables stand', async () => {
    const seat = "(SELECT id FROM seats WHERE email = 'member1-10@example.kz')";
    const id = (n: number): string => `10${String(n).padStart(30, '0')}`;
    for (const n of [1, 2, 3])
      await house.query("INSERT INTO decisions VALUES (?, ?, '[]', '', 1, '')", id(n), n < 3 ? 1 : 0);
    await house.query(`INSERT INTO proposals VALUES (?, 1, 1, '[]', '', 1, ${seat})`, id(4));
    await house.query("INSERT INTO withdrawals VALUES (?, '', 1, '')", id(2));
    for (const version of [1, 2])
      await house.query(
        `INSERT INTO mark_sheets (application, seat, version, marks, violations, reason, nonce, commitment, entered_by, filed_at)
         VALUES (?, ${seat}, ?, '[]', '[]', '', '', '', '', 1)`,
        id(1),
        version,
      );
    await house.query(`INSERT INTO recusals VALUES (?, ${seat}, '', 1)`, id(1));
    const kept = await house.query(
      'SELECT standing, sheets, conflicts FROM applications WHERE id BETWEEN ? AND ? ORDER BY id',
      id(1),
      id(5),
    );
    expect(kept).toEqual([
      { standing: 'admitted', sheets: 1, conflicts: 1 },
      { standing: 'withdrawn', sheets: 0, conflicts: 0 },
      { standing: 'not-admitted', sheets: 0, conflicts: 0 },
      { standing: 'proposed', sheets: 0, conflicts: 0 },
      { standing: 'received', sheets: 0, conflicts: 0 },
    ]);
    await house.query(`INSERT INTO declarations VALUES (?, ${seat}, 1, 1, 0)`, id(1));
    await house.query(`INSERT INTO declarations VALUES (?, ${seat}, 0, 1, 0)`, id(2));
    await house.query(`INSERT INTO declarations VALUES (?, ${seat}, 0, 1, 0)`, id(5));
    await house.query("INSERT INTO withdrawals VALUES (?, '', 1, '')", id(5));
    for (const [kept, of] of [
      [
        'SELECT commission, standing, conflicts, sheets, n FROM application_counts WHERE n <> 0 ORDER BY 1, 2, 3, 4',
        `SELECT commission, standing, conflicts, sheets, count(*) AS n FROM applications WHERE in_force = 1
           GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
      ],
      [
        'SELECT seat, conflict, n FROM declaration_counts WHERE n <> 0 ORDER BY 1, 2',
        'SELECT seat, conflict, count(*) AS n FROM declarations WHERE stale = 0 GROUP BY 1, 2 ORDER BY 1, 2',
      ],
      [
        'SELECT * FROM sheet_counts',
        'SELECT seat, count(*) AS n FROM mark_sheets WHERE version = 1 GROUP BY 1',
      ],
    ] as const)
      expect(await house.query(kept)).toEqual(await house.query(of));
  });
});
