// A whole contest in the order of the regulation, each act an HTTP request of the person who does it.

import { corrections } from './corrections.ts';
import { fileAll } from './filing.ts';
import { diplomas, materials, winnerPackages } from './hand-over.ts';
import { place, moveDay } from './placing.ts';
import { ALL, DAY } from './scene.ts';
import type { Scene } from './scene.ts';
import { selection } from './selection.ts';
import { regionalSitting, republicanSitting } from './sittings.ts';

/** The whole contest. */
export async function play(scene: Scene): Promise<void> {
  await place(scene);
  await moveDay(scene);
  // Nobody applies before the announcement can be read.
  await scene.stage.untilLive();
  const filed = await fileAll(scene);
  await scene.clock(new Date(scene.deadline + DAY / 2).toISOString());
  for (const [index, code] of ALL.entries()) {
    scene.stage.tell(`region ${code}`, index, ALL.length);
    await selection(scene, code, filed);
  }
  await scene.clock(new Date(scene.now + 10 * DAY).toISOString());
  for (const [index, code] of ALL.entries()) {
    scene.stage.tell(`sitting of ${code}`, index, ALL.length);
    await regionalSitting(scene, code, index);
  }
  const list = await scene.act(scene.agency, 'agency', 'publish-list', {});
  scene.tally.finalists = Number(list.finalists);
  await corrections(scene);
  for (const finalist of scene.finalists) await materials(scene, finalist);
  await scene.clock(new Date(scene.now + 20 * DAY).toISOString());
  await republicanSitting(scene);
  await winnerPackages(scene);
  await diplomas(scene);
}
