// The chair confirms what the secretary put right, the Agency after it where the national list follows. The last of
// them publishes everything that follows, in one batch; or one of them, or the secretary, takes it back.

import * as z from 'zod/mini';
import { publisherOf } from '#rules/publication';
import { answerCorrection, guardNotMet } from '../db/corrections.ts';
import { insertPublication } from '../db/publications.ts';
import { nextPublications } from '../register.ts';
import { refuse } from './act.ts';
import type { DeskAct } from './act.ts';
import { correctedBy, openCorrection } from './correction-plan.ts';
import { letterTo } from './letter.ts';

/** The number of the correction that the person has before them. */
const input = z.object({ correction: z.coerce.number() });

export const confirmCorrection: DeskAct<z.infer<typeof input>> = {
  name: 'confirm-correction',
  roles: ['chair', 'agency'],
  fresh: true,
  input,
  async plan(desk, { correction: number }) {
    const { env, db, at, seat, edition, file } = desk;
    const correction = openCorrection(file);
    if (correction?.number !== number) return refuse('18', 'CORRECTION_NONE');
    const byChair = seat.role === 'chair';
    if (byChair && correction.confirmed !== null) return refuse('18', 'ALREADY_DONE');
    if (!byChair && correction.confirmed === null) return refuse('18', 'CORRECTION_CHAIR_FIRST');
    const { bodies, findings, moved, needsAgency } = await correctedBy(desk, correction);
    if (findings.length > 0) return { refused: findings };
    const confirmed = byChair ? [answerCorrection(db, correction, 'confirmed', at, seat.id)] : [];
    if (byChair && needsAgency)
      return { changes: confirmed, body: { correction: number, waitsFor: 'agency' } };
    const publications = await nextPublications(env, edition.edition, at, bodies);
    const numbers = publications.map((publication) => publication.number);
    return {
      guards: moved.length > 0 && needsAgency ? [guardNotMet(db, 'KZ')] : [],
      changes: [
        ...confirmed,
        answerCorrection(db, correction, 'in-force', at, seat.id),
        ...publications.map((publication) =>
          insertPublication(db, publication, publisherOf(publication.body) || 'agency'),
        ),
      ],
      letters: moved.map(({ row, now }) => ({
        ...letterTo(row, 'corrected', {
          standing: now,
          reason: correction.reason[row.form.letterLanguage],
        }),
        key: `corrected:${file.commission}:${number}:${row.id}`,
      })),
      body: { correction: number, publications: numbers, moved: moved.length },
    };
  },
};

export const declineCorrection: DeskAct<z.infer<typeof input>> = {
  name: 'decline-correction',
  roles: ['secretary', 'chair', 'agency'],
  input,
  plan({ db, at, seat, file }, { correction: number }) {
    const correction = openCorrection(file);
    if (correction?.number !== number) return refuse('18', 'CORRECTION_NONE');
    return {
      changes: [answerCorrection(db, correction, 'declined', at, seat.id)],
      body: { correction: number, declined: true },
    };
  },
};
