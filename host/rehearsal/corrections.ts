// §18: what was published wrongly is put right by those whose it is.

import { expect } from './client.ts';
import { protocol } from './scene.ts';
import type { Scene } from './scene.ts';

/** §18: a day of a protocol, and a finalist's name, which the national list took over: the Agency confirms that too. */
export async function corrections(scene: Scene): Promise<void> {
  const [first] = scene.finalists;
  if (first === undefined) return;
  const { commission, application, applicant } = first;
  const { organisationKk, organisationRu } = applicant.form;
  await correct(scene, commission, 'correct-protocol', {
    of: 'selection',
    ...(await protocol(scene, await scene.secretary(commission), commission)),
  });
  const [kk, ru] = [organisationKk, organisationRu].map((name) => name.replace('№ ', '№ 0'));
  const waits = await correct(scene, commission, 'correct-name', { application, kk, ru });
  await scene.act(scene.agency, commission, 'confirm-correction', { correction: waits.correction });
}

/** The secretary puts it right and looks at the pages, the chair confirms. */
async function correct(
  scene: Scene,
  code: string,
  act: string,
  change: object,
): Promise<Record<string, unknown>> {
  const [secretary, chair] = [await scene.secretary(code), await scene.chair(code)];
  const reason = { kk: 'Енгізу кезіндегі қате', ru: 'Ошибка при внесении', en: 'Entered wrongly' };
  const { correction } = await scene.act(secretary, code, act, { ...change, reason });
  expect(await chair.send(`/desk/kk/${code}/preview/correction/region/`), 200, `preview of ${act}`);
  scene.tally.corrections += 1;
  return scene.act(chair, code, 'confirm-correction', { correction });
}
