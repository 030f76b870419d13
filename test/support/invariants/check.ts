// Looks whether everything that must always hold does hold of a house, by its database and its files.

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { databaseIn } from '../../../host/database.ts';
import { ROWS } from './rows.ts';
import { SEALS } from './seals.ts';

/** Names of what holds of every house. */
export const INVARIANTS: readonly string[] = [...ROWS, ...SEALS].map(({ name }) => name);

/** By name what breaks it, at most five of each. */
export type Violations = Record<string, string[]>;

/** The file of the database in a data folder. */
export function databaseOf(dataDir: string): string {
  const file = databaseIn(dataDir);
  if (file === null) throw new Error(`${dataDir} holds no database`);
  return join(dataDir, file);
}

const MOST = 5;

/**
 * What does not hold of the house in `dataDir`, or of the copy `file` of its database, leaving out the names of `spoilt`;
 * nothing where all is well. It may be running.
 */
export async function violations(
  dataDir: string,
  { file = databaseOf(dataDir), spoilt = new Set() }: { file?: string; spoilt?: ReadonlySet<string> } = {},
): Promise<Violations> {
  const db = new DatabaseSync(file, { timeout: 5000, enableForeignKeyConstraints: false });
  try {
    // One instant of a house that goes on.
    db.exec('BEGIN');
    const found: Violations = {};
    for (const { name, find } of ROWS.filter((row) => !spoilt.has(row.name))) {
      const rows = db.prepare(`SELECT * FROM (${find}) LIMIT ${MOST}`).all() as { what: unknown }[];
      if (rows.length > 0) found[name] = rows.map(({ what }) => String(what));
    }
    for (const { name, find } of SEALS.filter((seal) => !spoilt.has(seal.name))) {
      const broken = await find(db, dataDir);
      if (broken.length > 0) found[name] = broken.slice(0, MOST);
    }
    return found;
  } finally {
    db.close();
  }
}
