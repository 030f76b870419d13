// The Agency makes the term of §12 longer, as after an outage: a publication with its reason, a letter to every open
// draft. Never shorter, and not once a commission has decided on what it received.

import * as z from 'zod/mini';
import { UnknownYear } from '#rules/calendar';
import { formatDeadline } from '#rules/dates-in-words';
import { checkBy, extendedTerm } from '#rules/terms';
import { anyDecision, guardNoDecision } from '../db/desk.ts';
import { insertPublication } from '../db/publications.ts';
import { updateTerm } from '../db/editions.ts';
import { writeToOpenDrafts } from '../db/outbox.ts';
import { nextPublication } from '../register.ts';
import { refuse } from './act.ts';
import type { DeskAct } from './act.ts';

const words = z.string().check(z.trim(), z.minLength(1), z.maxLength(1000));
const input = z.object({
  lastDay: z.iso.date(),
  reason: z.object({ kk: words, ru: words, en: words }),
});

export const extend: DeskAct<z.infer<typeof input>> = {
  name: 'extend',
  roles: ['agency'],
  fresh: true,
  input,
  async plan({ env, db, at, edition, placement }, { lastDay, reason }) {
    if (placement === null) return refuse('11', 'NOT_PLACED');
    if (await anyDecision(db)) return refuse('13', 'TERM_STANDS');
    let term: ReturnType<typeof extendedTerm>;
    try {
      term = extendedTerm(lastDay, edition);
      checkBy(term.lastDay, edition);
    } catch (error) {
      if (error instanceof UnknownYear) return refuse('12', 'CALENDAR_YEAR_UNKNOWN', { year: error.year });
      throw error;
    }
    if (term.lastDay <= placement.lastDay) return refuse('12', 'TERM_SHORTENED', { day: placement.lastDay });
    if (Date.parse(term.deadline) <= at) return refuse('12', 'TERM_PAST', { day: term.lastDay });
    const publication = await nextPublication(env, edition.edition, at, {
      kind: 'extension',
      ...term,
      reason,
    });
    return {
      guards: [guardNoDecision(db)],
      changes: [
        updateTerm(db, edition.edition, { ...placement, ...term }),
        insertPublication(db, publication, `agency:${term.lastDay}`),
        ...writeToOpenDrafts(
          db,
          { template: 'extended', about: term.lastDay, begunBefore: at, filedToo: true },
          (language) => ({ deadline: formatDeadline(term.lastDay, language), reason: reason[language] }),
          at,
        ),
      ],
      body: { ...term, reason, publication: publication.number, hash: publication.hash },
    };
  },
};
