// The Agency sets up a commission (§5, §7): seven members with the chair, and a secretary. Possible until
// marking opens; a replacement later is an act of its own.

import * as z from 'zod/mini';
import { compositionFindings } from '#rules/commission';
import { endSeat, insertPerson, insertSeat } from '../db/seats.ts';
import { guardNotBegun } from '../db/preconditions.ts';
import { clauseOf, newId, refuse } from './act.ts';
import { appointed } from './people.ts';
import { begun, composition } from './voters.ts';
import type { DeskAct } from './act.ts';

const seat = z.object({
  role: z.enum(['chair', 'member', 'secretary']),
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  position: z.string().check(z.trim(), z.maxLength(300)),
  employer: z.string().check(z.trim(), z.maxLength(500)),
  email: z.string().check(z.trim(), z.toLowerCase(), z.email()),
  language: z.enum(['kk', 'ru', 'en']),
});
const input = z.object({ seats: z.array(seat).check(z.maxLength(20)) });

export const setCommission: DeskAct<z.infer<typeof input>> = {
  name: 'set-commission',
  roles: ['agency'],
  input,
  plan({ env, db, at, file, stage, edition }, { seats }) {
    const clause = clauseOf(stage);
    if (begun(file)) return refuse(clause, 'COMPOSITION_FROZEN');
    const findings = compositionFindings(seats, stage, edition);
    if (findings.length > 0) return { refused: findings };
    const voting = [
      ...seats.filter(({ role }) => role === 'chair'),
      ...seats.filter(({ role }) => role === 'member'),
    ];
    const rows = [
      ...voting.map((member, index) => ({ ...member, number: index + 1 })),
      ...seats
        .filter(({ role }) => role === 'secretary')
        .map((secretary) => ({ ...secretary, number: null })),
    ].map((row) => ({ ...row, id: newId(), commission: file.commission, deputy: false }));
    return {
      guards: [guardNotBegun(db, file.commission)],
      changes: [
        ...composition(file).map(({ id }) => endSeat(db, id, at)),
        ...rows.map((row) => insertSeat(db, row, at)),
        ...rows.map((row) => insertPerson(db, newId(), row.name, row.email, at)),
      ],
      letters: rows.map((row) => appointed(row, env.ORIGIN)),
      body: { commission: file.commission, seats: rows },
      answer: {
        commission: file.commission,
        seats: rows.map(({ id, role, number }) => ({ id, role, number })),
      },
    };
  },
};
