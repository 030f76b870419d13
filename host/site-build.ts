// Builds the site of one revision in a folder of its own and makes it live by swapping a link: never half, never
// backwards.

import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { cp, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { archivedEditions, archiveHash, carryArchives, keepArchives, resultsFiles } from './archive.ts';
import type { Archived } from './archive.ts';
import { Astro, houseName } from './astro.ts';
import type { House } from './astro.ts';
import { OperatorError, PROJECT } from './settings.ts';
import { checkStaffContent } from './staff-content.ts';
import { CACHE, IN_FORCE, settle, sourceHash } from './sources.ts';
import { synced, syncedTree } from './synced.ts';

/** What a site is built from, as text: the register, and what stands beside it. null where there is none yet. */
export type Bundle = { register: string | null; content: string | null };
export type Build = Bundle &
  House & {
    dataDir: string;
    /** Where the registers of earlier editions stand; another folder than the project's in tests. */
    archive?: string;
  };
/** Number of the last publication, and revision of the content. */
export type Revisions = { revision: number; content: number };

/** What stands beside the bundle of a build, read once for it: archived editions, and a name for all that it is made from. */
type Beside = { archived: Archived[]; sources: string };
const known = new WeakMap<Build, Beside>();

function beside(build: Build): Beside {
  const before = known.get(build);
  if (before !== undefined) return before;
  const archived = archivedEditions(build.archive ?? join(PROJECT, 'content'), IN_FORCE, build);
  const sources = `${sourceHash(['site', 'content', 'rules'])}${archiveHash(archived)}`;
  known.set(build, { archived, sources });
  return { archived, sources };
}

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
export function liveRevisions(dataDir: string): Revisions {
  const file = join(dataDir, 'site', 'live', 'out', 'build.json');
  const said = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Revisions>) : {};
  return { revision: -1, content: -1, ...said };
}

/** Writes the pages of a build into the folder: `out/`, with `out/build.json` saying which revisions it shows. */
export type Render = (build: Build, folder: string) => Promise<void>;

/** The register of one edition is not that of another: each starts on an empty data folder. */
function ofThisRelease({ register, dataDir }: Build): void {
  const { publications } = JSON.parse(register ?? '{"publications":[]}') as {
    publications: { contest?: string }[];
  };
  const contest = publications[0]?.contest ?? IN_FORCE;
  if (contest !== IN_FORCE) {
    throw new OperatorError(
      `${dataDir} holds the register of ${contest} and this release is for ${IN_FORCE}: close that edition and start on an empty folder (docs/editions.md).`,
    );
  }
}

/** Builds the revisions of a bundle and makes them live, unless something newer is. */
export async function buildSite(build: Build, render: Render = renderSite): Promise<void> {
  const own = revisionsOf(build);
  ofThisRelease(build);
  const overtaken = (): boolean => behind(own, liveRevisions(build.dataDir));
  if (overtaken()) return;
  const sites = join(build.dataDir, 'site');
  const name = own.content === 0 ? own.revision : `${own.revision}.${own.content}`;
  const folder = join(sites, `${name}-${beside(build).sources}`);
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
  const { archived } = beside(build);
  await keepArchives(build.dataDir, archived, build);
  const making = `${folder}.making-${randomUUID()}`;
  await mkdir(making, { recursive: true });
  if (own.revision + own.content > 0) await render(build, making);
  else
    await cp(join(await withoutPublications(build, render), 'out'), join(making, 'out'), { recursive: true });
  await carryArchives(build.dataDir, archived, join(making, 'out'));
  await syncedTree(making);
  await rm(folder, { recursive: true, force: true });
  await rename(making, folder);
}

/** The folder of the site that shows nothing published. */
async function withoutPublications(build: Build, render: Render): Promise<string> {
  const shared = join(CACHE, `site-${houseName(build)}-${beside(build).sources}`);
  if (existsSync(join(shared, 'out', 'build.json'))) return shared;
  const making = `${shared}.${process.pid}`;
  await mkdir(making, { recursive: true });
  await render(build, making);
  await settle(making, shared);
  return shared;
}

/** The pages of the edition in force; those of earlier ones are there already, because they are listed in it. */
export async function renderSite(build: Build, folder: string): Promise<void> {
  const astro = new Astro();
  try {
    checkStaffContent(join(PROJECT, 'content'));
    const [register, content] = [join(folder, 'register.json'), join(folder, 'content.json')];
    // A register without a publication says nothing.
    const placed = build.register !== null && revisionsOf(build).revision > 0;
    if (build.register !== null && placed) await writeFile(register, build.register);
    if (build.content !== null) await writeFile(content, build.content);
    await astro.build(build, join(folder, 'out'), 'site', {
      UZDIK_ARCHIVES: resultsFiles(build.dataDir, beside(build).archived),
      ...(placed ? { UZDIK_REGISTER: register } : {}),
      ...(build.content === null ? {} : { UZDIK_CONTENT: content }),
    });
  } finally {
    astro.stop();
  }
}
