// What every byte from outside passes: the door, the files, the built site. They run in a thread of their own, because
// uploads make the garbage collector run often, and it has little to look through in a small heap.

import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Mode } from '#rules/publication';
import { listen, openDoor } from './door.ts';
import type { Inner } from './door.ts';
import { fileStore } from './file-store.ts';
import { PressPacks } from './press-packs.ts';
import { OperatorError } from './settings.ts';
import type { Refuses } from './watch.ts';
import { SiteService } from './site-service.ts';

type Options = {
  /** The door's port; 0 lets the system choose. */
  port: number;
  dataDir: string;
  /** Whose contest it is, and the address that its press packs name. */
  mode: Mode;
  origin: string;
  /** The folder in which the services `files` and `site` listen for workerd. */
  sockets: string;
  trustProxy: boolean;
  log: boolean;
  /** How long an answer may take, milliseconds; the door's own limit where it is not said. */
  answerMs?: number | undefined;
};
/** What the thread is told: where workerd is, why nothing is taken now, null to end. */
type Told = { inner: Inner } | { refuses: Refuses } | null;
type Said = { port: number } | { failed: string };

export type Front = {
  port: number;
  /** Tells the door where workerd is; until then it answers 503. */
  leadTo(inner: Inner): void;
  /** Tells the door why nothing is taken now. */
  refuse(refuses: Refuses): void;
  close(): Promise<void>;
};

/** Starts the thread and waits until the door is open. */
export async function openFront(options: Options): Promise<Front> {
  const thread = new Worker(new URL(import.meta.url), { workerData: options });
  const said = await new Promise<Said>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
  });
  if ('failed' in said) {
    await thread.terminate();
    if (said.failed !== 'EADDRINUSE') throw new Error(said.failed);
    throw new OperatorError(
      `Port ${options.port} is in use; stop the other program or set PORT to another number.`,
    );
  }
  // A house without its door is none: it ends with what went wrong, and whoever keeps it running starts it again.
  thread.on('error', (error) => {
    throw error;
  });
  return {
    port: said.port,
    leadTo: (inner) => thread.postMessage({ inner } satisfies Told),
    refuse: (refuses) => thread.postMessage({ refuses } satisfies Told),
    close: () =>
      new Promise((resolve) => {
        thread.once('exit', () => resolve());
        thread.postMessage(null satisfies Told);
      }),
  };
}

async function inThread(
  { port, dataDir, mode, origin, sockets, trustProxy, log, answerMs }: Options,
  say: (said: Said) => void,
): Promise<void> {
  const packs = new PressPacks({ dataDir, mode, origin });
  const site = new SiteService(join(dataDir, 'site', 'live'), packs);
  let inner: Inner | null = null;
  let refuses: Refuses = null;
  try {
    const door = await openDoor(port, site.handle, () => inner, {
      trustProxy,
      refuses: () => refuses,
      log: { on: log },
      answerMs,
    });
    const services = [
      await listen(join(sockets, 'files'), await fileStore(join(dataDir, 'files'))),
      await listen(join(sockets, 'site'), site.handle),
    ];
    parentPort?.on('message', (told: Told) => {
      if (told !== null) {
        if ('inner' in told) inner = told.inner;
        else refuses = told.refuses;
        return;
      }
      packs.stop();
      for (const service of services) service.closeAllConnections();
      for (const service of services) service.close();
      void door.close().then(() => process.exit(0));
    });
    say({ port: door.port });
  } catch (error) {
    say({ failed: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}

if (!isMainThread && parentPort !== null) {
  const { postMessage } = parentPort;
  await inThread(workerData as Options, postMessage.bind(parentPort));
}
