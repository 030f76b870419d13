// Builds the site of one revision in a folder of its own and makes it live by swapping a link: never half, never
// backwards.

import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Mode } from '#rules/publication';
import { run } from './run.ts';
import { PROJECT } from './settings.ts';
import { CACHE, sourceHash } from './sources.ts';

export type Build = { dataDir: string; mode: Mode; origin: string; register: string | null };

const siteHash = (): string => sourceHash(['site', 'content', 'rules']);

/** Number of the last publication of a register's text; 0 where there is none. */
export function revisionOf(register: string | null): number {
  if (register === null) return 0;
  const { publications } = JSON.parse(register) as { publications: { number: number }[] };
  return publications.at(-1)?.number ?? 0;
}

/** The revision that readers see; -1 before the first build. */
export async function liveRevision(dataDir: string): Promise<number> {
  const text = await readFile(join(dataDir, 'site', 'live', 'out', 'build.json'), 'utf8').catch(() => null);
  return text === null ? -1 : (JSON.parse(text) as { revision: number }).revision;
}

/** Builds the revision of `register` and makes it live, unless a newer one is. The folder that is live afterwards. */
export async function buildSite(build: Build): Promise<void> {
  const revision = revisionOf(build.register);
  if (revision < (await liveRevision(build.dataDir))) return;
  const sites = join(build.dataDir, 'site');
  const folder = join(sites, `${revision}-${siteHash()}`);
  if (!existsSync(join(folder, 'out', 'build.json'))) await make(build, folder, revision);
  const link = join(sites, `.live-${process.pid}`);
  await rm(link, { force: true });
  await symlink(basename(folder), link);
  await rename(link, join(sites, 'live'));
}

/** A site without publications is the same for every house of a mode and an address, so it is made once for all of them. */
async function make(build: Build, folder: string, revision: number): Promise<void> {
  if (revision > 0) {
    // A build that fails half way leaves pages behind: only a whole one gets the name by which it goes live.
    const making = `${folder}.making`;
    await rm(making, { recursive: true, force: true });
    await mkdir(making, { recursive: true });
    await astro(build, making);
    await rm(folder, { recursive: true, force: true });
    await rename(making, folder);
    return;
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  // Only the real contest names its own address in its pages.
  const address = build.mode === 'real' ? `-${new URL(build.origin).host.replace(/\W/g, '-')}` : '';
  const shared = join(CACHE, `site-${build.mode}${address}-${siteHash()}`);
  if (!existsSync(join(shared, 'out', 'build.json'))) {
    const making = `${shared}.${process.pid}`;
    await mkdir(making, { recursive: true });
    await astro(build, making);
    await rm(shared, { recursive: true, force: true });
    await rename(making, shared);
  }
  await cp(join(shared, 'out'), join(folder, 'out'), { recursive: true });
}

/** Two builds in one root disturb one another and links confuse Astro, so each works on a copy of the sources. */
async function astro(build: Build, folder: string): Promise<void> {
  const copy = join(CACHE, 'builds', `${process.pid}-${randomUUID()}`);
  const root = join(copy, 'site');
  await mkdir(copy, { recursive: true });
  for (const source of ['site', 'content', 'rules', 'package.json', 'tsconfig.json']) {
    await cp(join(PROJECT, source), join(copy, source), { recursive: true });
  }
  await symlink(join(PROJECT, 'node_modules'), join(copy, 'node_modules'));
  const register = join(folder, 'register.json');
  if (build.register !== null) await writeFile(register, build.register);
  const env = {
    UZDIK_OUT: join(folder, 'out'),
    UZDIK_CACHE: join(copy, '.cache'),
    UZDIK_MODE: build.mode,
    UZDIK_ORIGIN: build.origin,
    ...(build.register === null ? {} : { UZDIK_REGISTER: register }),
  };
  // Astro keeps chunks of its own under the folder it is started in.
  await run('astro', ['build', '--root', root], env, copy);
  await rm(copy, { recursive: true, force: true });
}
