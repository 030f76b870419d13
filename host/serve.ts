// Starts the house on one machine: the file store, the site, workerd with its database, the door, the minute tick.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Miniflare } from 'miniflare';
import { Clock } from './clock.ts';
import { prepareFolder } from './data-folder.ts';
import { listen } from './door.ts';
import type { Handler } from './door.ts';
import { openFront } from './front.ts';
import { houseKeys, publicKeyOf } from './keys.ts';
import { migrate } from './migrations.ts';
import { OperatorError } from './settings.ts';
import type { Settings } from './settings.ts';
import { Rebuilds } from './rebuilds.ts';
import { buildSite, forgetUnfinished } from './site-build.ts';
import type { Bundle, Render } from './site-build.ts';
import { logError, logLine } from './log.ts';
import { Watch } from './watch.ts';
import { workerBundle } from './worker-bundle.ts';

export type House = {
  origin: string;
  /** The door itself, whatever proxy stands before it. */
  door: string;
  secret: string;
  /** Runs the minute tick now. */
  tick(): Promise<void>;
  /** Resolves when no rebuild is running or waiting. */
  rebuilt(): Promise<void>;
  /** One SQL query against the house's database, for tests and the rehearsal's figures. */
  query<T>(sql: string, ...values: (string | number)[]): Promise<T[]>;
  close(): Promise<void>;
};

/** What a proof puts in the way of the house's own parts. */
export type Between = {
  /** A module before the worker's own, which it imports as `./index.js`. */
  main?: string;
  /** How long the door waits for an answer, milliseconds. */
  answerMs?: number;
  /** How pages are made from a bundle. */
  render?: Render;
  /** Stands between the worker and the rebuilds. */
  hook?: (rebuild: Handler) => Handler;
};

const MINUTE_MS = 60_000;
// workerd runs a handful of isolates; small young generations keep what each leaves lying under control.
process.env.MINIFLARE_WORKERD_V8_FLAGS ??= '--max-semi-space-size=4';

/** Starts everything and waits until it answers. `say` tells a person what takes long. */
export async function serve(
  settings: Settings,
  say: (what: string) => void = () => undefined,
  between: Between = {},
): Promise<House> {
  const { dataDir, mode } = settings;
  await prepareFolder(dataDir, say);
  forgetUnfinished(dataDir);
  const keys = houseKeys(dataDir);
  const sockets = mkdtempSync(join(tmpdir(), 'uzdik-'));
  const { port, trustProxy, log = false } = settings;
  const front = await openFront({
    port,
    dataDir,
    mode,
    origin: settings.origin,
    sockets,
    trustProxy,
    log,
    answerMs: between.answerMs,
  });
  say('Preparing the worker …');
  const bundle = await workerBundle();
  say('Preparing the site …');
  await buildSite({ dataDir, mode, origin: settings.origin, ...bundleOfLive(dataDir) });

  const rebuilds = new Rebuilds(settings, between.render);
  const { hook = (rebuild: Handler) => rebuild } = between;
  const clock = new Clock(dataDir);
  const { reserveBytes = 0 } = settings;
  const watch = new Watch({ dataDir, reserveBytes, moved: mode !== 'real' }, (refuses) => {
    logLine({ on: log }, 'warn', refuses === null ? 'filings are taken again' : 'filings are refused', {
      refuses,
    });
    front.refuse(refuses);
  });
  const host: Handler = async (request, response) => {
    if (request.url !== '/state') return rebuilds.handle(request, response);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(watch.state()));
  };
  const inside = [await listen(join(sockets, 'host'), hook(host))];
  if (mode !== 'real') inside.push(await listen(join(sockets, 'clock'), clock.handle));
  const service = (name: string) => ({
    external: { address: `unix:${join(sockets, name)}`, http: {} },
  });
  // The door's port may be given by the system, so links are made from what was really opened.
  const origin = settings.port === 0 ? `http://127.0.0.1:${front.port}` : settings.origin;

  const miniflare = new Miniflare({
    name: 'uzdik',
    modulesRoot: bundle,
    // Named one by one: the bundle has an import that is only known when it runs.
    modules: [...mainModule(bundle, between.main), ...bundleModules(bundle)],
    compatibilityDate: '2026-08-06',
    compatibilityFlags: ['nodejs_compat'],
    cf: false,
    host: '127.0.0.1',
    port: 0,
    unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
    d1Databases: { DB: 'uzdik' },
    d1Persist: join(dataDir, 'd1'),
    serviceBindings: {
      FILES: service('files'),
      SITE: service('site'),
      HOST: service('host'),
      ...(mode === 'real' ? {} : { CLOCK: service('clock') }),
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
  const end = async (): Promise<void> => {
    watch.end();
    await front.close();
    await rebuilds.idle();
    await miniflare.dispose();
    for (const server of inside) server.close();
    rmSync(sockets, { recursive: true, force: true });
  };
  await miniflare.ready;
  const database = (): Promise<D1Database> => miniflare.getD1Database('DB');
  await migrate(await database());
  try {
    await checkKey(await database(), keys.registerKey);
  } catch (error) {
    await end();
    throw error;
  }
  // Asked for anew each time: the stub of a workerd that ended is of no use.
  const newestEntry = async (): Promise<number> => {
    const db = await database();
    return (await db.prepare('SELECT max(at) AS at FROM journal').first<{ at: number | null }>())?.at ?? 0;
  };
  await watch.look(await newestEntry());
  const direct = await miniflare.unsafeGetDirectURL();
  front.leadTo({ host: direct.hostname, port: Number(direct.port) });

  const tick = async (): Promise<void> => {
    // By a wrong clock people would be reminded of nothing, and data erased too early.
    if ((await watch.look(await newestEntry())) === 'clock') return;
    const worker = await miniflare.getWorker();
    await worker.scheduled({ cron: '* * * * *' });
    watch.ticked();
  };
  // Not awaited by anybody: a tick that fails is repeated by the next one.
  const ticking = setInterval(
    () => void tick().catch((error: unknown) => logError({ on: log }, 'tick', error)),
    MINUTE_MS,
  );
  return {
    origin,
    door: `http://127.0.0.1:${front.port}`,
    secret: keys.secret,
    tick,
    rebuilt: () => rebuilds.idle(),
    async query<T>(sql: string, ...values: (string | number)[]): Promise<T[]> {
      const { results } = await (
        await database()
      )
        .prepare(sql)
        .bind(...values)
        .all<T>();
      return results;
    },
    async close() {
      clearInterval(ticking);
      await end();
    },
  };
}

const mainModule = (bundle: string, contents?: string) =>
  contents === undefined ? [] : [{ type: 'ESModule' as const, path: join(bundle, 'between.js'), contents }];

/** How workerd takes a file of the bundle, by its ending. */
const MODULES = { '.yaml': 'Text', '.ttf': 'Data' } as const;

/** The modules of the bundle in a folder, named one by one. */
export function bundleModules(bundle: string): { type: 'ESModule' | 'Text' | 'Data'; path: string }[] {
  const carried = readdirSync(bundle).flatMap((name) => {
    const type = Object.entries(MODULES).find(([ending]) => name.endsWith(ending))?.[1];
    return type === undefined ? [] : [{ type, path: join(bundle, name) }];
  });
  return [{ type: 'ESModule', path: join(bundle, 'index.js') }, ...carried];
}

/** The register's key is the one that sealed what is published: another would end the chain. */
async function checkKey(database: D1Database, registerKey: string): Promise<void> {
  const last = await database
    .prepare("SELECT signed ->> 'key' AS key FROM publications ORDER BY number DESC LIMIT 1")
    .first<{ key: string }>();
  const { fingerprint } = publicKeyOf(registerKey);
  if (last === null || last.key === fingerprint) return;
  throw new OperatorError(
    `The register was sealed with the key ${last.key}, and register.key is ${fingerprint}; put the right copy back.`,
  );
}

/** What the live site was built from, so that a start with new sources builds the same revisions anew. */
function bundleOfLive(dataDir: string): Bundle {
  const kept = (name: string): string | null => {
    const file = join(dataDir, 'site', 'live', name);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  };
  return { register: kept('register.json'), content: kept('content.json') };
}
