// The Agency puts on the site who sits in a commission (§5, §7). What was put there stays as it was until it is put there
// anew, so that a person who is replaced is named by people, not by a change of a row.

import * as z from 'zod/mini';
import { canonical } from '#rules/canonical';
import { compositionFindings } from '#rules/commission';
import { localDay } from '#rules/days';
import { compareKk } from '#rules/kazakh';
import type { Composition } from '#rules/site-content';
import type { Seat } from '../db/commission.ts';
import { putContent } from '../db/site-content.ts';
import type { DeskAct } from './act.ts';
import { composition } from './voters.ts';

const ORDER = ['chair', 'member', 'secretary'] as const;
const nothing = z.object({});

/** Who sits there now, in an order that says nothing of the numbers of seats. */
export const peopleOf = (seats: Seat[]): Composition['people'] =>
  ORDER.flatMap((role) =>
    seats
      .filter((seat) => seat.role === role)
      .sort((a, b) => compareKk(a.name, b.name))
      .map(({ name, position, employer }) => ({ role, name, position, employer })),
  );

export const publishComposition: DeskAct<z.infer<typeof nothing>> = {
  name: 'publish-composition',
  roles: ['agency'],
  input: nothing,
  plan({ db, at, file, stage, edition }) {
    const seats = composition(file);
    const findings = compositionFindings(seats, stage, edition);
    if (findings.length > 0) return { refused: findings };
    const { commission } = file;
    const people = peopleOf(seats);
    const body: Composition = { commission, people, publishedOn: localDay(at) };
    return {
      stream: `composition:${commission}`,
      changes: [putContent(db, 'composition', commission, canonical(body), at)],
      body: { commission, people: people.length },
    };
  },
};
