// People beside and after the composition: the Agency's own, deputies of secretaries, observers; who left, and who came
// in their place. Nobody's record goes: a seat ends and another begins.

import * as z from 'zod/mini';
import type { Seat } from '../db/commission.ts';
import { endSeat, guardInOffice, insertPerson, insertSeat } from '../db/seats.ts';
import type { NewSeat } from '../db/seats.ts';
import type { Letter } from '../db/commit.ts';
import { clauseOf, newId, refuse } from './act.ts';
import type { Desk, DeskAct } from './act.ts';

const person = {
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  position: z._default(z.string().check(z.trim(), z.maxLength(300)), ''),
  employer: z._default(z.string().check(z.trim(), z.maxLength(500)), ''),
  email: z.string().check(z.trim(), z.toLowerCase(), z.email()),
  language: z.enum(['kk', 'ru', 'en']),
};
const reason = z.string().check(z.trim(), z.minLength(1), z.maxLength(2000));

/** The letter that tells a person of the seat and of the way to the desk. */
export const appointed = (
  seat: Pick<Seat, 'id' | 'commission' | 'role' | 'deputy' | 'name' | 'email' | 'language'>,
  origin: string,
): Letter => ({
  key: `appointed:${seat.id}`,
  to: seat.email,
  language: seat.language,
  template: seat.commission === 'agency' ? 'appointed-agency' : 'appointed',
  values: {
    name: seat.name,
    commission: seat.commission,
    role: seat.deputy ? 'deputy' : seat.role,
    link: `${origin}/desk/${seat.language}/sign-in/`,
  },
});

const inOffice = ({ file }: Desk): Seat[] => file.seats.filter(({ endedAt }) => endedAt === null);

/** What seats a new person: the row, the right to sign in, the letter. */
function seated(desk: Desk, seat: NewSeat) {
  return {
    changes: [
      insertSeat(desk.db, seat, desk.at),
      insertPerson(desk.db, newId(), seat.name, seat.email, desk.at),
    ],
    letters: [appointed(seat, desk.env.ORIGIN)],
  };
}

const appointInput = z.object({ as: z.enum(['agency', 'deputy', 'observer']), ...person });

export const appoint: DeskAct<z.infer<typeof appointInput>> = {
  name: 'appoint',
  roles: ['agency'],
  input: appointInput,
  plan(desk, { as, ...who }) {
    const { stage, file } = desk;
    const clause = clauseOf(stage);
    if ((as === 'agency') !== (file.commission === 'agency')) return refuse(clause, 'SEAT_UNKNOWN');
    if (inOffice(desk).some(({ email }) => email === who.email)) return refuse(clause, 'SAME_PERSON_TWICE');
    const seat = {
      ...who,
      id: newId(),
      commission: file.commission,
      role: as === 'deputy' ? ('secretary' as const) : as,
      deputy: as === 'deputy',
      number: null,
    };
    return { ...seated(desk, seat), body: seat, answer: { seat: seat.id } };
  },
};

const endInput = z.object({ seat: z.string(), reason });

export const endAppointment: DeskAct<z.infer<typeof endInput>> = {
  name: 'end-appointment',
  roles: ['agency'],
  input: endInput,
  plan(desk, input) {
    const { db, at, stage, file } = desk;
    const clause = clauseOf(stage);
    const seat = inOffice(desk).find(({ id }) => id === input.seat);
    if (seat === undefined) return refuse(clause, 'SEAT_UNKNOWN');
    // Who belongs to the composition is replaced: a commission is never short of a seat by an act of ours.
    if (seat.role !== 'agency' && seat.role !== 'observer' && !seat.deputy)
      return refuse(clause, 'SEAT_IS_REPLACED');
    const others = inOffice(desk).filter(({ role, id }) => role === 'agency' && id !== seat.id);
    if (file.commission === 'agency' && others.length === 0) return refuse(clause, 'LAST_ADMINISTRATOR');
    return {
      guards: [guardInOffice(db, seat.id)],
      changes: [endSeat(db, seat.id, at, input.reason)],
      body: input,
    };
  },
};

const replaceInput = z.object({ seat: z.string(), reason, ...person });

export const replaceSeat: DeskAct<z.infer<typeof replaceInput>> = {
  name: 'replace-seat',
  roles: ['agency'],
  input: replaceInput,
  plan(desk, input) {
    const { db, at, stage, file } = desk;
    const clause = clauseOf(stage);
    const { seat: id, reason: why, ...who } = input;
    const before = inOffice(desk).find((row) => row.id === id);
    const composed =
      before !== undefined && !before.deputy && ['secretary', 'chair', 'member'].includes(before.role);
    if (before === undefined || !composed) return refuse(clause, 'SEAT_UNKNOWN');
    if (who.position === '') return refuse(clause, 'POSITION_MISSING', { name: who.name });
    if (inOffice(desk).some(({ email }) => email === who.email)) return refuse(clause, 'SAME_PERSON_TWICE');
    const sitting = file.sittings.at(-1);
    // Attendance and ballots of an open sitting are those of the people who came.
    if (sitting?.quorate === true && sitting.outcome === null) return refuse(clause, 'SITTING_OPEN');
    const { role, number } = before;
    const seat = { ...who, id: newId(), commission: file.commission, role, deputy: false, number };
    const made = seated(desk, seat);
    return {
      guards: [guardInOffice(db, before.id)],
      changes: [endSeat(db, before.id, at, why), ...made.changes],
      letters: made.letters,
      body: { before: before.id, reason: why, seat },
      answer: { seat: seat.id, number },
    };
  },
};
