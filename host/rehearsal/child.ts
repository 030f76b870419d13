// A house that runs as a process of its own, as a rehearsal and the long proofs need it.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { OperatorError, PROJECT } from '../settings.ts';

export type Child = { child: ChildProcess; origin: string; secret: string };

/** A port that nobody uses now: a house says its own address from the beginning, so it is known before it opens. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Opens a house as a process of its own, on any free port where `wanted` is 0, and waits until it answers. */
export async function openChild(
  wanted: number,
  dataDir: string,
  env: Record<string, string> = {},
): Promise<Child> {
  const port = wanted === 0 ? await freePort() : wanted;
  const child = spawn(process.execPath, [join(PROJECT, 'host/main.ts'), 'house'], {
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      UZDIK_HOUSE_MODE: 'rehearsal',
      ORIGIN: `http://127.0.0.1:${port}`,
      ...env,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  return new Promise<Child>((resolve, reject) => {
    child.once('exit', () =>
      reject(new OperatorError('The house of the rehearsal did not open; its message stands above.')),
    );
    lines.once('line', (line) => {
      child.removeAllListeners('exit');
      resolve({ child, ...(JSON.parse(line) as { origin: string; secret: string }) });
    });
  });
}

/** Ends it as Ctrl-C does. */
export const stopChild = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });

/** The most memory that workerd under `child` ever took, in MB; null where the system does not say. */
export function workerdPeakMb(child: ChildProcess): number | null {
  const read = (file: string): string => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  };
  let processes: string[];
  try {
    processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return null;
  }
  const peaks = processes.flatMap((id) => {
    const status = read(`/proc/${id}/status`);
    const parent = /PPid:\s+(\d+)/.exec(status)?.[1];
    const peak = /VmHWM:\s+(\d+)/.exec(status)?.[1];
    return parent === String(child.pid) && /Name:\s+workerd/.test(status) && peak !== undefined
      ? [Number(peak)]
      : [];
  });
  return peaks.length === 0 ? null : Math.round(Math.max(...peaks) / 1024);
}
