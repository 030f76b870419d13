// A house as a process of its own that is killed: workerd alone, which the house starts again, or all of it at once, as
// when the power fails.

import { readdirSync, readFileSync } from 'node:fs';
import { openChild } from '../../../host/rehearsal/child.ts';
import type { Child } from '../../../host/rehearsal/child.ts';

const PAUSE_MS = 10;
const UP_MS = 60_000;

/** Processes whose parent is `pid`, by the name of their program. */
export function childrenOf(pid: number, program: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((id) => {
      try {
        const status = readFileSync(`/proc/${id}/status`, 'utf8');
        return status.includes(`Name:\t${program}\n`) && status.includes(`PPid:\t${pid}\n`);
      } catch {
        return false;
      }
    })
    .map(Number);
}

const gone = (pid: number): boolean => {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return true;
  }
};

async function until(met: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const began = performance.now();
  while (!(await met())) {
    if (performance.now() - began > UP_MS) throw new Error(`${what} within ${UP_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

export class KilledHouse {
  private running: Child;
  private readonly dataDir: string;
  private readonly env: Record<string, string>;

  private constructor(running: Child, dataDir: string, env: Record<string, string>) {
    this.running = running;
    this.dataDir = dataDir;
    this.env = env;
  }

  static async open(dataDir: string, env: Record<string, string>): Promise<KilledHouse> {
    return new KilledHouse(await openChild(0, dataDir, env), dataDir, env);
  }

  get origin(): string {
    return this.running.origin;
  }
  get secret(): string {
    return this.running.secret;
  }
  private get pid(): number {
    return this.running.child.pid ?? 0;
  }

  /** SIGKILL to workerd; with `all` to the house at the same moment. Resolves when they are gone. */
  async kill(all: boolean): Promise<void> {
    const [workerd = 0] = childrenOf(this.pid, 'workerd');
    if (workerd === 0) throw new Error('no workerd runs under the house');
    const house = this.running.child;
    const left = new Promise((resolve) => house.once('exit', resolve));
    if (all) house.kill('SIGKILL');
    process.kill(workerd, 'SIGKILL');
    if (all) await left;
    else house.removeAllListeners('exit');
    await until(() => gone(workerd), 'workerd did not end');
  }

  /** Until it answers again; a house that was killed whole is opened on the same folder and port. */
  async up(all: boolean): Promise<void> {
    if (all) this.running = await openChild(Number(new URL(this.origin).port), this.dataDir, this.env);
    await until(
      () =>
        fetch(`${this.origin}/api/status`).then(
          ({ ok }) => ok,
          () => false,
        ),
      'the house did not answer again',
    );
  }

  async close(): Promise<void> {
    const { child } = this.running;
    const left = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await left;
  }
}
