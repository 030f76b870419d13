// What is handed over (§19): the papers of the contenders and the commission's decision, as they stood when it was
// handed over; before that, when the result was published. What was put right later stands beside what was signed.

import type { Dossiers } from '#rules/edition';
import type { Desk } from '../acts/act.ts';
import { elected } from '../acts/bodies.ts';
import { standing } from '../acts/voters.ts';
import { loadCommission } from '../db/commission.ts';
import { materialsOf } from '../db/materials.ts';
import { files } from '../files/store.ts';
import { archiveOf } from './archive.ts';
import type { Archive } from './archive.ts';
import { correctionsMade } from './corrections-made.ts';
import { corrected, decisions, papersOf } from './papers.ts';
import { recordOf } from './record.ts';

/** `at` in milliseconds; null while the result is not published, and once the papers are erased. */
export async function dossierOf(desk: Desk, dossiers: Dossiers, at: number | null): Promise<Archive | null> {
  const { db, env, file } = desk;
  const published = file.milestones.find(({ name }) => name === 'published');
  if (published === undefined) return null;
  const corrections = (await correctionsMade(desk)).filter((one) => at === null || one.at <= at);
  const first = await loadCommission(db, file.commission, { upTo: 0 });
  const closed = at ?? Math.max(published.at, ...corrections.map((one) => one.at));
  const record = await recordOf({ ...desk, file: first }, closed);
  const chosen = new Set(elected(file)?.map(({ id }) => id));
  const rows = standing(first).filter(({ id }) => dossiers === 'contenders' || chosen.has(id));
  if (rows.some(({ erased }) => erased)) return null;
  const entries = [
    ...(await decisions(record, files(env))),
    ...(await corrected(corrections, files(env), 'decision')),
  ];
  for (const row of rows) {
    const materials = (await materialsOf(db, row.id)).filter(({ addedAt }) => addedAt <= record.at);
    entries.push(...(await papersOf(row, materials, record, folderOf(row.reference))));
  }
  return archiveOf(entries, {
    ...{ format: 'uzdik-dossier/1', opening: 'dossier.about', origin: env.ORIGIN },
    ...{ commission: file.commission, at: record.at, head: record.head, key: record.key },
    names: rows.map(({ reference, form }) => ({
      folder: folderOf(reference),
      kk: form.organisationKk,
      ru: form.organisationRu,
    })),
  });
}

const folderOf = (reference: string): string => `applications/${reference}`;
