// Calling a sitting in advance (§5, §7): day, place and agenda go by letter to everybody in office; calling it off.

import * as z from 'zod/mini';
import { AGENDA, agendaOf, callFindings } from '#rules/agenda';
import type { AgendaItem } from '#rules/agenda';
import { callInForce, insertCall, insertCallOff, loadMeetings } from '../db/meetings.ts';
import type { Meetings } from '../db/meetings.ts';
import type { Seat } from '../db/commission.ts';
import type { Letter } from '../db/commit.ts';
import { clauseOf, newId, refuse } from './act.ts';
import type { Desk, DeskAct } from './act.ts';
import { stateOf } from './locked.ts';

export const meetingsOf = ({ db, file, stage }: Pick<Desk, 'db' | 'file' | 'stage'>): Promise<Meetings> =>
  loadMeetings(db, file.commission, stage);

const callInput = z.object({
  startsAt: z.iso.datetime({ offset: true }),
  place: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
  /** Everything that is ready where it is left out. */
  agenda: z.optional(z.array(z.enum(AGENDA))),
});

export const callSitting: DeskAct<z.infer<typeof callInput>> = {
  name: 'call-sitting',
  roles: ['secretary'],
  input: callInput,
  async plan(desk, input) {
    const { db, at, seat, stage, file, env } = desk;
    const ready = agendaOf(await stateOf(desk));
    const agenda: AgendaItem[] = AGENDA.filter((item) => (input.agenda ?? ready).includes(item));
    const startsAt = Date.parse(input.startsAt);
    const findings = callFindings({ startsAt, agenda, ready }, clauseOf(stage), at);
    if (findings.length > 0) return { refused: findings };
    const { calls } = await meetingsOf(desk);
    const told = inOffice(file.seats);
    const call = {
      id: newId(),
      number: calls.length + 1,
      startsAt,
      place: input.place,
      agenda,
      notified: told.map(({ id }) => id),
    };
    return {
      changes: [insertCall(db, file.commission, call, at, seat.id)],
      letters: told.map((person) => ({
        ...noticeTo(person, 'sitting-called', call.id),
        values: {
          commission: file.commission,
          startsAt: new Date(startsAt).toISOString(),
          place: input.place,
          agenda: agenda.join(' '),
          link: `${env.ORIGIN}/desk/${person.language}/${file.commission}/sitting/`,
        },
      })),
      body: { ...call, startsAt: input.startsAt },
      answer: { call: call.id, number: call.number, agenda, letters: told.length },
    };
  },
};

const offInput = z.object({ reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)) });

export const callOffSitting: DeskAct<z.infer<typeof offInput>> = {
  name: 'call-off-sitting',
  roles: ['secretary'],
  input: offInput,
  async plan(desk, { reason }) {
    const { db, at, seat, stage, file } = desk;
    const call = callInForce(await meetingsOf(desk), file.sittings);
    if (call === undefined) return refuse(clauseOf(stage), 'NO_SITTING_CALLED');
    const told = inOffice(file.seats);
    return {
      changes: [insertCallOff(db, call.id, reason, at, seat.id)],
      letters: told.map((person) => ({
        ...noticeTo(person, 'sitting-off', call.id),
        values: {
          commission: file.commission,
          startsAt: new Date(call.startsAt).toISOString(),
          reason,
        },
      })),
      body: { call: call.id, reason },
    };
  },
};

const inOffice = (seats: Seat[]): Seat[] => seats.filter(({ endedAt }) => endedAt === null);

const noticeTo = ({ id, email, language }: Seat, template: string, call: string): Omit<Letter, 'values'> => ({
  key: `${template}:${call}:${id}`,
  to: email,
  language,
  template,
});
