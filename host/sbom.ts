// npm run sbom: the packages of a release as CycloneDX, from the lock file, without those of development.

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { OperatorError, PROJECT } from './settings.ts';

export function sbom([file, ...rest]: string[]): void {
  if (file === undefined || rest.length > 0)
    throw new OperatorError('Say where the list goes: npm run sbom -- FILE');
  const args = ['sbom', '--package-lock-only', '--omit', 'dev', '--sbom-format', 'cyclonedx'];
  const run = spawnSync('npm', args, { cwd: PROJECT, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (run.status !== 0) throw new OperatorError(`npm sbom ended with ${run.status}: ${run.stderr.trim()}`);
  const { components } = JSON.parse(run.stdout) as { components: unknown[] };
  writeFileSync(file, run.stdout);
  process.stdout.write(`${components.length} packages, CycloneDX: ${file}\n`);
}
