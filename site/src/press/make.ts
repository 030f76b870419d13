// Makes press packs in a process of their own, so that no reader and no build waits for the libraries they need. Started with
// one argument, a Task as JSON.

import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Register } from '#rules/publication';
import type { PackName } from './files.ts';
import { packOf } from './pack.ts';
import type { House } from './pack.ts';

export type Task = House & {
  /** Path of the register; null before the first publication. */
  register: string | null;
  /** Packs to be made, and the folder that each becomes. */
  packs: { name: PackName; into: string }[];
};

async function make({ register, packs, ...house }: Task): Promise<void> {
  const publications =
    register === null ? [] : (JSON.parse(await readFile(register, 'utf8')) as Register).publications;
  for (const { name, into } of packs) {
    const making = `${into}.${process.pid}`;
    await mkdir(making, { recursive: true });
    for (const [file, bytes] of Object.entries(await packOf(name, publications, house)))
      await writeFile(join(making, file), bytes);
    // Two at once make the same files: who comes second drops theirs.
    await rename(making, into).catch(() => rm(making, { recursive: true }));
  }
}

await make(JSON.parse(process.argv[2] ?? '') as Task);
