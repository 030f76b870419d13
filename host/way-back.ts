// npm run way-back: puts the database back that was copied before a migration, for the version before this one. What was
// written since is kept beside it, and the files stay: none of them is changed by a migration.

import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { copyDatabase, damage, databaseIn } from './database.ts';
import { BEFORE } from './data-folder.ts';
import { OperatorError } from './settings.ts';
import type { Settings } from './settings.ts';

/** Without a name it lists the copies; with one it puts that copy back. */
export async function wayBack(args: string[], { dataDir, port }: Settings): Promise<void> {
  const folder = join(dataDir, BEFORE);
  const copies = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.sqlite')).sort();
  const [name, ...rest] = args;
  const list = copies.length === 0 ? `There is no copy in ${folder}.` : `Copies: ${copies.join(', ')}`;
  if (name === undefined) {
    process.stdout.write(`${list}\nnpm run way-back -- NAME puts one back; the house must stand still.\n`);
    return;
  }
  if (rest.length > 0 || !copies.includes(name))
    throw new OperatorError(`«${args.join(' ')}» is none of the copies. ${list}`);
  const database = databaseIn(dataDir);
  if (database === null)
    throw new OperatorError(`There is no house in ${dataDir}; set DATA_DIR to its folder.`);
  if (await open(port))
    throw new OperatorError(`A house is open on port ${port}; stop it first (systemctl stop uzdik).`);
  const file = join(dataDir, database);
  const back = `${file}.back`;
  await rm(back, { force: true });
  await copyDatabase(join(folder, name), back);
  const wrong = damage(back);
  if (wrong !== null)
    throw new OperatorError(`The copy is damaged (${wrong}); restore the newest backup instead.`);
  const beside = join(folder, `put-aside-${Date.now()}.db`);
  // Whole, with what still waits in its write-ahead log.
  await copyDatabase(file, beside);
  for (const ending of ['-wal', '-shm']) await rm(`${file}${ending}`, { force: true });
  await rename(back, file);
  for (const ending of ['-wal', '-shm'].filter((one) => existsSync(`${back}${one}`)))
    await rm(`${back}${ending}`, { force: true });
  process.stdout.write(
    `The database of ${name} is back in ${dataDir}; what was there is kept as ${beside}.\nStart the version before the upgrade now.\n`,
  );
}

const open = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const line = createConnection({ host: '127.0.0.1', port });
    line.once('connect', () => {
      line.destroy();
      resolve(true);
    });
    line.once('error', () => resolve(false));
  });
