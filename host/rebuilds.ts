// The rebuilds of the house: the worker says which bundle the site should show, the newest one is built.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { logError } from './log.ts';
import type { Settings } from './settings.ts';
import { behind, buildSite, liveRevisions, revisionsOf } from './site-build.ts';
import type { Bundle, Render } from './site-build.ts';

type Built = Pick<Settings, 'dataDir' | 'mode' | 'origin' | 'log'>;

/** One build at a time; of several wanted bundles the newest is enough. */
export class Rebuilds {
  private readonly settings: Built;
  private waiting: Bundle | null = null;
  private running: Promise<void> | null = null;
  private readonly render: Render | undefined;
  constructor(settings: Built, render?: Render) {
    this.settings = settings;
    this.render = render;
  }

  handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const bundle = JSON.parse(await text(request)) as Bundle;
    const newest = this.waiting === null ? liveRevisions(this.settings.dataDir) : revisionsOf(this.waiting);
    if (behind(newest, revisionsOf(bundle))) this.waiting = bundle;
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
      const bundle = this.waiting;
      this.waiting = null;
      const { dataDir, mode, origin } = this.settings;
      try {
        await buildSite({ dataDir, mode, origin, ...bundle }, this.render);
      } catch (error) {
        // The old site stays; the tick asks again.
        if (this.settings.log === true) logError({ on: true }, 'rebuild', error);
        else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  }
}
