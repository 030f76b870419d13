// The rebuilds of the house: the worker says which register the site should show, the newest one is built.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Settings } from './settings.ts';
import { buildSite, liveRevision, revisionOf } from './site-build.ts';

/** One build at a time; of several wanted registers the newest is enough. */
export class Rebuilds {
  private readonly settings: Settings;
  private waiting: string | null = null;
  private running: Promise<void> | null = null;
  constructor(settings: Settings) {
    this.settings = settings;
  }

  handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const register = await text(request);
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
