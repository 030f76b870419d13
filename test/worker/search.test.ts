// Search in a list whose names are cut into grams finds what a walk through it finds, letter for letter.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { searchFold } from '#rules/kazakh';
import type { Client } from '../../host/rehearsal/client.ts';
import { CUT } from '../../worker/db/search.ts';
import { crowd } from '../support/crowd.ts';
import { file } from '../support/filed.ts';
import { mainOf } from '../support/reader.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

const NAMES = 120;
const SCREEN = 50;
const WORDS = ['Қазына', 'ГКП', 'ұлттық банк', 'ЦОН №7', 'мектеп-гимназия', 'ҮЗДІК', 'ао', 'я', 'Ёлка', '𐐷х'];

let house: TestHouse;
let secretary: Client;

beforeAll(async () => {
  house = await startHouse();
  await house.placed('2026-09-01T05:00:00.000Z', ['10', '11']);
  const { id } = await file(house.origin, { organisationKk: 'Алғашқы', organisationRu: 'Первая' });
  await crowd(house, id, '10', NAMES);
  // Names of one to four words, no two alike.
  const named = Array.from({ length: NAMES }, (_, index) => index + 1).map((n) => {
    const words = [n, n * 7, n * 31, n * 57].slice(0, 1 + (n % 4)).map((at) => WORDS[at % WORDS.length]);
    return { id: idOf(n), fold: searchFold(words.join(' ')) };
  });
  await house.query(
    `UPDATE applications SET organisation_fold = value ->> 'fold' FROM json_each(?)
     WHERE applications.id = value ->> 'id'`,
    JSON.stringify(named),
  );
  secretary = await house.as('secretary-10@example.kz');
});
afterAll(() => house.close());

const idOf = (n: number): string => `10${String(n).padStart(30, '0')}`;

async function cut(from: number, to: number): Promise<void> {
  const ids = Array.from({ length: to - from + 1 }, (_, index) => idOf(from + index));
  for (const sql of CUT) await house.query(sql, JSON.stringify(ids));
}

/** References that the desk shows, over all its pages. */
async function found(search: string): Promise<string[]> {
  const shown: string[] = [];
  for (let page = 0; ; page += 1) {
    const query = new URLSearchParams({ q: search, p: String(page) }).toString();
    const html = mainOf(String((await secretary.send(`/desk/ru/10/?${query}`)).body.text));
    const rows = [...html.matchAll(/applications\/\w+\/check\/"[^>]*>(UZ26-[\w-]+)</g)];
    shown.push(...rows.map(([, reference]) => reference ?? ''));
    if (rows.length < SCREEN) return shown;
  }
}

/** The same by reading every row. */
async function walked(search: string): Promise<string[]> {
  const rows = await house.query<{ reference: string }>(
    `SELECT reference FROM applications WHERE commission = '10' AND in_force = 1
       AND (instr(organisation_fold, ?) > 0 OR instr(reference, ?) > 0) ORDER BY organisation_sort, id`,
    searchFold(search),
    search.trim().toUpperCase(),
  );
  return rows.map(({ reference }) => reference);
}

describe('search by grams', () => {
  it('finds what a walk finds: whole words, parts, one letter, references, nothing', async () => {
    await cut(1, 80);
    const parts = fc
      .constantFrom(...WORDS)
      .chain((word) =>
        fc
          .tuple(fc.nat([...word].length), fc.nat([...word].length))
          .map(([one, other]) => [...word].slice(Math.min(one, other), Math.max(one, other)).join('')),
      );
    const search = fc.oneof(
      parts,
      fc.tuple(parts, parts).map((two) => two.join(' ')),
      fc.nat(200).map((n) => `uz26-1000${String(n).padStart(4, '0')}`.slice(0, 4 + (n % 10))),
      fc.nat(140).map((n) => String(n)),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
      fc.constantFrom('-', '"', "'", '%', 'OR', '\u0000', 'а\u0000б', 'zz', 'щщщщ', 'я', 'х'),
    );
    await fc.assert(
      fc.asyncProperty(search, async (text) => {
        // Of what asks for nothing all are shown.
        if (text.trim() !== '') expect([text, await found(text)]).toEqual([text, await walked(text)]);
      }),
      { numRuns: 60 },
    );
  });

  it('is led by the grams: what has none is not found', async () => {
    expect(await found('UZ26-10000007')).toEqual(['UZ26-10000007']);
    await house.query(
      'DELETE FROM search_grams WHERE number = (SELECT number FROM search_numbers WHERE application = ?)',
      idOf(7),
    );
    expect(await found('UZ26-10000007')).toEqual([]);
  });

  it('leaves no letter of a name that was erased, and finds what is heard elsewhere there', async () => {
    const number = '(SELECT number FROM search_numbers WHERE application = ?)';
    const grams = `SELECT count(*) AS n FROM search_grams WHERE number = ${number}`;
    expect((await house.query<{ n: number }>(grams, idOf(5)))[0]?.n).toBeGreaterThan(10);
    await house.query("UPDATE applications SET organisation_fold = '' WHERE id = ?", idOf(5));
    expect(await house.query(grams, idOf(5))).toEqual([{ n: 0 }]);
    expect(await found('UZ26-10000005')).toEqual(['UZ26-10000005']);
    await house.query("UPDATE applications SET commission = '11' WHERE id = ?", idOf(6));
    expect(await found('UZ26-10000006')).toEqual([]);
    expect(await house.query(grams, idOf(6))).toEqual([{ n: 0 }]);
    await cut(6, 6);
    expect(
      await house.query(`SELECT DISTINCT commission FROM search_grams WHERE number = ${number}`, idOf(6)),
    ).toEqual([{ commission: '11' }]);
  });

  it('is prepared by the minute tick for what is too long to be walked, a part at a time', async () => {
    const left = "SELECT count(*) AS n FROM applications WHERE commission = '11' AND in_grams = 0";
    await crowd(house, idOf(1), '11', 10_150);
    await house.tick();
    expect(await house.query(left)).toEqual([{ n: 10_000 }]);
    await house.tick();
    expect(await house.query(left)).toEqual([{ n: 10_000 }]);
  });
});
