// npm run backup: everything of a running house in one file. The database is copied at one instant by SQLite's own
// backup, the files are linked aside so that an erasure meanwhile takes none away, and each is hashed on its way.

import { createReadStream, existsSync } from 'node:fs';
import { link, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { createHash } from 'node:crypto';
import { contentsOf, copyDatabase, damage, databaseIn } from '../database.ts';
import type { Contents } from '../database.ts';
import { publicKeyOf, registerKeyIn } from '../keys.ts';
import { OperatorError } from '../settings.ts';
import { synced } from '../synced.ts';
import { BACKED_UP } from '../watch.ts';
import { bytesIn, DATABASE, headWords, KEYS, MANIFEST } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { amount, progress } from './progress.ts';
import { TarWriter } from './tar.ts';

const HELP = 'npm run backup -- FILE [--with-keys]';
const ASIDE = 'backing-up-';
const HASH = /^[0-9a-f]{64}$/;
// A file that is erased between the copy of the database and its link: the next copy no longer names it.
const MOST_TRIES = 5;

type Say = (line: string) => void;

export async function backupCommand(args: string[], dataDir: string): Promise<void> {
  const keys = args.includes('--with-keys');
  const [file, ...rest] = args.filter((one) => one !== '--with-keys');
  if (file === undefined || file.startsWith('-') || rest.length > 0)
    throw new OperatorError(`Say where the backup goes: ${HELP}`);
  const manifest = await backup(
    dataDir,
    resolve(file),
    keys,
    (line) => void process.stdout.write(`${line}\n`),
  );
  process.stdout.write(
    `Backed up ${manifest.rows.applications ?? 0} applications and ${manifest.files.length} files as of ${manifest.takenAt}: ${resolve(file)}\n` +
      `${headWords(manifest)}\n` +
      (manifest.beside.some(({ name }) => name === 'register.key')
        ? 'The keys of the house are in it: keep it as you keep them.\n'
        : `The keys are not in it: keep copies of ${KEYS.map((key) => join(dataDir, key)).join(' and ')} apart.\n`),
  );
}

/**
 * Writes `file` from the data folder of a house, running or not; the keys only where they are asked for.
 * @throws OperatorError with the sentence for the operator; then `file` is not there
 */
export async function backup(dataDir: string, file: string, keys: boolean, say: Say): Promise<Manifest> {
  const database = databaseIn(dataDir);
  if (database === null)
    throw new OperatorError(
      `There is no house in ${dataDir}; set DATA_DIR to the folder that npm start uses.`,
    );
  if (existsSync(file))
    throw new OperatorError(`${file} is there already and is not written over; name another file.`);
  if (!existsSync(dirname(file)))
    throw new OperatorError(`The folder ${dirname(file)} is not there; make it, or name another file.`);
  const key = registerKeyIn(dataDir);
  if (key === null)
    throw new OperatorError(
      `${join(dataDir, 'register.key')} is missing: put the kept copy back, or set REGISTER_KEY, before backing up.`,
    );
  await forgetBroken(dataDir);
  const aside = join(dataDir, `${ASIDE}${process.pid}`);
  const part = `${file}.part`;
  await rm(part, { force: true });
  await mkdir(aside);
  try {
    const { takenAt, contents, files } = await setAside(dataDir, join(dataDir, database), aside, say);
    const copy = join(aside, DATABASE);
    const manifest: Manifest = {
      format: 'uzdik-backup/1',
      takenAt,
      migrations: contents.migrations,
      database: { path: database, ...(await measured(copy)) },
      rows: contents.rows,
      files,
      register: { keys: [publicKeyOf(key)], head: headOf(contents) },
      beside: await beside(dataDir, keys),
    };
    await write(manifest, { dataDir, aside, part, say });
    await rename(part, file);
    await synced(dirname(file));
    await writeFile(join(dataDir, BACKED_UP), `${JSON.stringify({ takenAt })}\n`);
    return manifest;
  } catch (error) {
    await rm(part, { force: true });
    throw refusalOf(error, file);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** What a backup that was killed left behind holds people's files: it goes. */
async function forgetBroken(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith(ASIDE)) continue;
    if (alive(Number(name.slice(ASIDE.length))))
      throw new OperatorError('Another backup is running; wait until it has ended.');
    await rm(join(dataDir, name), { recursive: true, force: true });
  }
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

type SetAside = { takenAt: string; contents: Contents; files: Manifest['files'] };

/** The database at one instant, and a link to every file of the store; what the database names is among them. */
async function setAside(dataDir: string, database: string, aside: string, say: Say): Promise<SetAside> {
  const store = join(dataDir, 'files');
  const copy = join(aside, DATABASE);
  for (let turn = 1; ; turn += 1) {
    say('Copying the database …');
    const takenAt = new Date().toISOString();
    await rm(copy, { force: true });
    await copyDatabase(database, copy);
    const wrong = damage(copy);
    if (wrong !== null)
      throw new OperatorError(`The database is damaged (${wrong}); restore the newest whole backup.`);
    const contents = contentsOf(copy);
    const names = (await readdir(store).catch(() => [])).filter((name) => HASH.test(name));
    const files = (await Promise.all(names.map((name) => linked(store, aside, name)))).filter(
      (one) => one !== null,
    );
    const there = new Set(files.map(({ sha256 }) => sha256));
    const [missing] = [...contents.named].filter((sha256) => !there.has(sha256));
    if (missing === undefined) return { takenAt, contents, files };
    if (turn === MOST_TRIES)
      throw new OperatorError(
        `The database names the file ${missing}, which is not in ${store}; take it from an earlier backup.`,
      );
  }
}

async function linked(
  store: string,
  aside: string,
  sha256: string,
): Promise<Manifest['files'][number] | null> {
  const to = join(aside, sha256);
  try {
    await link(join(store, sha256), to).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    return { sha256, size: (await stat(to)).size };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function measured(file: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.byteLength;
  }
  return { size, sha256: hash.digest('hex') };
}

async function beside(dataDir: string, keys: boolean): Promise<Manifest['beside']> {
  const list: Manifest['beside'] = [];
  for (const name of [...(keys ? KEYS : []), 'clock.json'] as const)
    if (existsSync(join(dataDir, name))) list.push({ name, ...(await measured(join(dataDir, name))) });
  return list;
}

function headOf({ publications }: Contents): Manifest['register']['head'] {
  const last = publications.at(-1);
  return last === undefined ? null : { number: last.number, hash: last.hash };
}

type Writing = { dataDir: string; aside: string; part: string; say: Say };

async function write(manifest: Manifest, { dataDir, aside, part, say }: Writing): Promise<void> {
  const bytes = bytesIn(manifest);
  const count = progress('Written', bytes, say);
  say(`Writing ${manifest.files.length} files and the database, ${amount(bytes)} …`);
  const tar = await TarWriter.create(part);
  try {
    const text = Buffer.from(`${JSON.stringify(manifest)}\n`);
    await tar.add(MANIFEST, text.byteLength, [text]);
    const add = async (name: string, from: string, size: number, sha256: string): Promise<void> => {
      if ((await tar.add(name, size, createReadStream(from))) !== sha256)
        throw new OperatorError(
          `${from} is damaged: its bytes are not those of its hash. Take it from an earlier backup, then back up again.`,
        );
      count(size);
    };
    await add(DATABASE, join(aside, DATABASE), manifest.database.size, manifest.database.sha256);
    for (const { name, size, sha256 } of manifest.beside)
      await add(`beside/${name}`, join(dataDir, name), size, sha256);
    for (const { sha256, size } of manifest.files)
      await add(`files/${sha256}`, join(aside, sha256), size, sha256);
    await tar.end();
  } finally {
    await tar.abort();
  }
}

/** The disk's own refusals in a sentence. */
function refusalOf(error: unknown, file: string): unknown {
  const said: Record<string, string> = {
    ENOSPC: `The disk is full: there is no room for ${basename(file)} in ${dirname(file)}, or for the copy of the database in DATA_DIR.`,
    EACCES: `${dirname(file)} cannot be written by this user; give it the right, or name another file.`,
    EROFS: `${dirname(file)} cannot be written: its disk is read-only.`,
    EIO: 'The disk cannot be read (I/O error): check it, and restore the newest whole backup on another one.',
  };
  const sentence = said[(error as NodeJS.ErrnoException).code ?? ''];
  return sentence === undefined ? error : new OperatorError(sentence);
}
