// The press packs of the site (site/src/press). Each is made once, when it is first asked for, by a process that gives way to
// everything else, and kept by the hash of what it is made from: a publication goes live without waiting for its pictures.

import { execFile } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isNews } from '#rules/publication';
import type { Mode, Register, SignedPublication } from '#rules/publication';
import { PROJECT } from './settings.ts';
import { IN_FORCE, sourceHash } from './sources.ts';

const MAKER = join(PROJECT, 'site/src/press/make.ts');
const GIVES_WAY = 10;
/** The pack of the contest as a whole. */
const OF_CONTEST = 'contest';
const PATH = /^\/data\/(\d{4})\/press\/(\d+|contest)\/([\w.-]+)$/;

type Name = number | typeof OF_CONTEST;
type Pack = { name: Name; into: string };
/** What a build has packs of, the newest first. */
type Known = { build: string; contest: string; packs: Pack[] };
type Options = { dataDir: string; mode: Mode; origin: string };

export class PressPacks {
  private readonly options: Options;
  private sources: string | null = null;
  private known: Known | null = null;
  private readonly waiting = new Map<string, Promise<void>>();
  private last: Promise<unknown> = Promise.resolve();
  private child: ChildProcess | null = null;

  constructor(options: Options) {
    this.options = options;
  }

  /** The file behind a path of the site, made where it is not there yet; null where it is no file of a pack. */
  async find(build: string, path: string): Promise<string | null> {
    const [, year = '', number = '', file = ''] = PATH.exec(path) ?? [];
    if (year === '') return null;
    const { contest, packs } = await this.knownOf(build);
    const pack = packs.find(({ name }) => String(name) === number);
    if (pack === undefined || year !== contest) return null;
    if (!existsSync(pack.into)) await this.made(build, [pack]);
    return join(pack.into, file);
  }

  /** Puts every pack into the pages of a build, for a site that is served from elsewhere; says how many. */
  async putInto(build: string): Promise<number> {
    const { contest, packs } = await this.knownOf(build);
    const missing = packs.filter(({ into }) => !existsSync(into));
    if (missing.length > 0) await this.made(build, missing);
    for (const { name, into } of packs) {
      const folder = join(build, 'out', 'data', contest, 'press', String(name));
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      for (const file of await readdir(into)) await link(join(into, file), join(folder, file));
    }
    return packs.length;
  }

  /** Ends what is being made; nothing half made is ever found. */
  stop(): void {
    this.child?.kill();
  }

  private packs(contest: string, publications: SignedPublication[]): Pack[] {
    this.sources ??= sourceHash(['site', 'content', 'rules']);
    const { mode, origin } = this.options;
    const folder = join(this.options.dataDir, 'site', 'press', this.sources);
    const place = (of: string): string =>
      join(folder, createHash('sha256').update(`${mode} ${origin} ${of}`).digest('hex').slice(0, 32));
    const told = publications.filter(({ body }) => isNews(body));
    return [
      ...told.map(({ number, hash }) => ({ name: number, into: place(hash) })).reverse(),
      { name: OF_CONTEST, into: place(contest) },
    ];
  }

  /** The register of a build never changes: it is read, and its packs are named, when it is first asked for. */
  private async knownOf(build: string): Promise<Known> {
    if (this.known?.build === build) return this.known;
    const text = await readFile(join(build, 'register.json'), 'utf8').catch(() => null);
    const publications = text === null ? [] : (JSON.parse(text) as Register).publications;
    // Of the release where nothing is published.
    const contest = publications[0]?.contest ?? IN_FORCE;
    this.known = { build, contest, packs: this.packs(contest, publications) };
    return this.known;
  }

  /** One process at a time; who asks for what is being made waits for it. */
  private made(build: string, packs: Pack[]): Promise<void> {
    const key = packs.map(({ into }) => into).join();
    const running = this.waiting.get(key);
    if (running !== undefined) return running;
    const making = this.last.then(() => this.make(build, packs)).finally(() => this.waiting.delete(key));
    this.waiting.set(key, making);
    this.last = making.catch(() => undefined);
    return making;
  }

  private async make(build: string, packs: Pack[]): Promise<void> {
    const { mode, origin } = this.options;
    const register = join(build, 'register.json');
    const task = {
      contest: (await this.knownOf(build)).contest,
      mode,
      origin,
      register: existsSync(register) ? register : null,
      packs,
    };
    const folder = dirname(packs[0]?.into ?? '');
    await mkdir(folder, { recursive: true });
    // Those of other sources are never asked for again.
    for (const other of await readdir(dirname(folder)))
      if (other !== basename(folder)) await rm(join(dirname(folder), other), { recursive: true });
    await new Promise<void>((resolve, reject) => {
      this.child = execFile(process.execPath, [MAKER, JSON.stringify(task)], (error, _, said) => {
        this.child = null;
        if (error === null) {
          resolve();
          return;
        }
        process.stderr.write(`A press pack could not be made: ${said.trim()}\n`);
        reject(new Error(error.message));
      });
      if (this.child.pid !== undefined) setPriority(this.child.pid, GIVES_WAY);
    });
  }
}
