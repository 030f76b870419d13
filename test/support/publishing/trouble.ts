// What can happen between a publication and its readers: hooks that are lost, refused, doubled or late, builds that fail
// or are cut off half way, a host that is started again in the middle of a build, a second builder beside it.

import { mkdirSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { IncomingMessage } from 'node:http';
import type { Handler } from '../../../host/door.ts';
import { Rebuilds } from '../../../host/rebuilds.ts';
import { buildSite, revisionsOf } from '../../../host/site-build.ts';
import type { Build, Bundle, Render } from '../../../host/site-build.ts';

export type Troubles = {
  hooks: number;
  hooksLost: number;
  hooksRefused: number;
  hooksDoubled: number;
  hooksLate: number;
  builds: number;
  buildsFailed: number;
  buildsCutOff: number;
  hostsStartedAgain: number;
  secondBuilders: number;
};
export const NO_TROUBLES: Troubles = {
  hooks: 0,
  hooksLost: 0,
  hooksRefused: 0,
  hooksDoubled: 0,
  hooksLate: 0,
  builds: 0,
  buildsFailed: 0,
  buildsCutOff: 0,
  hostsStartedAgain: 0,
  secondBuilders: 0,
};

/** A page and build.json that say the same, made of the bundle alone. */
export async function cheapPages(build: Build, folder: string): Promise<void> {
  const out = join(folder, 'out');
  mkdirSync(join(out, 'kk'), { recursive: true });
  const revisions = revisionsOf(build);
  await writeFile(join(out, 'kk', 'index.html'), `<p>${JSON.stringify(revisions)}</p>`);
  if (build.register !== null) await writeFile(join(folder, 'register.json'), build.register);
  if (build.content !== null) await writeFile(join(folder, 'content.json'), build.content);
  await writeFile(join(out, 'build.json'), JSON.stringify(revisions));
}

export type Trouble = {
  render: Render;
  hook: (rebuild: Handler) => Handler;
  /** When nobody builds who still lives; `first` of the house that began. */
  idle: (first: () => Promise<void>) => Promise<void>;
  /** Those who were cut off end, so that a house can be closed. */
  bury: () => void;
};

/** Troubles drawn from `draw`, counted in `told`; `pages` makes what is built where nothing goes wrong. */
export function troubles(
  told: Troubles,
  draw: () => number,
  settings: () => { dataDir: string; mode: 'rehearsal'; origin: string },
  pages?: Render,
): Trouble {
  const late: string[] = [];
  let again: Rebuilds | null = null;
  const gone: (() => void)[] = [];
  const beside: Promise<unknown>[] = [];
  const happens = (share: number): boolean => draw() < share;

  const render: Render = async (build, folder) => {
    told.builds += 1;
    if (happens(0.1)) {
      told.buildsFailed += 1;
      mkdirSync(join(folder, 'out'));
      writeFileSync(join(folder, 'out', 'index.html'), '<p>half of');
      throw new Error('a build failed half way, as it was meant to');
    }
    if (happens(0.05)) {
      told.buildsCutOff += 1;
      mkdirSync(join(folder, 'out'));
      writeFileSync(join(folder, 'out', 'build.json'), JSON.stringify(revisionsOf(build)));
      // The host is gone: nothing of what it was doing comes to an end, and another one starts on the same folder.
      told.hostsStartedAgain += 1;
      again = new Rebuilds(settings(), render);
      return new Promise<void>((_, reject) => gone.push(() => reject(new Error('its host was gone'))));
    }
    await (pages ?? cheapPages)(build, folder);
  };

  const hook =
    (first: Handler): Handler =>
    async (request, response) => {
      told.hooks += 1;
      const body = await text(request);
      const forward = (sent: string): Promise<void> => {
        const quiet = { writeHead: () => ({ end: () => undefined }) } as never;
        return (again?.handle ?? first)(
          Readable.from([Buffer.from(sent)]) as unknown as IncomingMessage,
          quiet,
        );
      };
      // Somebody runs `npm run rebuild` of what was live a while ago.
      const [older] = late;
      if (older !== undefined && happens(0.05)) {
        told.secondBuilders += 1;
        const bundle = JSON.parse(older) as Bundle;
        beside.push(buildSite({ ...settings(), ...bundle }, pages ?? cheapPages).catch(() => undefined));
      }
      if (happens(0.2)) told.hooksLost += 1;
      else if (happens(0.1)) {
        told.hooksRefused += 1;
        response.destroy();
        return;
      } else if (happens(0.2)) {
        told.hooksDoubled += 1;
        await Promise.all([forward(body), forward(body)]);
      } else if (happens(0.3)) {
        told.hooksLate += 1;
        late.push(body);
      } else await forward(body);
      if (late.length > 0 && happens(0.3))
        await forward(late.splice(Math.floor(draw() * late.length), 1)[0] ?? '');
      response.writeHead(202).end();
    };
  return {
    render,
    hook,
    async idle(first) {
      await Promise.all(beside);
      await (again === null ? first() : again.idle());
    },
    bury: () => gone.forEach((end) => end()),
  };
}
