// Who is present and who appeared, corrected while a sitting is open and no ballot depends on it (§5, §7, §16).

import * as z from 'zod/mini';
import { attendanceFindings } from '#rules/agenda';
import { quorum } from '#rules/commission';
import { insertAttendance, updateAppearance, updateAttendance } from '../db/meetings.ts';
import { clauseOf, refuse } from './act.ts';
import type { DeskAct } from './act.ts';
import { meetingsOf } from './call-sitting.ts';
import { votingSeats } from './voters.ts';

const attendanceInput = z.object({ present: z.array(z.coerce.number()) });

export const setAttendance: DeskAct<z.infer<typeof attendanceInput>> = {
  name: 'set-attendance',
  roles: ['secretary'],
  input: attendanceInput,
  async plan(desk, input) {
    const { db, at, seat, stage, edition, file } = desk;
    const sitting = file.sittings.at(-1);
    if (sitting === undefined || !sitting.quorate) return refuse(clauseOf(stage), 'NO_SITTING');
    const present = votingSeats(file).flatMap(({ number }) =>
      number !== null && input.present.includes(number) ? [number] : [],
    );
    if (present.length !== new Set(input.present).size) return refuse(clauseOf(stage), 'SEAT_UNKNOWN');
    const voted = sitting.rounds.flatMap(({ ballots }) => ballots.map((cast) => cast.seat));
    const state = { closed: sitting.outcome !== null, rounds: sitting.rounds.length, voted };
    const findings = attendanceFindings(state, present, clauseOf(stage));
    if (findings.length > 0) return { refused: findings };
    const { quorate, needed } = quorum(sitting.members, present.length, stage, edition);
    const { attendances } = await meetingsOf(desk);
    const version = attendances.filter((row) => row.sitting === sitting.id).length + 1;
    return {
      changes: [
        ...updateAttendance(db, sitting.id, present, quorate),
        insertAttendance(db, sitting.id, version, present, at, seat.id),
      ],
      body: { sitting: sitting.id, version, present, quorate, needed },
    };
  },
};

const appearanceInput = z.object({
  application: z.string(),
  appearance: z.enum(['appeared', 'no-show']),
  reason: z._default(z.string().check(z.trim(), z.maxLength(2000)), ''),
});

export const setAppearance: DeskAct<z.infer<typeof appearanceInput>> = {
  name: 'set-appearance',
  roles: ['secretary'],
  input: appearanceInput,
  plan({ db, stage, file }, input) {
    const clause = stage === 'regional' ? '17' : '20';
    const sitting = file.sittings.at(-1);
    if (sitting === undefined || !sitting.quorate || sitting.outcome !== null)
      return refuse(clauseOf(stage), 'NO_SITTING');
    const heard = sitting.appearances.find(({ application }) => application === input.application);
    const row = file.applications.find(({ id }) => id === input.application);
    if (heard === undefined || row === undefined) return refuse(clause, 'APPLICATION_UNKNOWN');
    if (sitting.rounds.some(({ ballots }) => ballots.length > 0)) return refuse(clause, 'APPEARANCE_VOTED');
    if (input.appearance === 'no-show' && input.reason === '') return refuse('16', 'REASON_MISSING');
    // Who withdrew while the sitting was open is no contender any more, whatever was marked.
    const appearance = row.withdrawal === null ? input.appearance : 'withdrawn';
    const reason = row.withdrawal?.reason ?? (input.appearance === 'no-show' ? input.reason : '');
    const candidates = sitting.appearances
      .map((one) => (one.application === row.id ? { ...one, appearance } : one))
      .filter((one) => one.appearance === 'appeared')
      .map(({ application }) => application);
    const body = { application: row.id, appearance, reason };
    return {
      changes: updateAppearance(db, sitting.id, body, candidates),
      body: { sitting: sitting.id, ...body, candidates },
    };
  },
};
