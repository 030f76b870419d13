// §5, §7, §11–13: commissions, the announcement, what the Agency changes of its term.

import { commissionOf } from './cast.ts';
import { expect } from './client.ts';
import { ALL, DAY, PLACED_AT, REPUBLIC } from './scene.ts';
import type { Scene } from './scene.ts';

export async function place(scene: Scene): Promise<void> {
  const { origin, secret } = scene.stage;
  await scene.clock(new Date(scene.now - DAY).toISOString());
  const first = await scene.agency.json(
    '/api/first-administrator',
    {},
    { authorization: `Bearer ${secret}` },
  );
  const token =
    new URL(String(expect(first, 200, 'first administrator').link)).searchParams.get('token') ?? '';
  const person = {
    token,
    language: 'kk',
    name: 'Әкімші',
    position: 'Бас маман',
    email: 'agency@example.kz',
  };
  expect(await scene.agency.form('/api/first-administrator/use', person), 201, 'first administrator');
  for (const [index, code] of [...ALL, REPUBLIC].entries()) {
    scene.stage.tell(`commission ${code}`, index, ALL.length + 1);
    await scene.act(scene.agency, code, 'set-commission', { seats: commissionOf(code, scene.options.seed) });
  }
  await scene.clock(PLACED_AT);
  const placed = await scene.act(scene.agency, 'agency', 'place', {
    siteAddress: `${origin}/kk/announcement/`,
    socialAddresses: [`${origin}/kk/`],
  });
  scene.deadline = Date.parse(String(placed.deadline));
}

/** The Government makes a Friday of the check a day off; the Agency publishes it (§13). */
export async function moveDay(scene: Scene): Promise<void> {
  const reason = {
    kk: 'Үкімет қаулысы',
    ru: 'Постановление Правительства',
    en: 'Decree of the Government',
  };
  await scene.act(scene.agency, 'agency', 'move-day', { date: '2026-09-25', working: false, reason });
  scene.tally.daysMoved += 1;
}

/** An outage in the last hour: the Agency gives one more working day. */
export async function extend(scene: Scene): Promise<void> {
  const lastDay = new Date(scene.deadline + 5 * 3_600_000).toISOString().slice(0, 10);
  const longer = await scene.act(scene.agency, 'agency', 'extend', {
    lastDay,
    reason: { kk: 'Жүйедегі іркіліс', ru: 'Сбой системы', en: 'An outage of the system' },
  });
  scene.deadline = Date.parse(String(longer.deadline));
  scene.tally.extended += 1;
}
