// The data folder before a house opens in it: whether it can be written, is nobody else's, is whole, is of this version; and a copy of its
// database before this version changes it.

import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RESTORING } from './backup/restore.ts';
import { copyDatabase, databaseIn, migrationsOf } from './database.ts';
import { newMigrations, unknownMigrations } from './migrations.ts';
import { endOrphans } from './orphans.ts';
import { OperatorError } from './settings.ts';

/** Folder of the copies made before migrations; the newest few are kept. */
export const BEFORE = 'before-migration';
const KEPT = 5;

/**
 * Makes the folder ready for a house of this version.
 * @throws OperatorError where no house may open in it
 */
export async function prepareFolder(dataDir: string, say: (line: string) => void): Promise<void> {
  try {
    mkdirSync(join(dataDir, 'site'), { recursive: true });
    accessSync(dataDir, constants.W_OK);
  } catch {
    throw new OperatorError(
      `The folder ${dataDir} cannot be written; give this user the right or set DATA_DIR to another one.`,
    );
  }
  await endOrphans(dataDir, say);
  if (existsSync(join(dataDir, RESTORING)))
    throw new OperatorError(
      `A restore into ${dataDir} did not come to its end; empty the folder and run npm run restore again.`,
    );
  const database = databaseIn(dataDir);
  if (database === null) return;
  const applied = migrationsOf(join(dataDir, database));
  const [newer] = unknownMigrations(applied);
  if (newer !== undefined)
    throw new OperatorError(
      `${dataDir} was used by a newer version of Uzdik (${newer}); install that version again, or go back with npm run way-back (docs/deploy.md).`,
    );
  const [first] = newMigrations(applied);
  if (applied.length === 0 || first === undefined) return;
  say(`Copying the database before ${first} …`);
  await copyBefore(dataDir, join(dataDir, database), first);
}

async function copyBefore(dataDir: string, database: string, first: string): Promise<void> {
  const folder = join(dataDir, BEFORE);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const name = `${stamp}-${first.replace('.sql', '')}.sqlite`;
  const part = join(folder, `${name}.part`);
  await copyDatabase(database, part);
  await rename(part, join(folder, name));
  const copies = (await readdir(folder)).sort();
  for (const old of copies.slice(0, -KEPT)) await rm(join(folder, old), { force: true });
}
