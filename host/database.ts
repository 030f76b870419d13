// The house's database as a file: where it lies, a copy of it that is whole, what a copy holds. Only a copy or a house
// that stands still is opened here to write; the file of a running house is read alone, by SQLite's own backup.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { canonical } from '#rules/canonical';
import type { SignedPublication } from '#rules/publication';

// A checkpoint of the running house holds the file for moments.
const BUSY_MS = 10_000;
// All pages in one step: a copy in many steps begins anew whenever somebody writes in between.
const ALL_PAGES = 2 ** 31 - 1;

/** What a copy holds. */
export type Contents = {
  migrations: string[];
  /** Rows by table. */
  rows: Record<string, number>;
  /** Hashes that rows name as files and that must be in the store. */
  named: Set<string>;
  publications: SignedPublication[];
};

/** The database below a data folder, as a path in it; null before the first start. */
export function databaseIn(dataDir: string): string | null {
  let names: string[];
  try {
    names = readdirSync(join(dataDir, 'd1'), { recursive: true, encoding: 'utf8' });
  } catch {
    return null;
  }
  const found = names.find((name) => name.endsWith('.sqlite') && !name.endsWith('metadata.sqlite'));
  return found === undefined ? null : join('d1', found);
}

/** Copies the database as it is at one instant, while the house goes on writing. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new DatabaseSync(from, { readOnly: true, timeout: BUSY_MS });
  try {
    await backup(source, to, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
}

/** Names of the migrations that a database has had; none before the first start. */
export function migrationsOf(file: string): string[] {
  return reading(file, (db) => {
    const [table] = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'd1_migrations'").all();
    return table === undefined
      ? []
      : db
          .prepare('SELECT name FROM d1_migrations ORDER BY name')
          .all()
          .map(({ name }) => String(name));
  });
}

/** What SQLite finds wrong in the file; null where it is whole. */
export const damage = (file: string): string | null =>
  reading(file, (db) => {
    const said = String(Object.values(db.prepare('PRAGMA quick_check(1)').get() ?? {})[0]);
    return said === 'ok' ? null : said;
  });

export function contentsOf(file: string): Contents {
  const migrations = migrationsOf(file);
  return reading(file, (db) => {
    const all = (sql: string): Record<string, unknown>[] => db.prepare(sql).all();
    const tables = all(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_cf%' ESCAPE '\\' ORDER BY name",
    ).map(({ name }) => String(name));
    const named = all(
      `SELECT sha256 FROM draft_files UNION SELECT sha256 FROM materials WHERE sha256 <> ''
       UNION SELECT sha256 FROM message_files UNION SELECT sha256 FROM scans
       UNION SELECT scan ->> 'sha256' FROM mark_sheets WHERE scan IS NOT NULL
       UNION SELECT body ->> 'protocolSha256' FROM milestones WHERE body ->> 'protocolSha256' IS NOT NULL
       UNION SELECT f.sha256 FROM application_files f JOIN applications a ON a.id = f.application
         WHERE a.erased_at IS NULL`,
    );
    return {
      migrations,
      rows: Object.fromEntries(
        tables.map((table) => [table, Number(all(`SELECT count(*) AS n FROM "${table}"`)[0]?.n ?? 0)]),
      ),
      named: new Set(named.map(({ sha256 }) => String(sha256))),
      publications: all('SELECT signed FROM publications ORDER BY number').map(
        ({ signed }) => JSON.parse(String(signed)) as SignedPublication,
      ),
    };
  });
}

/** The register of a house as its bytes, with the keys that sealed it. */
export const registerText = (
  publications: SignedPublication[],
  keys: { fingerprint: string; publicKey: string }[],
): string => canonical({ format: 'uzdik-register/1', keys, publications });

function reading<T>(file: string, read: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(file, { readOnly: true, timeout: BUSY_MS });
  try {
    return read(db);
  } finally {
    db.close();
  }
}
