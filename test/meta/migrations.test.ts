// A migration that rebuilds a table keeps every row and every guard of it.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { statements } from '../../host/migrations.ts';

const folder = join(import.meta.dirname, '../../worker/migrations');
const names = readdirSync(folder).sort();
const apply = (db: DatabaseSync, from: string, to: string): void => {
  for (const name of names.filter((one) => one >= from && one < to)) {
    db.exec('BEGIN');
    for (const sql of statements(readFileSync(join(folder, name), 'utf8'))) db.exec(sql);
    db.exec('COMMIT');
  }
};

it('0008 keeps what was published before it, and what may not be done to it', () => {
  const db = new DatabaseSync(':memory:');
  db.exec('PRAGMA foreign_keys = ON');
  apply(db, '0001', '0008');
  const insert = 'INSERT INTO publications (number, kind, commission, at, hash, signed) VALUES';
  db.exec(`${insert} (1, 'placement', 'agency', 5, 'a', '{}'), (2, 'selection', '10', 6, 'b', '{"x":1}')`);
  apply(db, '0008', '9');
  expect(db.prepare('SELECT * FROM publications ORDER BY number').all()).toEqual([
    { number: 1, kind: 'placement', commission: 'agency', at: 5, hash: 'a', signed: '{}', supersedes: null },
    {
      ...{ number: 2, kind: 'selection', commission: '10', at: 6, hash: 'b', signed: '{"x":1}' },
      supersedes: null,
    },
  ]);
  const triggers = db
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'publications' ORDER BY name",
    )
    .all()
    .map(({ name }) => name);
  expect(triggers).toEqual([
    'publications_no_delete',
    'publications_no_replace',
    'publications_no_update',
    'publications_of_its_kind',
  ]);
  expect(() => db.exec(`${insert} (3, 'selection', '10', 7, 'c', '{}')`)).toThrow(/TAKEN|UNIQUE/);
  expect(() => db.exec('DELETE FROM publications')).toThrow('APPEND ONLY');
  db.close();
});
