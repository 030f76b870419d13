// The materials on one winner as one archive (§8.3): the application with its evidence, every version of the video and
// the project, the decisions of both stages, and a text that the Agency may publish.

import { formatDay, formatInstant } from '#rules/dates-in-words';
import { localDay } from '#rules/days';
import { REPUBLIC } from '#rules/edition';
import { LANGUAGES } from '#rules/application';
import type { Language } from '#rules/application';
import type { Desk } from '../acts/act.ts';
import { elected } from '../acts/bodies.ts';
import { loadCommission } from '../db/commission.ts';
import type { Application, Milestone } from '../db/commission.ts';
import { milestoneOf } from '../db/desk.ts';
import { materialsOf } from '../db/materials.ts';
import { files } from '../files/store.ts';
import { commissionName } from '../pages/names.ts';
import { words } from '../texts.ts';
import { archiveOf, made } from './archive.ts';
import type { Archive } from './archive.ts';
import { decisions, papersOf } from './papers.ts';
import { recordOf } from './record.ts';

/** The winners of the republican commission's result; nobody before it is published. */
export const winnersOf = ({ file }: Pick<Desk, 'file'>): Application[] =>
  file.milestones.some(({ name }) => name === 'published') ? (elected(file) ?? []) : [];

/** The archive on `winner`; `desk` is the republican commission's. */
export async function winnerPackage(desk: Desk, winner: Application): Promise<Archive> {
  const { db, env } = desk;
  const store = files(env);
  const award = await milestoneOf(db, 'agency', 'award-announced');
  const published = desk.file.milestones.find(({ name }) => name === 'published');
  // The text says the place of the award once it is announced; the rest stands since the result.
  const at = Math.max(award?.at ?? 0, published?.at ?? 0);
  const region = { ...desk, stage: 'regional' as const, file: await loadCommission(db, winner.commission) };
  const record = await recordOf(desk, at);
  const materials = (await materialsOf(db, winner.id)).filter(({ addedAt }) => addedAt <= at);
  const entries = [
    ...(await Promise.all(
      LANGUAGES.map((language) =>
        made(`publication/${language}.txt`, textOf(language, winner, published, award)),
      ),
    )),
    ...(await papersOf(winner, materials, region, 'application')),
    ...(await decisions(await recordOf(region, at), store, 'decision-1')),
    ...(await decisions(record, store, 'decision-2')),
  ];
  return archiveOf(entries, {
    ...{ format: 'uzdik-winner/1', opening: 'winner.about', origin: env.ORIGIN },
    ...{ commission: REPUBLIC, at, head: record.head, key: record.key },
    names: [
      { folder: 'application', kk: winner.form.organisationKk, ru: winner.form.organisationRu },
      ...(['decision-1', 'decision-2'] as const).map((folder) => ({
        folder,
        kk: words('kk', 'documents', `winner.${folder}`),
        ru: words('ru', 'documents', `winner.${folder}`),
      })),
    ],
  });
}

/** What may be published on the winner, in one language. */
function textOf(
  language: Language,
  { form, commission }: Application,
  published: Milestone | undefined,
  award: Milestone | null,
): string {
  const values = {
    organisation: language === 'kk' ? form.organisationKk : form.organisationRu,
    region: commissionName(language, commission),
    services: form.services,
    day: formatDay(localDay(published?.at ?? 0), language),
    publication: Number(published?.body.publication),
  };
  const ceremony =
    award === null
      ? []
      : [
          words(language, 'documents', 'winner.ceremony', {
            when: formatInstant(String(award.body.startsAt), language),
            place: String(award.body.place),
          }),
        ];
  return [words(language, 'documents', 'winner.text', values), ...ceremony, ''].join('\n\n');
}
