// Builds the site of one revision in a folder of its own and makes it live by swapping a link: never half, never
// backwards.

import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { cp, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Mode } from '#rules/publication';
import { run } from './run.ts';
import { PROJECT } from './settings.ts';
import { CACHE, sourceHash } from './sources.ts';
import { synced, syncedTree } from './synced.ts';

/** What a site is built from, as text: the register, and what stands beside it. null where there is none yet. */
export type Bundle = { register: string | null; content: string | null };
export type Build = Bundle & { dataDir: string; mode: Mode; origin: string };
/** Number of the last publication, and revision of the content. */
export type Revisions = { revision: number; content: number };

const siteHash = (): string => sourceHash(['site', 'content', 'rules']);

/** Both are 0 where nothing is published. */
export function revisionsOf({ register, content }: Bundle): Revisions {
  const { publications } = JSON.parse(register ?? '{"publications":[]}') as {
    publications: { number: number }[];
  };
  const { revision } = JSON.parse(content ?? '{"revision":0}') as { revision: number };
  return { revision: publications.at(-1)?.number ?? 0, content: revision };
}

/** True where `live` lacks something of `wanted`. */
export const behind = (live: Revisions, wanted: Revisions): boolean =>
  live.revision < wanted.revision || live.content < wanted.content;

/** What readers see; -1 before the first build. */
export const liveRevisions = (dataDir: string): Promise<Revisions> => Promise.resolve(liveNow(dataDir));

function liveNow(dataDir: string): Revisions {
  const file = join(dataDir, 'site', 'live', 'out', 'build.json');
  const said = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Revisions>) : {};
  return { revision: -1, content: -1, ...said };
}

/** Writes the pages of a build into the folder: `out/`, with `out/build.json` saying which revisions it shows. */
export type Render = (build: Build, folder: string) => Promise<void>;

/** Builds the revisions of a bundle and makes them live, unless something newer is. */
export async function buildSite(build: Build, render: Render = renderSite): Promise<void> {
  const own = revisionsOf(build);
  const overtaken = (): boolean => behind(own, liveNow(build.dataDir));
  if (overtaken()) return;
  const sites = join(build.dataDir, 'site');
  const name = own.content === 0 ? own.revision : `${own.revision}.${own.content}`;
  const folder = join(sites, `${name}-${siteHash()}`);
  if (!existsSync(join(folder, 'out', 'build.json'))) await make(build, folder, own, render);
  const link = join(sites, `.live-${randomUUID()}`);
  await symlink(basename(folder), link);
  // Another builder may have been faster meanwhile; nothing comes between looking and swapping.
  if (overtaken()) rmSync(link);
  else renameSync(link, join(sites, 'live'));
  await synced(sites);
}

/** Forgets what builders left behind that were cut off. */
export function forgetUnfinished(dataDir: string): void {
  const sites = join(dataDir, 'site');
  for (const name of readdirSync(sites).filter((one) => /\.making-|^\.live-/.test(one)))
    rmSync(join(sites, name), { recursive: true, force: true });
}

/**
 * A build that fails or is cut off half way leaves pages behind: only one that is whole and on disk gets the name by
 * which it goes live. A site without publications is the same for every house of a mode and an address, so it is made
 * once for all of them.
 */
async function make(build: Build, folder: string, own: Revisions, render: Render): Promise<void> {
  const making = `${folder}.making-${randomUUID()}`;
  await mkdir(making, { recursive: true });
  if (own.revision + own.content > 0) await render(build, making);
  else
    await cp(join(await withoutPublications(build, render), 'out'), join(making, 'out'), { recursive: true });
  await syncedTree(making);
  await rm(folder, { recursive: true, force: true });
  await rename(making, folder);
}

/** The folder of the site that shows nothing published. */
async function withoutPublications(build: Build, render: Render): Promise<string> {
  // Only the real contest names its own address in its pages.
  const address = build.mode === 'real' ? `-${new URL(build.origin).host.replace(/\W/g, '-')}` : '';
  const shared = join(CACHE, `site-${build.mode}${address}-${siteHash()}`);
  if (existsSync(join(shared, 'out', 'build.json'))) return shared;
  const making = `${shared}.${process.pid}`;
  await mkdir(making, { recursive: true });
  await render(build, making);
  await rm(shared, { recursive: true, force: true });
  await rename(making, shared);
  return shared;
}

/** Two builds in one root disturb one another and links confuse Astro, so each works on a copy of the sources. */
export async function renderSite(build: Build, folder: string): Promise<void> {
  const copy = join(CACHE, 'builds', `${process.pid}-${randomUUID()}`);
  const root = join(copy, 'site');
  await mkdir(copy, { recursive: true });
  for (const source of ['site', 'content', 'rules', 'package.json', 'tsconfig.json']) {
    await cp(join(PROJECT, source), join(copy, source), { recursive: true });
  }
  await symlink(join(PROJECT, 'node_modules'), join(copy, 'node_modules'));
  const [register, content] = [join(folder, 'register.json'), join(folder, 'content.json')];
  // A register without a publication says nothing.
  const placed = build.register !== null && revisionsOf(build).revision > 0;
  if (build.register !== null && placed) await writeFile(register, build.register);
  if (build.content !== null) await writeFile(content, build.content);
  const env = {
    UZDIK_OUT: join(folder, 'out'),
    UZDIK_CACHE: join(copy, '.cache'),
    UZDIK_PROJECT: PROJECT,
    UZDIK_MODE: build.mode,
    UZDIK_ORIGIN: build.origin,
    ...(placed ? { UZDIK_REGISTER: register } : {}),
    ...(build.content === null ? {} : { UZDIK_CONTENT: content }),
  };
  // Astro keeps chunks of its own under the folder it is started in.
  await run('astro', ['build', '--root', root], env, copy);
  await rm(copy, { recursive: true, force: true });
}
