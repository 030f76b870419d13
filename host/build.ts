// The site and the worker made for elsewhere: a build by hand, the build that Cloudflare's hook starts, the deploy.

import { existsSync } from 'node:fs';
import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { OperatorError, PROJECT } from './settings.ts';
import type { Settings } from './settings.ts';
import { buildSite, liveRevision } from './site-build.ts';

/** Builds the site of `register` into the data folder. */
export async function build(settings: Settings, register: string | null): Promise<void> {
  await mkdir(join(settings.dataDir, 'site'), { recursive: true });
  await buildSite({ dataDir: settings.dataDir, mode: settings.mode, origin: settings.origin, register });
  const revision = await liveRevision(settings.dataDir);
  process.stdout.write(`Built revision ${revision}: ${join(settings.dataDir, 'site', 'live', 'out')}\n`);
}

/** The register as the running worker has it. */
export async function fetchRegister(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/api/register`).catch(() => null);
  if (answer === null || !answer.ok) {
    throw new OperatorError(
      `No register at ${origin}/api/register; set ORIGIN to the address of the running worker.`,
    );
  }
  return answer.text();
}

/** wrangler deploy with the built site as assets; `--dry-run` makes everything and sends nothing. */
export async function deploy(settings: Settings, args: string[]): Promise<void> {
  const live = join(settings.dataDir, 'site', 'live', 'out');
  if (!existsSync(live)) await build(settings, null);
  const assets = join(PROJECT, '.data', 'assets');
  await mkdir(join(PROJECT, '.data'), { recursive: true });
  await rm(assets, { force: true });
  await symlink(live, `${assets}.new`);
  await rename(`${assets}.new`, assets);
  await new Promise<void>((resolve, reject) => {
    const child = spawn(join(PROJECT, 'node_modules/.bin/wrangler'), ['deploy', ...args], {
      cwd: PROJECT,
      stdio: 'inherit',
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
    });
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new OperatorError(`wrangler deploy ended with ${code}; its message stands above.`));
    });
  });
}
