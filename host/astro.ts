// Runs Astro on a copy of the sources: two builds in one root disturb one another, and links confuse it.

import { randomUUID } from 'node:crypto';
import { cp, mkdir, rm, symlink } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Mode } from '#rules/publication';
import { run } from './run.ts';
import { PROJECT } from './settings.ts';
import { CACHE, RESULTS } from './sources.ts';

/** Whose site it is: only the real contest names its own address in its pages. */
export type House = { mode: Mode; origin: string };

/** Names a house in a folder's name. */
export const houseName = ({ mode, origin }: House): string =>
  mode === 'real' ? `${mode}-${new URL(origin).host.replace(/\W/g, '-')}` : mode;

/** The whole site, or the pages of archived editions alone: those whose address names an edition. */
export type Pages = 'site' | 'editions';

/** True for a file that a build of these pages reads; archived registers are handed to it by their paths. */
function read(file: string, pages: Pages): boolean {
  if (RESULTS.test(file)) return false;
  const [, page] = file.split(join('site', 'src', 'pages') + sep);
  if (pages === 'site' || page === undefined || !/\.\w+$/.test(page)) return true;
  return page.includes('[year]');
}

/** Builds into `out`; `env` says from which files (site/astro.config.ts, site/src/data). */
export async function astro(house: House, out: string, pages: Pages, env: Record<string, string>) {
  const copy = join(CACHE, 'builds', `${process.pid}-${randomUUID()}`);
  const root = join(copy, 'site');
  await mkdir(copy, { recursive: true });
  for (const source of ['site', 'content', 'rules', 'package.json', 'tsconfig.json']) {
    await cp(join(PROJECT, source), join(copy, source), {
      recursive: true,
      filter: (file) => read(relative(PROJECT, file), pages),
    });
  }
  await symlink(join(PROJECT, 'node_modules'), join(copy, 'node_modules'));
  const whole = {
    UZDIK_OUT: out,
    UZDIK_CACHE: join(copy, '.cache'),
    UZDIK_PROJECT: PROJECT,
    UZDIK_MODE: house.mode,
    UZDIK_ORIGIN: house.origin,
    ...env,
  };
  // Astro keeps chunks of its own under the folder it is started in.
  await run('astro', ['build', '--root', root], whole, copy);
  await rm(copy, { recursive: true, force: true });
}
