// Erasing and sweeping against the same bytes that come again: whoever wins, no row names a file that is not there. The
// worker is held between its calls, so that the two really meet.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client } from '../../host/rehearsal/client.ts';
import type { Answer } from '../../host/rehearsal/client.ts';
import { fullForm } from '../support/edition.ts';
import { startHouse } from '../support/start.ts';
import type { TestHouse } from '../support/start.ts';

/** Holds a request that says `x-hold: remove` before it takes a file away, or `x-hold: row` before it names one in a row. */
const HELD = `
import worker from './index.js';
let holding = 0;
let open = false;
async function held() {
  holding += 1;
  while (!open) await new Promise((resolve) => setTimeout(resolve, 5));
  holding -= 1;
}
const before = (what, inner, hold) => new Proxy(inner, {
  get(target, name) {
    const own = target[name];
    if (typeof own !== 'function') return own;
    return name === what ? hold(target) : own.bind(target);
  },
});
const files = (inner) => before('fetch', inner, (target) => async (address, init) => {
  if (init?.method === 'DELETE') await held();
  return target.fetch(address, init);
});
const statement = (inner) => before('all', inner, (target) => async () => {
  await held();
  return target.all();
});
const database = (inner) => before('prepare', inner, (target) => (sql) => {
  const made = target.prepare(sql);
  return sql.includes('INSERT INTO draft_files')
    ? before('bind', made, (one) => (...values) => statement(one.bind(...values))) : made;
});
export default {
  ...worker,
  async fetch(request, env, context) {
    const { pathname } = new URL(request.url);
    if (pathname === '/api/held') return new Response(String(holding));
    if (pathname === '/api/open') { open = request.method === 'POST'; return new Response(null, { status: 204 }); }
    const how = request.headers.get('x-hold');
    const own = how === 'remove' ? { ...env, FILES: files(env.FILES) }
      : how === 'row' ? { ...env, DB: database(env.DB) } : env;
    return worker.fetch(request, own, context);
  },
};`;

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse(undefined, { main: HELD });
  await house.placed('2026-09-01T05:00:00.000Z', ['10']);
});
afterAll(() => house.close());

type Own = { client: Client; bearer: Record<string, string> };
async function begun(): Promise<Own> {
  const client = new Client(house.origin);
  const { body } = await client.json('/api/drafts', { form: fullForm({}) });
  return { client, bearer: { authorization: `Bearer ${String(body.token)}` } };
}
const bytesOf = (about: string) => new TextEncoder().encode(`%PDF-1.7\n% ${about}\n%%EOF\n`);
const upload = ({ client, bearer }: Own, about: string, hold = ''): Promise<Answer> =>
  client.bytes('/api/drafts/files?kind=evidence&criterion=1&name=a.pdf', bytesOf(about), {
    ...bearer,
    ...(hold === '' ? {} : { 'x-hold': hold }),
  });
const forget = ({ client, bearer }: Own, hold = ''): Promise<Answer> =>
  client.send('/api/applications/forget', {
    method: 'POST',
    headers: {
      ...bearer,
      'content-type': 'application/x-www-form-urlencoded',
      ...(hold === '' ? {} : { 'x-hold': hold }),
    },
    body: 'sure=1',
  });
const held = async (n: number): Promise<void> => {
  const client = new Client(house.origin);
  await expect.poll(async () => (await client.send('/api/held')).body.text).toBe(String(n));
};
const letGo = async (open: boolean): Promise<void> => {
  await new Client(house.origin).send('/api/open', { method: open ? 'POST' : 'PUT' });
};
/** How often rows name the bytes, and whether they are there. */
async function stand(about: string): Promise<[rows: number, there: boolean]> {
  const sha256 = createHash('sha256').update(bytesOf(about)).digest('hex');
  const rows = await house.query('SELECT 1 FROM draft_files WHERE sha256 = ?', sha256);
  return [rows.length, existsSync(join(house.dataDir, 'files', sha256))];
}

it('bytes that come while they are taken away are not named until they are gone, and come whole then', async () => {
  const [one, two] = [await begun(), await begun()];
  expect((await upload(one, 'first')).status).toBe(201);
  await letGo(false);
  const erasing = forget(one, 'remove');
  await held(1);
  const meanwhile = await upload(two, 'first');
  expect([meanwhile.status, meanwhile.headers['retry-after']]).toEqual([503, '5']);
  await letGo(true);
  expect((await erasing).status).toBe(200);
  expect(await stand('first')).toEqual([0, false]);
  expect((await upload(two, 'first')).status).toBe(201);
  expect(await stand('first')).toEqual([1, true]);
});

it('bytes that were stored before they are taken away, and would be named after it, are stored again', async () => {
  const [one, two] = [await begun(), await begun()];
  expect((await upload(one, 'second')).status).toBe(201);
  await letGo(false);
  const naming = upload(two, 'second', 'row');
  await held(1);
  expect((await forget(one)).status).toBe(200);
  await letGo(true);
  expect((await naming).status).toBe(503);
  expect(await stand('second')).toEqual([0, false]);
  expect((await upload(two, 'second')).status).toBe(201);
  expect(await stand('second')).toEqual([1, true]);
});

it('what a kill broke off is ended by the tick, after a while', async () => {
  const own = await begun();
  expect((await upload(own, 'third')).status).toBe(201);
  const sha256 = createHash('sha256').update(bytesOf('third')).digest('hex');
  await house.query('DELETE FROM draft_files WHERE sha256 = ?', sha256);
  await house.query(
    "INSERT INTO removals (id, sha256, begun_at) VALUES ('killed', ?, ?)",
    sha256,
    Date.now(),
  );
  await house.tick();
  expect((await upload(own, 'third')).status).toBe(503);
  await house.query("UPDATE removals SET begun_at = begun_at - 3600000 WHERE id = 'killed'");
  await house.tick();
  expect(await stand('third')).toEqual([0, false]);
  expect((await upload(own, 'third')).status).toBe(201);
  expect(await stand('third')).toEqual([1, true]);
});
