// What the pages ask of the database, as they ask it: no statement reads a table that grows from end to end, and none
// reads more rows where there are thirty times as many applications.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../host/rehearsal/client.ts';
import { MOST_READ } from '../../worker/db/search.ts';
import { crowd, cutCrowd } from '../support/crowd.ts';
import { file } from '../support/filed.ts';
import type { FiledHere } from '../support/filed.ts';
import { marked } from '../support/marked.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

type Statement = { sql: string; values: (string | number)[]; read: number };

/** Few and many applications, by commission. */
const SIZES = { '10': 100, '11': 3000 } as const;
type Code = keyof typeof SIZES;
const CODES = Object.keys(SIZES) as Code[];
const DAY = 86_400_000;

/** Tables, as statements name them, that may be read from end to end, and why. */
const SCANNED: Record<string, string> = {
  sqlite_master: 'the list of tables, which the sign-in library asks for',
  pragma_table_info: 'columns of one table, for the same library',
  publications: 'a few of each commission, and the last one by its number',
  'p USING INDEX publications_first': 'the same, those of one kind',
  p: 'publications of one commission',
  s: 'seats, eight of a commission',
  transfers: 'what was passed on to another commission',
  'o USING INDEX outbox_held': 'letters that wait for a person, no others',
  'o USING INDEX outbox_failed': 'letters that could not be sent, no others',
  'factor_resets USING INDEX factor_resets_open': 'who lost the second factor and waits, nobody else',
};

let house: TestHouse;
const people = new Map<string, Client>();
const owners = new Map<Code, FiledHere>();

beforeAll(async () => {
  const main = readFileSync(new URL('../support/plans/recorded.js', import.meta.url), 'utf8');
  house = await startHouse(undefined, { main });
  const deadline = await house.placed('2026-09-01T05:00:00.000Z', CODES);
  for (const code of CODES) {
    const owner = await file(house.origin, { region: code });
    owners.set(code, owner);
    await crowd(house, owner.id, code, SIZES[code] - 1);
    await cutCrowd(house, code, 0);
  }
  await house.moveClock(deadline + DAY);
  for (const code of CODES)
    for (const role of ['secretary', 'chair', 'member1'])
      people.set(`${role} ${code}`, await house.as(`${role}-${code}@example.kz`));
});
afterAll(() => house.close());

const list = (code: Code): string => `/desk/kk/${code}/`;
const id = (code: Code, n: number): string => `${code}${String(n).padStart(30, '0')}`;
const one = (code: Code): string => `${list(code)}applications/${id(code, 7)}/`;
const last = (code: Code): number => Math.ceil(SIZES[code] / 50) - 1;
const EVERY: [string, (code: Code) => string][] = [
  ['secretary', () => '/desk/kk/'],
  ['secretary', list],
  ['secretary', (code) => `${list(code)}?p=${last(code)}`],
  ['secretary', (code) => `${list(code)}?p=1&after=${id(code, SIZES[code] / 2)}`],
  ['secretary', (code) => `${list(code)}?p=1&before=${id(code, SIZES[code] / 2)}`],
  ['secretary', (code) => `${list(code)}?state=withdrawn`],
  ['secretary', (code) => `${list(code)}?state=received`],
  ['secretary', (code) => `${list(code)}?kind=none`],
  ['secretary', (code) => `${list(code)}?sheet=1`],
  ['secretary', (code) => `${list(code)}?unread=1`],
  ['secretary', (code) => `${list(code)}?late=1`],
  ['secretary', (code) => `${list(code)}?q=ұйым`],
  ['secretary', (code) => `${list(code)}?q=ұйым ${SIZES[code] - 12}`],
  ['secretary', (code) => `${list(code)}?q=UZ26-${code}000042`],
  ['secretary', (code) => `${list(code)}?q=щщ`],
  ['secretary', (code) => `${one(code)}check/`],
  ['secretary', one],
  ['chair', list],
  ['member1', list],
  ['member1', one],
];

async function told(client: Client, path: string, headers = {}): Promise<Statement[]> {
  const { body } = await client.send(path, { headers: { ...headers, 'x-recorded': '1' } });
  const { status, statements } = body as { status: number; statements: Statement[] };
  // Before marking an application is shown as its check.
  expect([200, 302], path).toContain(status);
  return statements;
}

const shown = (sql: string): string => sql.replace(/\s+/g, ' ').trim();

/** What was found in the plans of statements that were asked before. */
const explained = new Map<string, string[]>();

/** Tables that statements read from end to end and may not, with the statement. */
async function scans(statements: Statement[]): Promise<string[]> {
  const found = new Set<string>();
  for (const { sql, values } of statements) {
    if (!/^\s*(SELECT|WITH)\b/i.test(sql)) continue;
    if (!explained.has(sql)) {
      const plan = await house.query<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values);
      const tables = plan.flatMap(
        ({ detail }) => /^SCAN (?!CONSTANT|\(|.* VIRTUAL TABLE)(.*)$/.exec(detail)?.[1] ?? [],
      );
      explained.set(sql, tables);
    }
    for (const table of explained.get(sql) ?? [])
      if (!(table in SCANNED)) found.add(`${table}: ${shown(sql)}`);
  }
  return [...found];
}

/** Statements that read more of many applications than of few, beside the rows of a screen and what a filter counts. */
function grown(few: Statement[], many: Statement[]): string[] {
  const before = new Map(few.map(({ sql, read }) => [sql, read]));
  return many.flatMap(({ sql, read }) => {
    // What is only asked where there are many shows a screen.
    const screen = before.has(sql) ? 60 : 1500;
    const counted = sql.includes('search_grams') ? MOST_READ : sql.includes('LIMIT 1001') ? 2002 : 0;
    const least = before.get(sql) ?? 0;
    return read <= 2 * least + screen + counted ? [] : [`${least} → ${read}: ${shown(sql)}`];
  });
}

async function kept(): Promise<void> {
  const wrong: string[] = [];
  for (const [role, path] of EVERY) {
    const [few = [], many = []] = await Promise.all(
      CODES.map((code) => told(people.get(`${role} ${code}`) as Client, path(code))),
    );
    for (const what of [...(await scans(many)), ...grown(few, many)])
      wrong.push(`${role} ${path('11')}: ${what}`);
  }
  expect(wrong).toEqual([]);
}

describe('what a page asks of the database', () => {
  it('is found by an index, and no more is read where there are many: the status page of an applicant', async () => {
    const [few = [], many = []] = await Promise.all(
      CODES.map((code) => {
        const { client, bearer } = owners.get(code) as FiledHere;
        return told(client, '/kk/application/status/', bearer);
      }),
    );
    expect(await scans(many)).toEqual([]);
    expect(grown(few, many)).toEqual([]);
  });

  it('the desk before the list of §13 is confirmed', kept);

  it('the desk while sheets are filed', async () => {
    await marked(house, CODES);
    await kept();
  });

  it('can be told from a statement that reads everything', async () => {
    const sql = 'SELECT count(*) FROM applications a WHERE a.late > ?';
    expect(await scans([{ sql, values: [9], read: 0 }])).toEqual([`a: ${sql}`]);
    expect(grown([{ sql, values: [9], read: 100 }], [{ sql, values: [9], read: 3000 }])).toEqual([
      `100 → 3000: ${sql}`,
    ]);
  });
});
