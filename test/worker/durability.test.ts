// Nobody is told of a thing before it is on disk: file bytes, folder, row, and then the answer, by the order of the
// system calls. Where a machine has no strace the rows and files are read beside the house at the moment of the answer,
// which shows that they are written, not that they are synced.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChild, stopChild } from '../../host/rehearsal/child.ts';
import type { Child } from '../../host/rehearsal/child.ts';
import { Client, fieldsOf, multipart, newKey, tusMetadata } from '../../host/rehearsal/client.ts';
import { pdfOf } from '../../host/rehearsal/scene.ts';
import { canTrace, isAnswer, traced, tracedProgram, unsynced } from '../support/durability/trace.ts';
import type { Call } from '../support/durability/trace.ts';
import { fullForm } from '../support/edition.ts';
import { databaseOf } from '../support/invariants/check.ts';
import { siteAhead } from '../support/invariants/played.ts';
import { childrenOf } from '../support/kill/process.ts';
import { openMailbox } from '../support/mail.ts';
import type { Mailbox } from '../support/mail.ts';
import { placedBy } from '../support/placed.ts';

const folder = mkdtempSync(join(tmpdir(), 'uzdik-durability-'));
const dataDir = join(folder, 'data');
const looks = canTrace();
const agency: { client?: Client } = {};
let house: Child;
let mailbox: Mailbox;
let calls: Call[] = [];
let read: { application: string; files: string[] } = { application: '', files: [] };

beforeAll(async () => {
  mailbox = await openMailbox();
  house = await openChild(0, dataDir, { SMTP: mailbox.address });
  siteAhead({ dataDir });
  const { origin, secret } = house;
  const to = { method: 'POST', body: JSON.stringify({ now: '2026-09-01T05:00:00.000Z' }) };
  await fetch(`${origin}/api/clock`, to);
  agency.client = new Client(origin);
  await placedBy(agency.client, secret, ['10']);
  await post('/api/letters');
  if (!looks) process.stdout.write('strace is not here: written is shown, synced is not\n');
  const pids = [house.child.pid ?? 0, ...childrenOf(house.child.pid ?? 0, 'workerd')];
  if (looks) calls = await traced(pids, join(folder, 'calls'), work);
  else await work();
});
afterAll(async () => {
  await stopChild(house.child);
  await mailbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const post = (path: string): Promise<Response> =>
  fetch(`${house.origin}${path}`, { method: 'POST', headers: { authorization: `Bearer ${house.secret}` } });

/** A filing with its files, a publication, a letter. */
async function work(): Promise<void> {
  const client = new Client(house.origin);
  const together = ['form', 'report'].map((kind) => ({
    ...{ field: `files.${kind}`, name: `${kind}.pdf` },
    bytes: pdfOf(kind, 5000),
  }));
  const form = multipart(fieldsOf(fullForm()), together);
  const { body } = await client.send('/api/drafts', { method: 'POST', ...form });
  const bearer = { authorization: `Bearer ${String(body.token)}` };
  await client.bytes('/api/drafts/files?kind=report&name=a.pdf', pdfOf('durable', 5000), bearer);
  await inPieces(client, bearer);
  const filed = await client.json('/api/applications', {}, { ...bearer, 'idempotency-key': newKey() });
  const db = new DatabaseSync(databaseOf(dataDir));
  const [row] = db.prepare('SELECT id FROM applications').all();
  db.close();
  read = { application: String(row?.id), files: readdirSync(join(dataDir, 'files')) };
  expect([filed.status, filed.body.application]).toEqual([201, row?.id]);
  const reason = { kk: 'x', ru: 'x', en: 'x' };
  const moved = { date: '2026-10-01', working: false, reason };
  const published = await agency.client?.json('/api/desk/agency/move-day', moved);
  expect(published?.status).toBe(200);
  await (await post('/api/letters')).text();
}

/** A file that comes in one piece of tus. */
async function inPieces(client: Client, bearer: Record<string, string>): Promise<void> {
  const bytes = pdfOf('piece', 5000);
  const tus = { ...bearer, 'tus-resumable': '1.0.0' };
  const said = { name: 'b.pdf', kind: 'evidence', criterion: '2', modified: '1' };
  const begun = await client.send('/api/drafts/uploads', {
    method: 'POST',
    headers: { ...tus, 'upload-length': '5000', 'upload-metadata': tusMetadata(said) },
  });
  const type = { 'content-type': 'application/offset+octet-stream' };
  const headers = { ...tus, ...type, 'upload-offset': '0' };
  const sent = await client.send(begun.location, { method: 'PATCH', headers, body: bytes });
  expect([begun.status, sent.status]).toEqual([201, 204]);
}

/** The calls from the one that matches `from` to the first after it that matches `to`, which is the last. */
function between(from: RegExp, to: RegExp): Call[] {
  const first = calls.findIndex((call) => from.test(call));
  const last = calls.findIndex((call, index) => index > first && to.test(call));
  expect([from, first >= 0, to, last > first]).toEqual([from, true, to, true]);
  return calls.slice(first, last + 1);
}
/** The steps in the order in which they come, each once where it comes again and again. */
function steps(of: Call[], named: [string, RegExp][]): string[] {
  const all = of.flatMap((call) => named.filter(([, is]) => is.test(call)).map(([name]) => name));
  return all.filter((name, index) => name !== all[index - 1]);
}
const ROW_WRITTEN = /^\S+ pwrite64\(\d+<[^>]*sqlite-wal>/;
const ROW_SYNCED = /^\S+ (?:fsync|fdatasync)\(\d+<[^>]*sqlite-wal>\)\s+= 0/;

it('what was acknowledged is written', () => {
  expect(read.application).toMatch(/^[0-9a-f]{32}$/);
  expect(read.files.filter((name) => /^[0-9a-f]{64}$/.test(name))).toHaveLength(4);
});

function orderOfDurability(): void {
  it('no answer of anybody comes before what was written is on disk', () => {
    const answers = calls.flatMap((call, index) => (isAnswer(call) ? [index] : []));
    // Draft with two files, file, upload begun, its piece, filing, publication, letters.
    expect(answers).toHaveLength(7);
    for (const at of answers)
      expect([calls[at]?.slice(0, 80), unsynced(calls.slice(0, at), dataDir)]).toEqual([
        calls[at]?.slice(0, 80),
        [],
      ]);
  });

  it('a file: bytes, file, name, folder, row, answer', () => {
    const way = between(/POST \/api\/drafts\/files/, /HTTP\/1\.1 201 Created.*\{\\?"files/);
    expect(
      steps(way, [
        ['bytes written', /^\S+ p?writev?(?:64)?\(\d+<[^>]*\/files\/incoming\//],
        ['file synced', /^\S+ fsync\(\d+<[^>]*\/files\/incoming\/[^>]*>\)\s+= 0/],
        ['named by its hash', /^\S+ rename\(".*\/incoming\//],
        ['folder synced', /^\S+ fsync\(\d+<[^>]*\/data\/files>\)\s+= 0/],
        ['row written', ROW_WRITTEN],
        ['row synced', ROW_SYNCED],
        ['answer', /\{\\"files/],
      ]).slice(-7),
    ).toEqual([
      'bytes written',
      'file synced',
      'named by its hash',
      'folder synced',
      'row written',
      'row synced',
      'answer',
    ]);
  });

  it('a file in pieces: synced once more before it gets its name, for a stop may have come before the first time', () => {
    const way = between(/PATCH \/api\/drafts\/uploads/, /HTTP\/1\.1 204/);
    expect(
      steps(way, [
        ['piece written', /^\S+ write\(\d+<[^>]*\/files\/uploads\//],
        ['piece counts', /upload-offset: 5000/],
        ['file synced', /^\S+ fsync\(\d+<[^>]*\/files\/uploads\/[^>]*>\)\s+= 0/],
        ['named by its hash', /^\S+ link(?:at)?\(.*\/uploads\//],
        ['folder synced', /^\S+ fsync\(\d+<[^>]*\/data\/files>\)\s+= 0/],
      ]),
    ).toEqual([
      'piece written',
      'file synced',
      'piece counts',
      'file synced',
      'named by its hash',
      'folder synced',
    ]);
  });

  it.each([
    ['a filing', /POST \/api\/applications/, /\{\\"application/],
    ['a publication', /POST \/api\/desk\/agency\/move-day/, /HTTP\/1\.1 200 OK/],
  ])('%s: rows written, synced, and then the answer', (_, from, answer) => {
    const way = between(from, answer);
    const named: [string, RegExp][] = [
      ['row written', ROW_WRITTEN],
      ['row synced', ROW_SYNCED],
      ['answer', answer],
    ];
    expect(steps(way, named).slice(-3)).toEqual(['row written', 'row synced', 'answer']);
  });

  it('a letter: claimed on disk, sent, and on disk that it was sent', () => {
    const way = between(/POST \/api\/letters/, /\{\\"sent/);
    const said = steps(way, [
      ['row synced', ROW_SYNCED],
      ['sent', /\(\d+<.*"MAIL FROM/],
    ]);
    expect([said[0], said.includes('sent'), said.at(-1)]).toEqual(['row synced', true, 'row synced']);
  });

  it('a site: pages on disk, then their name, then the link, then the folder', () => {
    const made = tracedProgram(
      [process.execPath, join(import.meta.dirname, '../support/durability/build.ts'), join(folder, 'site')],
      join(folder, 'site-calls'),
    );
    expect(
      steps(made, [
        ['key synced', /^\S+ fsync\(\d+<[^>]*\/register\.key>\)\s+= 0/],
        ['folder of the key synced', /^\S+ fsync\(\d+<[^>]*\/durability-?\w*\/site>\)\s+= 0/],
        ['page written', /^\S+ write\(\d+<[^>]*\/out\/build\.json>/],
        ['pages synced', /^\S+ syncfs\(/],
        ['build named', /^\S+ rename\(".*\.making-[\da-f-]+", /],
        ['live', /^\S+ rename\(".*\.live-[\da-f-]+", /],
        ['live synced', /^\S+ fsync\(\d+<[^>]*\/site\/site>\)\s+= 0/],
      ]),
    ).toEqual(['key synced', 'page written', 'pages synced', 'build named', 'live', 'live synced']);
  });
}

// Nothing can be said of what cannot be seen.
if (looks) describe('order of durability', orderOfDurability);
