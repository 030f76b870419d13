// Runs a tool of the project to its end; what it printed is told only when it failed.

import { spawn } from 'node:child_process';
import { PROJECT } from './settings.ts';

/** The tools ask the path for a Node, and the system's own may be too old for them. */
export const OWN_PATH = `${PROJECT}/node_modules/.bin:${process.env.PATH ?? ''}`;

/** Runs `node_modules/.bin/<tool>` in the folder `cwd`; rejects with the last lines of its output. */
export function run(
  tool: string,
  args: string[],
  env: Record<string, string> = {},
  cwd = PROJECT,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(`${PROJECT}/node_modules/.bin/${tool}`, args, {
      cwd,
      env: {
        ...process.env,
        PATH: OWN_PATH,
        ASTRO_TELEMETRY_DISABLED: '1',
        WRANGLER_SEND_METRICS: 'false',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${tool} ${args.join(' ')} failed (${code}):\n${output.trim()}`));
    });
  });
}
