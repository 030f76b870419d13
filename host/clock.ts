// The moved clock of a demo or rehearsal, kept as an offset so that it goes on running and survives a restart. A house
// in real mode has none.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export class Clock {
  private readonly file: string;
  constructor(dataDir: string) {
    this.file = join(dataDir, 'clock.json');
  }

  /** GET tells what was kept last, PUT keeps {"offset": milliseconds, "still": milliseconds or null}. */
  handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'PUT') writeFileSync(this.file, await text(request));
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(existsSync(this.file) ? readFileSync(this.file) : '{"offset":0,"still":null}');
  };
}
