// A house in which a whole contest of three regions was played, for what needs rows of every kind. Its site is not built
// anew: it says that it is ahead.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { play } from '../../../host/rehearsal/play.ts';
import { Scene } from '../../../host/rehearsal/scene.ts';
import { startHouse } from '../start.ts';
import type { TestHouse } from '../start.ts';

const nothing = (): void => undefined;

/** No build of the site disturbs what comes: it says that it is ahead of everything. */
export function siteAhead({ dataDir }: { dataDir: string }): void {
  const built = join(dataDir, 'site', 'live', 'out', 'build.json');
  const said = JSON.parse(readFileSync(built, 'utf8')) as object;
  writeFileSync(built, JSON.stringify({ ...said, revision: Number.MAX_SAFE_INTEGER }));
}

export async function playedHouse(): Promise<TestHouse> {
  const house = await startHouse();
  siteAhead(house);
  const scene = new Scene(
    {
      origin: house.origin,
      secret: house.secret,
      tell: nothing,
      moveClock: (to) => house.moveClock(to),
      untilLive: () => Promise.resolve(),
    },
    { regions: 3, applicants: 6, seed: 1, atOnce: 4 },
  );
  await play(scene);
  return house;
}
