// npm run restore: a backup into an empty data folder. Every hash is checked on the way, then the database and the
// register; what does not hold ends with one sentence and an empty folder.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { verifyRegister } from '#rules/verify-register';
import { contentsOf, damage, registerText } from '../database.ts';
import { unknownMigrations } from '../migrations.ts';
import { OperatorError } from '../settings.ts';
import { synced } from '../synced.ts';
import { bytesIn, DATABASE, headWords, KEYS, MANIFEST, readManifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { amount, progress } from './progress.ts';
import { bytesOf, readTar } from './tar.ts';
import type { Entry } from './tar.ts';

const HELP = 'npm run restore -- FILE';
/** Stands in a data folder while it is being filled: a house does not start there. */
export const RESTORING = 'RESTORING';

type Say = (line: string) => void;
type Archive = { file: string; entries: Map<string, Entry>; manifest: Manifest };

export async function restoreCommand(args: string[], dataDir: string): Promise<void> {
  const [file, ...rest] = args;
  if (file === undefined || file.startsWith('-') || rest.length > 0)
    throw new OperatorError(`Say which backup to restore: ${HELP}`);
  const manifest = await restore(resolve(file), dataDir, (line) => void process.stdout.write(`${line}\n`));
  const { keys } = manifest.register;
  process.stdout.write(
    `Restored ${manifest.rows.applications ?? 0} applications and ${manifest.files.length} files as of ${manifest.takenAt}: ${dataDir}\n` +
      `${headWords(manifest)}, every hash and the register hold.\n`,
  );
  if (manifest.beside.some(({ name }) => name === 'register.key')) return;
  process.stdout.write(
    `The keys are not in the backup: put your copies of ${KEYS.join(' and ')} into ${dataDir} before npm start. ` +
      `The register's key has the fingerprint ${keys[0]?.fingerprint ?? ''}.\n`,
  );
}

/**
 * Fills `dataDir`, which must be empty or not there, from a backup.
 * @throws OperatorError with the sentence for the operator; then `dataDir` is as empty as before
 */
export async function restore(file: string, dataDir: string, say: Say): Promise<Manifest> {
  const archive = await opened(file);
  if ((await readdir(dataDir).catch(() => [])).length > 0)
    throw new OperatorError(`${dataDir} is not empty; set DATA_DIR to a folder that is empty or not there.`);
  const stood = existsSync(dataDir);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await roomFor(archive, dataDir);
    await writeFile(join(dataDir, RESTORING), `${file}\n`);
    await fill(archive, dataDir, say);
    say('Checking the database and the register …');
    await check(archive.manifest, dataDir);
    await rm(join(dataDir, RESTORING));
    return archive.manifest;
  } catch (error) {
    for (const name of await readdir(dataDir).catch(() => []))
      await rm(join(dataDir, name), { recursive: true, force: true });
    if (!stood) await rm(dataDir, { recursive: true, force: true });
    throw refusalOf(error, dataDir);
  }
}

/** The archive as its manifest describes it: nothing less, nothing more. */
async function opened(file: string): Promise<Archive> {
  const found = await stat(file).catch(() => null);
  if (found === null || !found.isFile())
    throw new OperatorError(`${file} is not there; name a file that npm run backup wrote.`);
  const list = await readTar(file);
  if (list === null)
    throw new OperatorError(`${file} is no backup, or it is cut off; take the copy of another day.`);
  const entries = new Map(list.map((entry) => [entry.name, entry]));
  const first = list[0];
  const manifest =
    first?.name === MANIFEST ? readManifest((await Array.fromAsync(bytesOf(file, first))).join('')) : null;
  if (manifest === null)
    throw new OperatorError(
      `${file} has no manifest that this version reads; it was not written by npm run backup.`,
    );
  const [newer] = unknownMigrations(manifest.migrations);
  if (newer !== undefined)
    throw new OperatorError(
      `${file} is from a newer version of Uzdik (${newer}); install that version, then restore.`,
    );
  const named = [
    MANIFEST,
    DATABASE,
    ...manifest.beside.map(({ name }) => `beside/${name}`),
    ...manifest.files.map(({ sha256 }) => `files/${sha256}`),
  ];
  const missing = named.find((name) => !entries.has(name));
  if (missing !== undefined || list.length !== named.length)
    throw new OperatorError(
      `${file} does not hold what its manifest says (${missing ?? 'there is more in it'}); take the copy of another day.`,
    );
  return { file, entries, manifest };
}

async function roomFor({ manifest }: Archive, dataDir: string): Promise<void> {
  const needed = bytesIn(manifest);
  const { bavail, bsize } = await statfs(dataDir);
  if (bavail * bsize < needed)
    throw new OperatorError(
      `The disk of ${dataDir} has ${amount(bavail * bsize)} free and the backup needs ${amount(needed)}; make room, or set DATA_DIR to another disk.`,
    );
}

async function fill({ file, entries, manifest }: Archive, dataDir: string, say: Say): Promise<void> {
  const store = join(dataDir, 'files');
  await mkdir(store);
  const all = bytesIn(manifest);
  const count = progress('Restored', all, say);
  say(`Restoring ${manifest.files.length} files and the database, ${amount(all)} …`);
  const take = async (name: string, to: string, sha256: string): Promise<void> => {
    const entry = entries.get(name);
    if (entry === undefined || (await written(file, entry, to)) !== sha256)
      throw new OperatorError(
        `${file} is damaged: ${name} does not have the hash of the manifest; take the copy of another day.`,
      );
    count(entry.size);
  };
  for (const { sha256 } of manifest.files) await take(`files/${sha256}`, join(store, sha256), sha256);
  for (const { name, sha256 } of manifest.beside) await take(`beside/${name}`, join(dataDir, name), sha256);
  await synced(store);
  // The database last: without it the folder is nobody's house.
  const database = join(dataDir, manifest.database.path);
  await mkdir(dirname(database), { recursive: true });
  await take(DATABASE, `${database}.part`, manifest.database.sha256);
  await rename(`${database}.part`, database);
  await synced(dirname(database));
}

/** Writes an entry, synced, and answers the hash of its bytes. */
async function written(file: string, entry: Entry, to: string): Promise<string> {
  const hash = createHash('sha256');
  const handle = await open(to, 'wx', 0o600);
  try {
    for await (const chunk of bytesOf(file, entry)) {
      hash.update(chunk);
      await handle.appendFile(chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return hash.digest('hex');
}

async function check(manifest: Manifest, dataDir: string): Promise<void> {
  const database = join(dataDir, manifest.database.path);
  const wrong = damage(database);
  if (wrong !== null)
    throw new OperatorError(
      `The database of the backup is damaged (${wrong}); take the copy of another day.`,
    );
  const { rows, named, publications } = contentsOf(database);
  const other = Object.keys(manifest.rows).find((table) => rows[table] !== manifest.rows[table]);
  if (other !== undefined)
    throw new OperatorError(
      `The table ${other} has ${rows[other] ?? 0} rows and the manifest says ${manifest.rows[other]}; take the copy of another day.`,
    );
  const there = new Set(manifest.files.map(({ sha256 }) => sha256));
  const missing = [...named].find((sha256) => !there.has(sha256));
  if (missing !== undefined)
    throw new OperatorError(`The database names the file ${missing}, which is not in the backup.`);
  const { head, keys } = manifest.register;
  if (publications.length === 0 && head === null) return;
  const verdict = await verifyRegister(registerText(publications, keys), head === null ? {} : { head });
  if (!verdict.ok)
    throw new OperatorError(
      'The register of the backup does not hold; npm run verify on the register of the site says where. Take the copy of another day.',
    );
}

function refusalOf(error: unknown, dataDir: string): unknown {
  const said: Record<string, string> = {
    ENOSPC: `The disk of ${dataDir} is full; make room, or set DATA_DIR to another disk.`,
    EACCES: `${dataDir} cannot be written by this user; give it the right, or set DATA_DIR to another folder.`,
    EROFS: `${dataDir} cannot be written: its disk is read-only.`,
    EIO: 'The disk cannot be read (I/O error); take the backup to another machine.',
  };
  const sentence = said[(error as NodeJS.ErrnoException).code ?? ''];
  return sentence === undefined ? error : new OperatorError(sentence);
}
