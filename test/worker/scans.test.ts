// An act that names a scan finds it: handed in by this commission within a day, or the act is refused with a sentence.

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Client } from '../../host/rehearsal/client.ts';
import { CLEAN, COMMISSION, MARKS, OTHER, SIGNED } from '../support/races/rows.ts';
import { World } from '../support/races/world.ts';
import { codes, done, send } from '../support/desk.ts';

const DAY = 24 * 3_600_000;
const WORDS = { kk: 'x', ru: 'x', en: 'x' };
const NOWHERE = 'f'.repeat(64);

let world: World;
let secretary: Client;
beforeAll(async () => {
  world = await World.open();
  secretary = await world.as('secretary');
});
beforeEach(() => {
  world.clear();
});
afterAll(() => world.close());

const handIn = async (who: Client, commission: string, about: string): Promise<string> => {
  const bytes = new TextEncoder().encode(`%PDF-1.7\n% ${about}\n%%EOF\n`);
  const { status, body } = await who.bytes(`/api/desk/${commission}/protocol-file`, bytes);
  expect(status).toBe(201);
  return String(body.sha256);
};

const sheet = (application: string) => ({ application, seat: 6, marks: MARKS, violations: CLEAN });
const ACTS: [string, (world: World) => unknown, (world: World, protocolSha256: string) => unknown][] = [
  [
    'sign-selection',
    (world) => {
      world.marked();
      for (const name of ['committed', 'opened']) world.milestone(name);
    },
    (_, protocolSha256) => ({ ...SIGNED, protocolSha256 }),
  ],
  [
    'sign-protocol',
    async (world) => {
      await world.decided();
      world.run("DELETE FROM milestones WHERE name = 'protocol-signed'");
    },
    (_, protocolSha256) => ({ ...SIGNED, protocolSha256 }),
  ],
  [
    'correct-protocol',
    (world) => world.selected(),
    (_, protocolSha256) => ({ ...SIGNED, protocolSha256, of: 'selection', reason: WORDS }),
  ],
  [
    'mark',
    (world) => world.admitted(),
    (world, sha256) => ({ ...sheet(world.ids[0] ?? ''), scan: { sha256 } }),
  ],
];

it.each(ACTS)('%s finds the scan that it names', async (name, state, input) => {
  await state(world);
  const elsewhere = await handIn(await world.as('secretary', OTHER), OTHER, `${name} elsewhere`);
  const forgotten = await handIn(secretary, COMMISSION, `${name} long ago`);
  world.run('UPDATE scans SET at = at - ? WHERE sha256 = ?', DAY + 60_000, forgotten);
  await world.house.tick();
  for (const sha256 of [NOWHERE, elsewhere, forgotten]) {
    const refused = await send(secretary, COMMISSION, name, input(world, sha256));
    expect([refused.status, codes(refused)]).toEqual([409, ['SCAN_UNKNOWN']]);
  }
  await done(secretary, COMMISSION, name, input(world, await handIn(secretary, COMMISSION, name)));
});

it('what is kept of a scan on a sheet is what was handed in, whatever the request says', async () => {
  world.admitted();
  const sha256 = await handIn(secretary, COMMISSION, 'kept');
  const scan = { sha256, type: 'exe', size: 1 };
  await done(secretary, COMMISSION, 'mark', { ...sheet(world.ids[0] ?? ''), scan });
  const [row] = world.run<{ scan: string }>('SELECT scan FROM mark_sheets');
  expect(JSON.parse(row?.scan ?? '')).toEqual({ sha256, type: 'pdf', size: 22 });
});
