// Brings the database to the newest schema, recorded in the table that wrangler uses too.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './settings.ts';

type Database = {
  prepare(sql: string): {
    bind(...values: unknown[]): unknown;
    all<T>(): Promise<{ results: T[] }>;
    run(): Promise<unknown>;
  };
  batch(statements: unknown[]): Promise<unknown>;
};

const FOLDER = join(PROJECT, 'worker', 'migrations');

/** Applies what is new, each file as one batch; the names applied. */
export async function migrate(db: Database): Promise<string[]> {
  await db
    .prepare(
      'CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)',
    )
    .run();
  const { results } = await db.prepare('SELECT name FROM d1_migrations').all<{ name: string }>();
  const fresh = newMigrations(results.map(({ name }) => name));
  for (const name of fresh) {
    await db.batch([
      ...statements(readFileSync(join(FOLDER, name), 'utf8')).map((sql) => db.prepare(sql)),
      db.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name),
    ]);
  }
  return fresh;
}

const known = (): string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .sort();

/** Migrations of this version that a database has not had. */
export const newMigrations = (applied: string[]): string[] =>
  known().filter((name) => !applied.includes(name));

/** Migrations that a database has had and this version does not know: it is of a newer one. */
export function unknownMigrations(applied: string[]): string[] {
  const ours = known();
  return applied.filter((name) => !ours.includes(name));
}

/** The statements of a script; a trigger's body keeps its semicolons. */
export function statements(script: string): string[] {
  const list: string[] = [];
  let held = '';
  for (const line of script.split('\n')) {
    if (line.trim().startsWith('--') || line.trim() === '') continue;
    held += `${line}\n`;
    const trigger = /^\s*CREATE TRIGGER/.test(held);
    if (trigger ? /\bEND;\s*$/.test(held) : /;\s*$/.test(held)) {
      list.push(held.trim());
      held = '';
    }
  }
  return list;
}
