// The Agency declares a day working or off, as the Government moved it (§13 counts working days): a publication with
// its reason. Where the last day of §12 becomes a day off, the term ends with the next working day, and everybody whose
// application is open is told.

import * as z from 'zod/mini';
import { formatDeadline } from '#rules/dates-in-words';
import { movedDayFindings, rolledTerm, withMovedDays } from '#rules/moved-days';
import { insertPublication } from '../db/publications.ts';
import { updateTerm } from '../db/editions.ts';
import { writeToOpenDrafts } from '../db/outbox.ts';
import { nextPublication } from '../register.ts';
import { refuse } from './act.ts';
import type { DeskAct } from './act.ts';

const words = z.string().check(z.trim(), z.minLength(1), z.maxLength(1000));
const input = z.object({
  date: z.iso.date(),
  working: z.boolean(),
  reason: z.object({ kk: words, ru: words, en: words }),
});

export const moveDay: DeskAct<z.infer<typeof input>> = {
  name: 'move-day',
  roles: ['agency'],
  fresh: true,
  input,
  async plan({ env, db, at, edition, placement }, moved) {
    if (placement === null) return refuse('11', 'NOT_PLACED');
    const findings = movedDayFindings(moved, edition, at);
    if (findings.length > 0) return { refused: findings };
    const body = { kind: 'calendar' as const, ...moved };
    const term = rolledTerm(placement, withMovedDays(edition, [body]), at);
    const publication = await nextPublication(env, edition.edition, at, body);
    const { number, hash } = publication;
    const longer = term.deadline !== placement.deadline;
    return {
      changes: [
        insertPublication(db, publication, `agency:${moved.date}:${number}`),
        ...(longer
          ? [
              updateTerm(db, edition.edition, term),
              ...writeToOpenDrafts(
                db,
                { template: 'extended', about: term.lastDay, begunBefore: at, filedToo: true },
                (language) => ({
                  deadline: formatDeadline(term.lastDay, language),
                  reason: moved.reason[language],
                }),
                at,
              ),
            ]
          : []),
      ],
      body: { ...moved, lastDay: term.lastDay, deadline: term.deadline, publication: number, hash },
    };
  },
};
