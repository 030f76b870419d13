// What a build depends on, as one hash: a start with unchanged sources builds nothing.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './settings.ts';

/** Hash of the files below the project's `folders` and of its lock file, 12 hex digits. */
export function sourceHash(folders: string[]): string {
  const hash = createHash('sha256').update(readFileSync(join(PROJECT, 'package-lock.json')));
  for (const folder of folders) {
    const names = readdirSync(join(PROJECT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !/\/(\.astro|node_modules|dist)\//.test(file))
      .sort();
    for (const file of names) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 12);
}

/** Folder for what can be made again from the sources. */
export const CACHE = join(PROJECT, 'node_modules', '.cache', 'uzdik');
