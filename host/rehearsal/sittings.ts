// §5, §7, §17–21: sittings of the regions and of the republic, up to the award.

import { expect } from './client.ts';
import type { Client } from './client.ts';
import { papers, receive } from './hand-over.ts';
import { DAY, REPUBLIC, protocol } from './scene.ts';
import type { Filed, Scene } from './scene.ts';

/**
 * §17–19 of one region. The second first meets without a quorum. The first, third and fourth tie: in the third the
 * chair's own vote decides, in the others the chair has abstained and casts.
 */
export async function regionalSitting(scene: Scene, code: string, index: number): Promise<void> {
  const secretary = await scene.secretary(code);
  const through = scene.contenders.get(code) ?? [];
  if (through.length > 0) {
    const appearances = whoCame(scene, through, index);
    const everybody = [1, 2, 3, 4, 5, 6, 7];
    await call(scene, secretary, code);
    if (index === 1) {
      const failed = await scene.act(secretary, code, 'open-sitting', {
        present: [1, 2, 3, 4],
        appearances,
      });
      scene.tally.sittings += 1;
      scene.tally.sittingsWithoutQuorum += 1;
      if (failed.quorate !== false) throw new Error('a sitting of four was taken for quorate');
      const refused = await secretary.json(`/api/desk/${code}/ballot`, { seat: 1, choices: [] });
      expect(refused, 409, 'ballot without a quorum');
      await scene.clock(new Date(scene.now + DAY).toISOString());
      await call(scene, secretary, code);
    }
    await scene.act(secretary, code, 'open-sitting', { present: everybody, appearances });
    scene.tally.sittings += 1;
    const [one = '', two = ''] = through.map(({ application }) => application);
    const tie = two !== '' && [0, 2, 3].includes(index);
    const castingVote = tie && index !== 2;
    const [silent, half] = castingVote ? [1, 4] : [7, 3];
    for (const seat of everybody) {
      const choices = !tie ? [one] : seat === silent ? [] : [seat <= half ? one : two];
      await scene.act(secretary, code, 'ballot', { seat, choices });
    }
    if (castingVote) {
      expect(await secretary.json(`/api/desk/${code}/close-vote`, {}), 409, 'closing a tie');
      await scene.act(await scene.chair(code), code, 'casting-vote', { choices: [two] });
      scene.tally.castingVotes += 1;
    }
    const closed = await scene.act(secretary, code, 'close-vote', {});
    const elected = closed.elected as string[];
    await scene.act(secretary, code, 'sign-protocol', await protocol(scene, secretary, code));
    const winner = through.find(({ application }) => application === elected[0]);
    if (winner !== undefined) scene.finalists.push(winner);
  }
  await scene.act(secretary, code, 'publish-result', {});
  if (through.length > 0) await papers(scene, secretary, code, index === 1 ? 2 : 1);
  await scene.act(secretary, code, 'handover', {});
  await receive(scene, secretary, code, index === 0);
}

/** §20–21: three winners; the third place ties and is voted on again. */
export async function republicanSitting(scene: Scene): Promise<void> {
  const secretary = await scene.secretary(REPUBLIC);
  const ids = scene.finalists.map(({ application }) => application);
  await scene.act(secretary, REPUBLIC, 'invite', {
    invitations: ids.map((application, index) => ({
      application,
      startsAt: new Date(scene.now + DAY + index * 1_800_000).toISOString(),
      place: 'Агенттік',
    })),
  });
  await scene.clock(new Date(scene.now + 3 * DAY).toISOString());
  await call(scene, secretary, REPUBLIC);
  const present = [1, 2, 3, 4, 5, 6, 7];
  const appearances = ids.map((application) => ({ application, appearance: 'appeared' }));
  await scene.act(secretary, REPUBLIC, 'open-sitting', { present, appearances });
  scene.tally.sittings += 1;
  const [one = '', two = '', three = '', four = ''] = ids;
  const enough = ids.length >= 4;
  for (const seat of present) {
    const third = seat <= 3 ? three : seat <= 6 ? four : '';
    const choices = enough ? [one, two, third] : ids;
    await scene.act(secretary, REPUBLIC, 'ballot', { seat, choices: choices.filter((id) => id !== '') });
  }
  let closed = await scene.act(secretary, REPUBLIC, 'close-vote', {});
  if ('revote' in closed) {
    scene.stage.tell('re-vote', 1, 1);
    for (const seat of present) {
      await scene.act(secretary, REPUBLIC, 'ballot', { seat, choices: [seat <= 4 ? three : four] });
    }
    closed = await scene.act(secretary, REPUBLIC, 'close-vote', {});
  }
  await scene.act(secretary, REPUBLIC, 'sign-protocol', await protocol(scene, secretary, REPUBLIC));
  // The last result is measured alone: from its commit to its readers.
  await scene.stage.untilLive();
  const { winners } = await scene.act(secretary, REPUBLIC, 'publish-result', {});
  scene.tally.winners = (winners as unknown[]).length;
  // §23: the winners learn when and where.
  const award = await scene.act(scene.agency, 'agency', 'announce-award', {
    startsAt: new Date(scene.now + 7 * DAY).toISOString(),
    place: 'Астана, Мемлекеттік қызмет істері агенттігі',
  });
  if (award.letters !== scene.tally.winners) throw new Error('a winner has no invitation to the award');
}

/** §5, §7: everybody in office gets a letter with the agenda that is ready. */
async function call(scene: Scene, secretary: Client, code: string): Promise<void> {
  const called = await scene.act(secretary, code, 'call-sitting', {
    startsAt: new Date(scene.now + 3_600_000).toISOString(),
    place: 'Комиссия залы',
  });
  if (String(called.agenda) !== 'interviews,vote') throw new Error(`the agenda of ${code} is not ready`);
  scene.tally.calls += 1;
}

/** Who came; in the first region the last of more than two did not, and the reason is known. */
function whoCame(scene: Scene, through: Filed[], index: number): unknown[] {
  return through.map(({ application }, place) => {
    const away = index === 0 && through.length > 2 && place === through.length - 1;
    if (away) scene.tally.noShows += 1;
    return away
      ? { application, appearance: 'no-show', reason: 'Өкілі ауырып қалды' }
      : { application, appearance: 'appeared' };
  });
}
