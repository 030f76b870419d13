// The Agency tells the winners the time and place of the award (§23), once.

import * as z from 'zod/mini';
import { inForce } from '#rules/publication';
import { applicationsOf, milestone } from '../db/desk.ts';
import { publications } from '../db/publications.ts';
import { reached, refuse } from './act.ts';
import type { DeskAct } from './act.ts';
import { letterTo } from './letter.ts';

const input = z.object({
  startsAt: z.iso.datetime({ offset: true }),
  place: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
});

export const announceAward: DeskAct<z.infer<typeof input>> = {
  name: 'announce-award',
  roles: ['agency'],
  input,
  async plan({ env, db, at, seat, file }, { startsAt, place }) {
    if (reached(file, 'award-announced')) return refuse('23', 'ALREADY_DONE');
    const winners = inForce(await publications(db)).flatMap(({ body }) =>
      body.kind === 'republican' ? body.winners.map(({ filing }) => filing) : [],
    );
    if (winners.length === 0) return refuse('23', 'RESULT_NOT_PUBLISHED');
    if (Date.parse(startsAt) <= at) return refuse('23', 'AWARD_IN_THE_PAST');
    const rows = await applicationsOf(db, winners);
    const when = new Date(startsAt).toISOString();
    return {
      changes: [milestone(db, 'agency', 'award-announced', { startsAt: when, place }, at, seat.id)],
      letters: rows.map((row) =>
        letterTo(row, 'award', {
          startsAt: when,
          place,
          diplomas: `${env.ORIGIN}/${row.form.letterLanguage}/diploma/`,
        }),
      ),
      body: { startsAt: when, place, letters: rows.length },
    };
  },
};
