// What an administrator relies on: nothing is taken on a full disk or by a wrong clock, a monitor learns it, and the log
// names nobody.

import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import findings from '#content/texts/findings.json' with { type: 'json' };
import { freePort, stopChild } from '../../host/rehearsal/child.ts';
import { Client } from '../../host/rehearsal/client.ts';
import { serve } from '../../host/serve.ts';
import type { House } from '../../host/serve.ts';
import { databaseOf } from '../support/invariants/check.ts';
import { ROOT } from '../support/restore.ts';
import { served } from '../support/start.ts';

const LANGUAGES = ['kk', 'ru', 'en'] as const;

/** A house on a folder of its own; everything is taken away with it. */
async function opened(settings: { mode: 'real' | 'rehearsal'; reserveBytes: number }): Promise<House> {
  const dataDir = mkdtempSync(join(tmpdir(), 'uzdik-refusing-'));
  const house = await serve(served(dataDir, settings));
  return {
    ...house,
    async close() {
      await house.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const post = (house: House, path: string, language: string, accept = 'application/json') =>
  fetch(`${house.origin}${path}?language=${language}`, {
    method: 'POST',
    headers: { accept },
    body: '{"form":{}}',
  });

/** What is said in each language to who starts an application, as JSON and as a page; and what can be read. */
async function refusing(house: House, code: 'DISK_FULL' | 'CLOCK_WRONG'): Promise<void> {
  for (const language of LANGUAGES) {
    const answer = await post(house, '/api/drafts', language);
    expect({ status: answer.status, retry: answer.headers.get('retry-after') }).toEqual({
      status: 503,
      retry: '60',
    });
    const body = await answer.json<{ findings: unknown; sentences: string[] }>();
    expect(body.findings).toEqual([{ clause: '12', code, kind: 'refusal' }]);
    expect(body.sentences[0]).toContain(findings[code][language]);
    const page = await post(house, '/api/drafts', language, 'text/html');
    expect(page.status).toBe(503);
    // A page says its language in its form, whatever the browser prefers.
    const fields = new FormData();
    fields.set('language', language);
    for (const body of [new URLSearchParams({ language }), fields]) {
      const headers = { accept: 'text/html', 'accept-language': 'de' };
      const sent = await fetch(`${house.origin}/api/drafts`, { method: 'POST', headers, body });
      expect((await sent.text()).replaceAll('&#39;', "'")).toContain(findings[code][language]);
    }
    expect((await page.text()).replaceAll('&#39;', "'")).toContain(findings[code][language]);
  }
  for (const path of ['/api/applications', '/api/drafts/save', '/api/drafts/uploads', '/api/questions'])
    expect((await post(house, path, 'kk')).status).toBe(503);
  for (const path of ['/kk/', '/ru/rules/', '/en/application/', '/api/register', '/desk/kk/sign-in/'])
    expect((await fetch(house.origin + path)).status).toBe(200);
}
const health = async (house: House): Promise<[number, Record<string, unknown>]> => {
  const answer = await fetch(`${house.origin}/api/health`);
  return [answer.status, await answer.json<Record<string, unknown>>()];
};

describe('a disk without room', () => {
  let house: House;
  beforeAll(async () => {
    house = await opened({ mode: 'rehearsal', reserveBytes: Number.MAX_SAFE_INTEGER });
  });
  afterAll(() => house.close());

  it('takes no filing, says why in three languages and keeps reading', () => refusing(house, 'DISK_FULL'));
  it('lets the desk go on within the reserve', async () => {
    // The guard answers, not the disk.
    expect((await post(house, '/api/desk/10/publish', 'kk')).status).toBe(404);
  });
  it('is told to the monitor', async () => {
    const [status, body] = await health(house);
    expect(status).toBe(503);
    expect(body).toMatchObject({ ok: false, problems: ['filings-refused', 'disk-short'], refuses: 'disk' });
  });
  it('is not said by anybody from outside, and nobody outside sees routes', async () => {
    const well = await opened({ mode: 'rehearsal', reserveBytes: 0 });
    const answer = await fetch(`${well.origin}/api/drafts`, {
      method: 'POST',
      headers: { 'uzdik-refuses': 'disk', accept: 'application/json' },
      body: '{"form":{}}',
    });
    expect(answer.status).toBe(201);
    expect([...answer.headers.keys()].filter((name) => name.startsWith('uzdik-'))).toEqual([]);
    const [status, body] = await health(well);
    expect(status).toBe(200);
    expect(body).toEqual({
      ok: true,
      problems: [],
      now: expect.any(String) as string,
      wanted: 0,
      live: 0,
      content: { wanted: 0, live: 0 },
      refuses: null,
      outbox: { due: 0, oldestDueAt: null },
      host: {
        disk: { freeBytes: expect.any(Number) as number, reserveBytes: 0 },
        clockMovedSeconds: 0,
        clockBehindJournal: false,
        newestBackup: null,
        lastTick: null,
      },
    });
    await well.close();
  });
});

describe('a clock before the newest entry of the journal', () => {
  let house: House;
  beforeAll(async () => {
    house = await opened({ mode: 'real', reserveBytes: 0 });
    const entry =
      "INSERT INTO journal (stream, seq, at, actor, act, body, previous, hash) VALUES ('t', 1, ?, '', '', '{}', '', '')";
    await house.query(entry, Date.now() + 3_600_000);
    await house.tick();
  });
  afterAll(() => house.close());

  it('takes no filing, says why in three languages and keeps reading', () => refusing(house, 'CLOCK_WRONG'));
  it('stops the desk too, whose journal is for ever', async () => {
    expect((await post(house, '/api/desk/10/publish', 'kk')).status).toBe(503);
  });
  it('does nothing by itself, and tells the monitor', async () => {
    const [status, body] = await health(house);
    expect(status).toBe(503);
    expect(body).toMatchObject({
      problems: ['filings-refused', 'backup-old'],
      refuses: 'clock',
      host: { clockBehindJournal: true, lastTick: null },
    });
  });
});

describe('the log of a rehearsal', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'uzdik-logged-'));
  let lines: string[] = [];
  beforeAll(async () => {
    const args = ['host/main.ts', 'rehearsal', '--regions', '1', '--applicants', '6', '--port', '0'];
    const env = { ...process.env, DATA_DIR: dataDir, LOG: '1' };
    const said = await new Promise<string>((resolve) =>
      execFile(process.execPath, args, { cwd: ROOT, env, maxBuffer: 2 ** 28 }, (_, __, stderr) =>
        resolve(stderr),
      ),
    );
    lines = said.split('\n').filter((line) => line.startsWith('{'));
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('says of each request its number, route, status and time', () => {
    const requests = lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ what }) => what === 'request');
    expect(requests.length).toBeGreaterThan(200);
    expect(requests.filter((one) => typeof one.route !== 'string' || !/^\//.test(one.route))).toEqual([]);
    expect(requests.find(({ route }) => route === '/api/applications')).toEqual({
      at: expect.stringMatching(/Z$/) as string,
      level: 'info',
      what: 'request',
      request: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      method: 'POST',
      route: '/api/applications',
      status: 201,
      ms: expect.any(Number) as number,
    });
  });

  it('has no address of mail or network, no name, no token, no id', () => {
    const db = new DatabaseSync(databaseOf(dataDir), { readOnly: true });
    const values = (sql: string): string[] =>
      db
        .prepare(sql)
        .all()
        .map((row) => String(Object.values(row)[0]));
    const forbidden = [
      ...values('SELECT name FROM "user" UNION SELECT email FROM "user" UNION SELECT id FROM "user"'),
      ...values("SELECT form ->> 'signatoryName' FROM drafts UNION SELECT form ->> 'phone' FROM drafts"),
      ...values(
        "SELECT form ->> 'organisationKk' FROM drafts UNION SELECT form ->> 'organisationRu' FROM drafts",
      ),
      ...values(
        'SELECT id FROM drafts UNION SELECT reference FROM applications UNION SELECT id FROM applications',
      ),
      ...values('SELECT recipient FROM outbox UNION SELECT name FROM application_files'),
    ].filter((value) => value !== '' && value !== 'null');
    db.close();
    expect(forbidden.length).toBeGreaterThan(50);
    const log = lines.join('\n');
    expect(forbidden.filter((value) => log.includes(value))).toEqual([]);
    expect(log.match(/[^\s"]+@[^\s"]+|\b\d{1,3}(?:\.\d{1,3}){3}\b|[0-9a-f]{32}|\+7\d{10}/g)).toBeNull();
  });
});

it('an error leaves its stack in the log and not with who asked', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'uzdik-failing-'));
  const port = String(await freePort());
  const origin = `http://127.0.0.1:${port}`;
  const env = { ...process.env, LOG: '1', PORT: port, DATA_DIR: dataDir, ORIGIN: origin };
  const child = spawn(process.execPath, ['host/main.ts', 'house'], { cwd: ROOT, env });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const db = new DatabaseSync(databaseOf(dataDir), { timeout: 5000 });
  db.exec('ALTER TABLE outbox RENAME TO gone');
  db.close();
  const answer = await new Client(origin).send('/api/health');
  expect({ status: answer.status, body: answer.body }).toEqual({
    status: 503,
    body: { error: 'UNAVAILABLE' },
  });
  await stopChild(child);
  rmSync(dataDir, { recursive: true, force: true });
  const lines = log.split('\n').filter((line) => line.startsWith('{'));
  const [error] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(error).toMatchObject({ level: 'error', what: 'request', route: '/api/health' });
  expect(error?.message).toContain('no such table: outbox');
  expect(error?.stack).toContain('at ');
  // The same number stands in the line of the request.
  expect(lines.filter((line) => line.includes(String(error?.request)))).toHaveLength(2);
});
