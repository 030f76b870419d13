// The site and the worker made for elsewhere: a build by hand, the build that Cloudflare's hook starts, the deploy.

import { existsSync } from 'node:fs';
import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { PressPacks } from './press-packs.ts';
import { OWN_PATH } from './run.ts';
import { OperatorError, PROJECT } from './settings.ts';
import type { Settings } from './settings.ts';
import { buildSite, liveRevisions } from './site-build.ts';
import type { Bundle } from './site-build.ts';

/** Builds the site of a bundle into the data folder. */
export async function build(settings: Settings, bundle: Bundle): Promise<void> {
  await mkdir(join(settings.dataDir, 'site'), { recursive: true });
  await buildSite({ dataDir: settings.dataDir, mode: settings.mode, origin: settings.origin, ...bundle });
  const live = join(settings.dataDir, 'site', 'live');
  // Whoever serves these pages makes nothing when it is asked.
  const packs = await new PressPacks(settings).putInto(live);
  const { revision } = liveRevisions(settings.dataDir);
  process.stdout.write(`Built revision ${revision} with ${packs} press packs: ${join(live, 'out')}\n`);
}

/** Register and content as the running worker has them. */
export async function fetchBundle(origin: string): Promise<Bundle> {
  const textOf = async (path: string): Promise<string> => {
    const answer = await fetch(origin + path).catch(() => null);
    if (answer === null || !answer.ok) {
      throw new OperatorError(
        `Nothing at ${origin}${path}; set ORIGIN to the address of the running worker.`,
      );
    }
    return answer.text();
  };
  return { register: await textOf('/api/register'), content: await textOf('/api/site-content') };
}

/** wrangler deploy with the built site as assets; `--dry-run` makes everything and sends nothing. */
export async function deploy(settings: Settings, args: string[]): Promise<void> {
  const live = join(settings.dataDir, 'site', 'live', 'out');
  if (!existsSync(live)) await build(settings, { register: null, content: null });
  const assets = join(PROJECT, '.data', 'assets');
  await mkdir(join(PROJECT, '.data'), { recursive: true });
  await rm(assets, { force: true });
  await symlink(live, `${assets}.new`);
  await rename(`${assets}.new`, assets);
  await new Promise<void>((resolve, reject) => {
    const child = spawn(join(PROJECT, 'node_modules/.bin/wrangler'), ['deploy', ...args], {
      cwd: PROJECT,
      stdio: 'inherit',
      env: { ...process.env, PATH: OWN_PATH, WRANGLER_SEND_METRICS: 'false' },
    });
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new OperatorError(`wrangler deploy ended with ${code}; its message stands above.`));
    });
  });
}
