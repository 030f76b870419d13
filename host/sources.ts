// What a build depends on, as one hash: a start with unchanged sources builds nothing.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PROJECT } from './settings.ts';

/** Archived registers: pages of each depend on it alone (archive.ts). */
export const RESULTS = /(^|\/)content\/\d{4}\/results(\/|$)/;

/** Hash of the files below the project's `folders` and of what it is made with, 12 hex digits. */
export function sourceHash(folders: string[]): string {
  const hash = createHash('sha256');
  for (const name of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(PROJECT, name)));
  for (const folder of folders) {
    const names = readdirSync(join(PROJECT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !/\/(\.astro|node_modules|dist)\//.test(file) && !RESULTS.test(file))
      .sort();
    for (const file of names) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 12);
}

/** The year of the edition in force, as the release names it (package.json, imports). */
export const IN_FORCE = inForce();

function inForce(): string {
  const { imports } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
    imports: Record<'#edition/*', string>;
  };
  return basename(dirname(imports['#edition/*']));
}

/** Folder for what can be made again from the sources. */
export const CACHE = join(PROJECT, 'node_modules', '.cache', 'uzdik');

/** Gives what was made its name; where somebody was faster theirs stays, for it may be read just now. */
export async function settle(making: string, name: string): Promise<void> {
  await rename(making, name).catch(() => rm(making, { recursive: true, force: true }));
}
