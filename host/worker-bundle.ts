// The worker as one bundle, made by the same tool that deploys it to Cloudflare.

import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.ts';
import { CACHE, settle, sourceHash } from './sources.ts';

/** The folder of the bundle (index.js and its text modules), made when the sources changed. */
export async function workerBundle(): Promise<string> {
  const folder = join(
    CACHE,
    `worker-${sourceHash(['worker', 'rules', 'content', 'site/src/results', 'site/src/data'])}`,
  );
  if (existsSync(join(folder, 'index.js'))) return folder;
  const making = `${folder}.${process.pid}`;
  const noAssets = join(CACHE, 'no-assets');
  await mkdir(noAssets, { recursive: true });
  await run('wrangler', ['deploy', '--dry-run', '--outdir', making, '--assets', noAssets]);
  await settle(making, folder);
  return folder;
}
