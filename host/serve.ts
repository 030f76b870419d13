// Starts the house on one machine: the file store, the site, workerd with its database, the door, the minute tick.

import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Miniflare } from 'miniflare';
import { openDoor } from './door.ts';
import type { Handler } from './door.ts';
import { fileStore } from './file-store.ts';
import { houseKeys } from './keys.ts';
import { migrate } from './migrations.ts';
import { OperatorError } from './settings.ts';
import type { Settings } from './settings.ts';
import { buildSite, liveRevision, revisionOf } from './site-build.ts';
import { SiteService } from './site-service.ts';
import { workerBundle } from './worker-bundle.ts';

export type House = {
  origin: string;
  secret: string;
  /** Runs the minute tick now. */
  tick(): Promise<void>;
  /** Resolves when no rebuild is running or waiting. */
  rebuilt(): Promise<void>;
  /** One SQL query against the house's database, for tests and the rehearsal's figures. */
  query<T>(sql: string, ...values: (string | number)[]): Promise<T[]>;
  close(): Promise<void>;
};

const MINUTE_MS = 60_000;

/** Starts everything and waits until it answers. `say` tells a person what takes long. */
export async function serve(
  settings: Settings,
  say: (what: string) => void = () => undefined,
): Promise<House> {
  const { dataDir, mode } = settings;
  prepare(dataDir);
  const keys = houseKeys(dataDir);
  say('Preparing the worker …');
  const bundle = await workerBundle();
  say('Preparing the site …');
  const kept = registerOfLive(dataDir);
  await buildSite({ dataDir, mode, origin: settings.origin, register: kept });

  const site = new SiteService(join(dataDir, 'site', 'live'));
  const rebuilds = new Rebuilds(settings);
  const clock = new Clock(dataDir, mode);
  const sockets = mkdtempSync(join(tmpdir(), 'uzdik-'));
  const inside: Server[] = [];
  const socket = async (name: string, handler: Handler): Promise<string> => {
    const path = join(sockets, name);
    inside.push(await listen(path, handler));
    return `unix:${path}`;
  };
  const service = async (name: string, handler: Handler) => ({
    external: { address: await socket(name, handler), http: {} },
  });

  // The door's port may be given by the system, so links are made from what was really opened.
  let inner = { host: '127.0.0.1', port: 0 };
  const own = (path: string): Handler | undefined =>
    path === '/api/clock' && mode !== 'real' ? clock.handle : undefined;
  const door = await openDoor(settings.port, site.handle, () => inner, own).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error;
      throw new OperatorError(
        `Port ${settings.port} is in use; stop the other program or set PORT to another number.`,
      );
    },
  );
  const origin = settings.port === 0 ? `http://127.0.0.1:${door.port}` : settings.origin;

  const miniflare = new Miniflare({
    name: 'uzdik',
    modulesRoot: bundle,
    // Named one by one: the bundle has an import that is only known when it runs.
    modules: bundleModules(bundle),
    compatibilityDate: '2026-08-06',
    compatibilityFlags: ['nodejs_compat'],
    cf: false,
    host: '127.0.0.1',
    port: 0,
    unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
    d1Databases: { DB: 'uzdik' },
    d1Persist: join(dataDir, 'd1'),
    serviceBindings: {
      FILES: await service('files', fileStore(join(dataDir, 'files'))),
      SITE: await service('site', site.handle),
      HOST: await service('host', rebuilds.handle),
      ...(mode === 'real' ? {} : { CLOCK: await service('clock', clock.handle) }),
    },
    bindings: {
      ORIGIN: origin,
      MODE: mode,
      SECRET: keys.secret,
      REGISTER_KEY: keys.registerKey,
      ...(settings.smtp === undefined ? {} : { SMTP: settings.smtp }),
      ...(settings.mailFrom === undefined ? {} : { MAIL_FROM: settings.mailFrom }),
    },
  });
  await miniflare.ready;
  const database = await miniflare.getD1Database('DB');
  await migrate(database);
  const direct = await miniflare.unsafeGetDirectURL();
  inner = { host: direct.hostname, port: Number(direct.port) };

  const tick = async (): Promise<void> => {
    const worker = await miniflare.getWorker();
    await worker.scheduled({ cron: '* * * * *' });
  };
  // Not awaited by anybody: a tick that fails is repeated by the next one.
  const ticking = setInterval(() => void tick().catch(() => undefined), MINUTE_MS);
  return {
    origin,
    secret: keys.secret,
    tick,
    rebuilt: () => rebuilds.idle(),
    async query<T>(sql: string, ...values: (string | number)[]): Promise<T[]> {
      const { results } = await database
        .prepare(sql)
        .bind(...values)
        .all<T>();
      return results;
    },
    async close() {
      clearInterval(ticking);
      await door.close();
      await rebuilds.idle();
      await miniflare.dispose();
      for (const server of inside) server.close();
      rmSync(sockets, { recursive: true, force: true });
    },
  };
}

function bundleModules(bundle: string): { type: 'ESModule' | 'Text'; path: string }[] {
  const texts = readdirSync(bundle).filter((name) => name.endsWith('.yaml'));
  return [
    { type: 'ESModule', path: join(bundle, 'index.js') },
    ...texts.map((name) => ({ type: 'Text' as const, path: join(bundle, name) })),
  ];
}

function prepare(dataDir: string): void {
  try {
    mkdirSync(join(dataDir, 'site'), { recursive: true });
    accessSync(dataDir, constants.W_OK);
  } catch {
    throw new OperatorError(
      `The folder ${dataDir} cannot be written; give this user the right or set DATA_DIR to another one.`,
    );
  }
}

/** The register of the site that is live, so that a start with new sources builds the same revision anew. */
function registerOfLive(dataDir: string): string | null {
  const file = join(dataDir, 'site', 'live', 'register.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function listen(path: string, handler: Handler): Promise<Server> {
  const server = createServer((request, response) => {
    handler(request, response).catch(() => response.writeHead(500).end());
  });
  return new Promise((resolve) => server.listen(path, () => resolve(server)));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** One build at a time; of several wanted registers the newest is enough. */
class Rebuilds {
  private readonly settings: Settings;
  private waiting: string | null = null;
  private running: Promise<void> | null = null;
  constructor(settings: Settings) {
    this.settings = settings;
  }

  handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const register = await bodyOf(request);
    if (
      revisionOf(register) > Math.max(revisionOf(this.waiting), await liveRevision(this.settings.dataDir))
    ) {
      this.waiting = register;
    }
    this.running ??= this.work().finally(() => {
      this.running = null;
    });
    response.writeHead(202).end();
  };

  idle = async (): Promise<void> => {
    while (this.running !== null) await this.running;
  };

  private async work(): Promise<void> {
    while (this.waiting !== null) {
      const register = this.waiting;
      this.waiting = null;
      const { dataDir, mode, origin } = this.settings;
      try {
        await buildSite({ dataDir, mode, origin, register });
      } catch (error) {
        // The old site stays; the tick asks again.
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  }
}

/**
 * The moved clock of a demo or rehearsal, kept as an offset so that it goes on running and survives a restart. With
 * `"still": true` it stands at its instant until it is set again: a deadline can be met to the millisecond.
 */
class Clock {
  private offset: number;
  private still: number | null = null;
  private readonly file: string;
  constructor(dataDir: string, mode: Settings['mode']) {
    this.file = join(dataDir, 'clock-offset');
    this.offset = mode !== 'real' && existsSync(this.file) ? Number(readFileSync(this.file, 'utf8')) : 0;
  }

  /** GET tells the instant in milliseconds, POST {"now": ISO} sets it. */
  handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'POST') {
      const body = await bodyOf(request);
      const wanted = Date.parse(instantOf(body));
      if (Number.isNaN(wanted)) {
        response.writeHead(422).end();
        return;
      }
      this.still = /"still":\s*true/.test(body) ? wanted : null;
      this.offset = wanted - Date.now();
      writeFileSync(this.file, String(this.offset));
    }
    response
      .writeHead(200, { 'content-type': 'text/plain' })
      .end(String(this.still ?? Date.now() + this.offset));
  };
}

/** The instant of a JSON or form body. */
function instantOf(body: string): string {
  try {
    return String((JSON.parse(body) as { now?: unknown }).now);
  } catch {
    return new URLSearchParams(body).get('now') ?? '';
  }
}
