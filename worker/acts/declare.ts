// A member declares for every application of the list whether there is a conflict of interest, before seeing a dossier.

import * as z from 'zod/mini';
import { isLate } from '#rules/terms';
import { guardNotYet, insertDeclaration, insertRecusal } from '../db/desk.ts';
import { guardNoBallot } from '../db/preconditions.ts';
import { clauseOf, reached, refuse } from './act.ts';
import type { DeskAct } from './act.ts';
import { hasVotedOn } from './voters.ts';

const input = z.object({
  items: z
    .array(
      z.object({
        application: z.string(),
        conflict: z.boolean(),
        reason: z._default(z.string().check(z.trim(), z.maxLength(2000)), ''),
      }),
    )
    .check(z.minLength(1)),
});

export const declare: DeskAct<z.infer<typeof input>> = {
  name: 'declare',
  roles: ['chair', 'member'],
  input,
  about: ({ items }) => items.map(({ application }) => application),
  plan({ db, at, seat, stage, placement, file }, { items }) {
    if (placement === null || !isLate(at, placement.deadline))
      return refuse('12', 'TERM_NOT_OVER', { day: placement?.lastDay ?? '' });
    const waiting = file.applications.filter(
      ({ declared, withdrawal }) => withdrawal === null && !declared.includes(seat.id),
    );
    if (items.some(({ application }) => !waiting.some(({ id }) => id === application)))
      return refuse('5', 'APPLICATION_UNKNOWN');
    if (items.some(({ conflict, reason }) => conflict && reason === '')) return refuse('5', 'REASON_MISSING');
    const conflicts = items.filter(({ conflict }) => conflict);
    if (conflicts.length > 0 && reached(file, 'committed') && stage === 'regional')
      return refuse('15', 'SHEETS_COMMITTED');
    const already = (id: string): boolean =>
      file.applications.some((row) => row.id === id && row.recused.includes(seat.id));
    const voted = conflicts.some(({ application }) => hasVotedOn(file, seat, application));
    if (voted) return refuse(clauseOf(stage), 'ALREADY_VOTED');
    return {
      stream: `declaration:${file.commission}:${seat.id}`,
      guards: [
        ...(conflicts.length > 0 && stage === 'regional'
          ? [guardNotYet(db, file.commission, 'committed')]
          : []),
        ...conflicts.map(({ application }) => guardNoBallot(db, file.commission, seat.number, application)),
      ],
      changes: [
        ...items.map(({ application, conflict }) =>
          insertDeclaration(db, application, seat.id, conflict, at),
        ),
        ...conflicts
          .filter(({ application }) => !already(application))
          .map(({ application, reason }) => insertRecusal(db, application, seat.id, reason, at)),
      ],
      body: { seat: seat.id, items },
      answer: { declared: items.length, conflicts: conflicts.length },
    };
  },
};
