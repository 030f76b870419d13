// Runs Astro on a copy of the sources: two builds in one root disturb one another, and links confuse it.

import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cp, mkdir, rm, symlink } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Mode } from '#rules/publication';
import type { Task } from './astro-process.ts';
import { OWN_PATH } from './run.ts';
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

/** Astro as it loads; what is to be done beside a build is done meanwhile. */
export class Astro {
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | null>;
  private output = '';

  constructor() {
    this.child = fork(join(PROJECT, 'host/astro-process.ts'), {
      execArgv: [],
      env: { ...process.env, PATH: OWN_PATH, ASTRO_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const keep = (chunk: Buffer): void => {
      this.output = (this.output + chunk.toString()).slice(-20_000);
    };
    this.child.stdout?.on('data', keep);
    this.child.stderr?.on('data', keep);
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', resolve);
    });
    // Told where it is waited for.
    this.ended.catch(() => undefined);
  }

  /** Builds into `out`; `env` says from which files (site/astro.config.ts, site/src/data). Rejects with what Astro said last. */
  async build(house: House, out: string, pages: Pages, env: Record<string, string>): Promise<void> {
    const copy = join(CACHE, 'builds', `${process.pid}-${randomUUID()}`);
    await mkdir(copy, { recursive: true });
    await Promise.all(
      ['site', 'content', 'rules', 'package.json', 'tsconfig.json'].map((source) =>
        cp(join(PROJECT, source), join(copy, source), {
          recursive: true,
          filter: (file) => read(relative(PROJECT, file), pages),
        }),
      ),
    );
    await symlink(join(PROJECT, 'node_modules'), join(copy, 'node_modules'));
    const whole = {
      UZDIK_OUT: out,
      UZDIK_CACHE: join(copy, '.cache'),
      UZDIK_PROJECT: PROJECT,
      UZDIK_MODE: house.mode,
      UZDIK_ORIGIN: house.origin,
      ...env,
    };
    const task: Task = { root: join(copy, 'site'), cwd: copy, env: whole };
    this.child.send(task, () => undefined);
    const code = await this.ended;
    if (code !== 0) throw new Error(`The site could not be built (${code}):\n${this.output.trim()}`);
    await rm(copy, { recursive: true, force: true });
  }

  /** Ends it where nothing is to be built after all. */
  stop(): void {
    this.child.kill();
  }
}
