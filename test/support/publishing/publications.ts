// Publications one after the other through a house in trouble, with a reader who looks all the while: the site never goes
// back, never mixes two builds, and ends at the newest.

import { random } from '../../../host/rehearsal/cast.ts';
import type { Render } from '../../../host/site-build.ts';
import { isWorkingDay } from '#rules/calendar';
import { addDays } from '#rules/days';
import { edition } from '../edition.ts';
import { startHouse } from '../start.ts';
import type { TestHouse } from '../start.ts';
import { NO_TROUBLES, troubles } from './trouble.ts';
import type { Troubles } from './trouble.ts';

export type PublishedTold = Troubles & {
  publications: number;
  contents: number;
  reads: number;
  wentBack: number;
  mixed: number;
  ticksToTheEnd: number;
  endsAtNewest: boolean;
};

type Seen = { revision: number; content: number };

const PLACED = '2026-09-01T05:00:00.000Z';
const FIRST_DAY = '2026-10-05';
const DAYS = 150;
const CONTENT_EACH = 10;
const TICK_EACH = 7;
const MOST_TICKS = 400;
const reason = { kk: 'Қаулы', ru: 'Постановление', en: 'Decree' };

/** Working days after the term, each moved and moved back again and again. */
const DAYS_MOVED = Array.from({ length: DAYS }, (_, index) => addDays(FIRST_DAY, index)).filter((day) =>
  isWorkingDay(day, edition.calendar),
);

async function publish(house: TestHouse, index: number): Promise<void> {
  const date = DAYS_MOVED[index % DAYS_MOVED.length] ?? FIRST_DAY;
  const working = Math.floor(index / DAYS_MOVED.length) % 2 === 1;
  const { status, body } = await house.agency.json('/api/desk/agency/move-day', { date, working, reason });
  if (status !== 200) throw new Error(`not published: ${JSON.stringify(body)}`);
}

/** Reads until `stop`; what it saw is told in `told`. */
async function reader(house: TestHouse, told: PublishedTold, stop: () => boolean): Promise<void> {
  const look = async (): Promise<Seen> => {
    const answer = await fetch(`${house.origin}/build.json`);
    if (!answer.ok) throw new Error(`build.json was answered ${answer.status}`);
    return answer.json<Seen>();
  };
  let last: Seen = await look();
  while (!stop()) {
    const page = await (await fetch(`${house.origin}/kk/`)).text();
    const now = await look();
    told.reads += 1;
    if (now.revision < last.revision || now.content < last.content) told.wentBack += 1;
    const same = now.revision === last.revision && now.content === last.content;
    const { revision, content } = now;
    if (same && page.startsWith('<p>') && page !== `<p>${JSON.stringify({ revision, content })}</p>`)
      told.mixed += 1;
    last = now;
  }
}

/** `count` publications in trouble; `pages` makes them where they are not to be cheap. */
export async function published(count: number, pages?: Render): Promise<PublishedTold> {
  const told: PublishedTold = {
    ...NO_TROUBLES,
    publications: 0,
    contents: 0,
    reads: 0,
    wentBack: 0,
    mixed: 0,
    ticksToTheEnd: 0,
    endsAtNewest: false,
  };
  let dataDir = '';
  const settings = () => ({ dataDir, mode: 'rehearsal' as const, origin: 'http://127.0.0.1' });
  const { render, hook, idle, bury } = troubles(told, random(count), settings, pages);
  const house = await startHouse(undefined, { render, hook });
  ({ dataDir } = house);
  let stopped = false;
  let reading: Promise<void> = Promise.resolve();
  try {
    await house.placed(PLACED, ['10']);
    reading = reader(house, told, () => stopped);
    for (let index = 0; index < count; index += 1) {
      await publish(house, index);
      told.publications += 1;
      if (index % CONTENT_EACH === 0) {
        await house.agency.json('/api/desk/10/publish-composition', {});
        told.contents += 1;
      }
      // A tick whose hook is refused fails; the next one asks again.
      if (index % TICK_EACH === 0) await house.tick().catch(() => undefined);
    }
    for (; told.ticksToTheEnd < MOST_TICKS && !told.endsAtNewest; told.ticksToTheEnd += 1) {
      const answer = await fetch(`${house.origin}/api/rebuild`, {
        method: 'POST',
        headers: { authorization: `Bearer ${house.secret}` },
      });
      if (!answer.ok) continue;
      const { wanted, live, content } = await answer.json<{
        wanted: number;
        live: number;
        content: { wanted: number; live: number };
      }>();
      told.endsAtNewest = wanted === live && content.wanted === content.live;
      await idle(house.rebuilt);
    }
  } finally {
    stopped = true;
    await reading;
    bury();
    await house.close();
  }
  return told;
}
