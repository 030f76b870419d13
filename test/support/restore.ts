// The suite «restore»: a backup while applications are being filed, restored into an empty folder by the commands that an
// administrator types. Quick in test/worker, full in test/proof.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Client, newKey } from '../../host/rehearsal/client.ts';
import { serve } from '../../host/serve.ts';
import { contentsOf } from '../../host/database.ts';
import { fullForm } from './edition.ts';
import { databaseOf } from './invariants/check.ts';
import type { Figures } from './results.ts';
import { served, startHouse } from './start.ts';

export const ROOT = join(import.meta.dirname, '../..');
const AT_ONCE = 8;
const PLACED_AT = '2026-09-01T05:00:00.000Z';

/** `out` is what it said on both streams, `printed` on the first alone. */
type Said = { code: number; out: string; printed: string };

/** Runs a command of the house on a data folder and answers what it printed. */
export const command = (args: string[], dataDir: string, env: Record<string, string> = {}): Promise<Said> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(ROOT, 'host/main.ts'), ...args],
      { env: { ...process.env, DATA_DIR: dataDir, ...env } },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), out: stdout + stderr, printed: stdout }),
    );
  });

type Acknowledged = {
  at: number;
  bearer: Record<string, string>;
  key: string;
  answer: unknown;
  file: string;
};

/** Files one application with one file of its own. */
async function file(origin: string, index: number, bytes: number): Promise<Acknowledged> {
  const client = new Client(origin);
  const { body } = await client.json('/api/drafts', { form: fullForm({ email: `r${index}@example.kz` }) });
  const bearer = { authorization: `Bearer ${String(body.token)}` };
  const evidence = new TextEncoder().encode(`%PDF-1.7\n% ${index}\n${' '.repeat(bytes)}\n%%EOF\n`);
  await client.bytes('/api/drafts/files?kind=evidence&criterion=1&name=a.pdf', evidence, bearer);
  const key = newKey();
  const answer = await client.json('/api/applications', {}, { ...bearer, 'idempotency-key': key });
  if (answer.status !== 201) throw new Error(`not filed: ${answer.status} ${JSON.stringify(answer.body)}`);
  const sha256 = createHash('sha256').update(evidence).digest('hex');
  return { at: Date.now(), bearer, key, answer: answer.body, file: sha256 };
}

export type Load = {
  /** Filings acknowledged before the first backup begins, between two, and after the last one. */
  each: number;
  backups: number;
  /** Size of each application's file. */
  bytes: number;
};

/** Backs up while filings go on, restores each backup and compares; the figures of what was seen. */
export async function restoreUnderLoad({ each, backups, bytes }: Load): Promise<Figures> {
  const house = await startHouse();
  const folder = mkdtempSync(join(tmpdir(), 'uzdik-restore-'));
  const acknowledged: Acknowledged[] = [];
  let filing = true;
  let begun = 0;
  const files: string[] = [];
  let filedMeanwhile = 0;
  try {
    await house.placed(PLACED_AT, ['10']);
    const filers = Array.from({ length: AT_ONCE }, async () => {
      while (filing) acknowledged.push(await file(house.origin, (begun += 1), bytes));
    });
    const reached = async (n: number): Promise<void> =>
      expect.poll(() => acknowledged.length, { timeout: 300_000, interval: 20 }).toBeGreaterThanOrEqual(n);
    for (let turn = 0; turn < backups; turn += 1) {
      await reached(each * (turn + 1));
      const name = join(folder, `${turn}.tar`);
      const before = acknowledged.length;
      const said = await command(['backup', name], house.dataDir);
      filedMeanwhile += acknowledged.length - before;
      expect(said, said.out).toMatchObject({ code: 0 });
      files.push(name);
    }
    await reached(acknowledged.length + AT_ONCE);
    filing = false;
    await Promise.all(filers);
    const head = (await house.query<{ head: string }>('SELECT max(number) AS head FROM publications'))[0]
      ?.head;
    let checked = 0;
    for (const name of files) {
      const target = join(folder, 'restored');
      const said = await command(['restore', name], target);
      expect(said, said.out).toMatchObject({ code: 0 });
      for (const key of ['register.key', 'secret']) copyFileSync(join(house.dataDir, key), join(target, key));
      checked += await compare(name, target, acknowledged, Number(head));
      rmSync(target, { recursive: true });
    }
    return {
      filings: acknowledged.length,
      filedWhileBackingUp: filedMeanwhile,
      backups: files.length,
      acknowledgedBefore: checked,
      lost: 0,
      largestBytes: Math.max(...files.map((one) => statSync(one).size)),
    };
  } finally {
    filing = false;
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const manifestIn = (name: string): { takenAt: string; rows: Record<string, number>; files: unknown[] } => {
  const bytes = readFileSync(name);
  const size = parseInt(bytes.toString('latin1', 124, 136), 8);
  return JSON.parse(bytes.toString('utf8', 512, 512 + size)) as ReturnType<typeof manifestIn>;
};

/** Opens a house in the restored folder: all that was acknowledged before the backup is there, to the byte. */
async function compare(name: string, target: string, all: Acknowledged[], head: number): Promise<number> {
  const { takenAt, rows, files } = manifestIn(name);
  const before = all.filter(({ at }) => at < Date.parse(takenAt));
  expect(before.length).toBeGreaterThan(0);
  const restored = contentsOf(databaseOf(target));
  expect(restored.rows).toEqual(rows);
  expect(restored.publications.at(-1)?.number).toBe(head);
  const names = readdirSync(join(target, 'files')).sort();
  expect(names.length).toBe(files.length);
  for (const sha256 of names) {
    const bytes = readFileSync(join(target, 'files', sha256));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  }
  expect(before.filter(({ file: sha256 }) => !names.includes(sha256))).toEqual([]);
  const house = await serve(served(target));
  try {
    // The same key is given the same receipt, so nothing of the filing is missing.
    for (const { bearer, key, answer } of before) {
      const again = await new Client(house.origin).json(
        '/api/applications',
        {},
        { ...bearer, 'idempotency-key': key },
      );
      expect({ status: again.status, body: again.body }).toEqual({ status: 201, body: answer });
    }
    await file(house.origin, all.length + 1, 1000);
  } finally {
    await house.close();
  }
  return before.length;
}
