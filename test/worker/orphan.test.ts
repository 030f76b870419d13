// The house is killed alone: its workerd lives on with the database open. The next start ends it; beside a house that lives
// a second one does not open in the same folder.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { freePort, openChild, stopChild } from '../../host/rehearsal/child.ts';
import { Client } from '../../host/rehearsal/client.ts';
import { PROJECT } from '../../host/settings.ts';
import { violations } from '../support/invariants/check.ts';
import { childrenOf } from '../support/kill/process.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'uzdik-orphan-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** Who has ended may stand there until somebody asks how. */
const lives = (pid: number): boolean => {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

it('a workerd without its house is ended by the next start, one with its house is not', async () => {
  const { child, origin } = await openChild(0, dataDir);
  const [orphan = 0] = childrenOf(child.pid ?? 0, 'workerd');
  const draft = await new Client(origin).json('/api/drafts', {});
  expect(draft.status).toBe(201);
  const left = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await left;
  expect(lives(orphan)).toBe(true);

  const next = await openChild(0, dataDir);
  expect(lives(orphan)).toBe(false);
  const second = spawnSync(process.execPath, [join(PROJECT, 'host/main.ts'), 'house'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(await freePort()) },
    encoding: 'utf8',
  });
  expect([second.status, second.stderr]).toEqual([
    1,
    `Process ${next.child.pid ?? 0} is a house that has ${dataDir} open; end it first (kill ${next.child.pid ?? 0}), or set DATA_DIR to another folder.\n`,
  ]);
  const mine = await new Client(next.origin).send('/api/applications/my-data.json', {
    headers: { authorization: `Bearer ${String(draft.body.token)}` },
  });
  expect(mine.status).toBe(200);
  await stopChild(next.child);
  expect(await violations(dataDir)).toEqual({});
});
