// What must hold of every house is looked at when a test closes one; here each invariant is shown to catch what it is
// there for, and nothing else, in copies of a contest that was played to its end.

import { cpSync, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf, INVARIANTS, violations } from './check.ts';
import { playedHouse } from './played.ts';
import { ROWS } from './rows.ts';
import { SEALS } from './seals.ts';
import { startHouse } from '../start.ts';
import type { TestHouse } from '../start.ts';

/** Those that were shown to catch. */
export const caught = new Set<string>();
let house: TestHouse;
const folder = mkdtempSync(join(tmpdir(), 'uzdik-invariants-'));
const whole = join(folder, 'whole.sqlite');

/** What is found after `spoil` in a copy without triggers. */
async function foundAfter(spoil: string): Promise<string[]> {
  const copy = join(folder, 'copy.sqlite');
  cpSync(whole, copy);
  const db = new DatabaseSync(copy, { enableForeignKeyConstraints: false });
  const triggers = db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all() as {
    name: string;
  }[];
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  const before = db.prepare('SELECT total_changes() AS n').get() as { n: number };
  db.exec(spoil);
  const after = db.prepare('SELECT total_changes() AS n').get() as { n: number };
  db.close();
  expect(after.n).toBeGreaterThan(before.n);
  return Object.keys(await violations(house.dataDir, { file: copy }));
}

export function invariants(): void {
  beforeAll(async () => {
    house = await playedHouse();
    const db = new DatabaseSync(databaseOf(house.dataDir), { timeout: 5000 });
    db.exec(`VACUUM INTO '${whole}'`);
    db.close();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await house.close();
  });

  describe('invariants', () => {
    it('all of them hold of a contest that was played to its end', async () => {
      expect(await violations(house.dataDir, { file: whole })).toEqual({});
    });

    it('each has a name of its own', () => {
      expect(new Set(INVARIANTS).size).toBe(INVARIANTS.length);
    });

    it.each(ROWS)('caught: $name', async ({ name, spoil, also = [] }) => {
      expect((await foundAfter(spoil)).sort()).toEqual([name, ...also].sort());
      caught.add(name);
    });

    it.each(SEALS)('caught: $name', async ({ name, spoil }) => {
      expect(await foundAfter(spoil)).toContain(name);
      caught.add(name);
    });

    it('a file that lost its last byte is caught', async () => {
      const [row] = await house.query<{ sha256: string; size: number }>(
        'SELECT sha256, size FROM application_files LIMIT 1',
      );
      const { sha256, size } = row ?? { sha256: '', size: 0 };
      const path = join(house.dataDir, 'files', sha256);
      const kept = join(folder, 'kept');
      cpSync(path, kept);
      truncateSync(path, size - 1);
      expect(Object.keys(await violations(house.dataDir, { file: whole }))).toEqual([
        'a file that a row names is on disk under its hash',
      ]);
      cpSync(kept, path);
    });

    it('a house that is closed with something broken fails its test', async () => {
      const broken = await startHouse();
      await broken.placed('2026-09-01T05:00:00.000Z', []);
      await broken.query("UPDATE outbox SET about = 'x'");
      await broken.query('INSERT INTO guards VALUES (1)');
      await expect(broken.close()).rejects.toThrow('no guard is left behind');
    });
  });
}
