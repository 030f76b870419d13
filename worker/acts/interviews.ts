// Interviews (§16, §20): invitations laid out evenly, slots left open, and the secretary's answer on a time.

import * as z from 'zod/mini';
import {
  evenSlots,
  isWindow,
  overlapFindings,
  startsBeside,
  slotFindings,
  talkState,
} from '#rules/interviews';
import type { Window } from '#rules/interviews';
import type { Application } from '../db/commission.ts';
import type { Letter } from '../db/commit.ts';
import { insertInvitation } from '../db/desk.ts';
import { insertTalk, moveInvitation } from '../db/meetings.ts';
import { guardTimesFree, insertSlots } from '../db/slots.ts';
import { refuse } from './act.ts';
import type { Desk, DeskAct, Plan } from './act.ts';
import { meetingsOf } from './call-sitting.ts';
import { letterTo } from './letter.ts';
import { locked } from './locked.ts';
import { contenders, heardAt, interviewMinutes } from './selection.ts';

export const place = z.string().check(z.trim(), z.minLength(1), z.maxLength(500));
const reason = z.string().check(z.trim(), z.minLength(1), z.maxLength(2000));

/** Hours of days, as a form gives them. */
export const windowsInput = z
  .array(
    z.object({
      // A row that was left empty says nothing.
      day: z.string().check(z.regex(/^(\d{4}-\d\d-\d\d)?$/)),
      from: z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/)),
      until: z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)?$/)),
    }),
  )
  .check(z.minLength(1), z.maxLength(10));

/** Without the rows that were left empty. */
export const filled = (windows: Window[]): Window[] =>
  windows.filter(({ day, from, until }) => `${day}${from}${until}` !== '');

const evenInput = z.object({
  windows: windowsInput,
  minutes: interviewMinutes,
  place,
  /** The slots that are left stay open, so that applicants may move to them. */
  open: z._default(z.boolean(), false),
});

export const inviteEvenly: DeskAct<z.infer<typeof evenInput>> = {
  name: 'invite-evenly',
  roles: ['secretary'],
  input: evenInput,
  async plan(desk, input): Promise<Plan> {
    const { db, at, stage, file, edition } = desk;
    // The same step of the procedure as inviting by hand.
    const why = await locked('invite', desk);
    if (why !== null) return { refused: [why] };
    const clause = stage === 'regional' ? '16' : '20';
    const waiting = contenders(file, edition).filter(({ invitation }) => invitation === null);
    if (waiting.length === 0) return refuse(clause, 'NOT_TO_BE_INVITED');
    const others = await heardAt(desk);
    const windows = filled(input.windows);
    if (windows.some((row) => !isWindow(row))) return refuse(clause, 'WINDOW_UNREADABLE');
    const starts = startsBeside(evenSlots(windows, input.minutes), input.minutes, others);
    const findings = slotFindings(starts, waiting.length, clause, at);
    if (findings.length > 0) return { refused: findings };
    const slots = starts.map((startsAt) => ({ startsAt, minutes: input.minutes, place: input.place }));
    const invited = waiting.flatMap((row, index) => {
      const slot = slots[index];
      return slot === undefined ? [] : [{ row, ...slot }];
    });
    return {
      guards: [guardTimesFree(db, file.commission, stage, invited)],
      changes: [
        ...invited.map(({ row, ...slot }) =>
          insertInvitation(db, { ...slot, application: row.id, stage }, at),
        ),
        // Those taken now stand too: who moves away leaves a free one.
        ...(input.open ? [insertSlots(db, file.commission, stage, slots)] : []),
      ],
      letters: invited.map(({ row, startsAt }) => ({
        ...letterTo(row, 'invited', { startsAt: new Date(startsAt).toISOString(), place: input.place }),
        key: `invited-${stage}:${row.id}`,
      })),
      body: {
        ...input,
        invitations: invited.map(({ row, startsAt }) => ({ application: row.id, startsAt })),
      },
      answer: { invited: invited.length, left: slots.length - invited.length },
    };
  },
};

const moveInput = z.object({
  application: z.string(),
  startsAt: z.iso.datetime({ offset: true }),
  place,
  reason,
});

/** The secretary sets another time: what the applicant asked for, or for a reason of the commission. */
export const moveInterview: DeskAct<z.infer<typeof moveInput>> = {
  name: 'move-interview',
  roles: ['secretary'],
  input: moveInput,
  async plan(desk, input) {
    const { db, at, stage, file } = desk;
    const found = await invited(desk, input.application);
    if ('refused' in found) return found;
    const { row, number, minutes } = found;
    const startsAt = Date.parse(input.startsAt);
    if (startsAt <= at) return refuse('16', 'INTERVIEW_IN_THE_PAST');
    const clashes = overlapFindings([{ startsAt, minutes }], await heardAt(desk, row.id), '16');
    if (clashes.length > 0) return { refused: clashes };
    const talk = { application: row.id, number, act: 'moved' as const, text: input.reason, startsAt, at };
    return {
      guards: [guardTimesFree(db, file.commission, stage, [{ startsAt, minutes }], row.id)],
      changes: [
        moveInvitation(db, row.id, stage, { startsAt, place: input.place, minutes }),
        insertTalk(db, stage, talk),
      ],
      letters: [
        {
          ...letterTo(row, 'interview-moved', {
            startsAt: new Date(startsAt).toISOString(),
            place: input.place,
            reason: input.reason,
          }),
          key: `interview-moved-${stage}:${row.id}:${number}`,
        } satisfies Letter,
      ],
      body: { ...input, stage, number },
    };
  },
};

const declineInput = z.object({ application: z.string(), reason });

/** The time stays as it is, with the reason. */
export const declineMove: DeskAct<z.infer<typeof declineInput>> = {
  name: 'decline-move',
  roles: ['secretary'],
  input: declineInput,
  async plan(desk, input) {
    const { db, at, stage } = desk;
    const found = await invited(desk, input.application);
    if ('refused' in found) return found;
    const { row, number, startsAt, waiting } = found;
    if (!waiting) return refuse('16', 'MOVE_NOT_ASKED');
    return {
      changes: [
        insertTalk(db, stage, {
          application: row.id,
          number,
          act: 'declined',
          text: input.reason,
          startsAt,
          at,
        }),
      ],
      letters: [
        {
          ...letterTo(row, 'interview-kept', {
            startsAt: new Date(startsAt).toISOString(),
            place: row.invitation?.place ?? '',
            reason: input.reason,
          }),
          key: `interview-kept-${stage}:${row.id}:${number}`,
        },
      ],
      body: { ...input, stage, number },
    };
  },
};

type Refused = Extract<Plan, { refused: unknown }>;
const refused = (code: string): Refused => ({ refused: [{ clause: '16', code, kind: 'refusal' }] });

type Invited = {
  row: Application;
  number: number;
  startsAt: number;
  minutes: number | null;
  waiting: boolean;
};

/** A contender with an invitation whose interview is still to come in this stage. */
async function invited(desk: Desk, application: string): Promise<Invited | Refused> {
  const { file, edition } = desk;
  const row = contenders(file, edition).find(({ id }) => id === application);
  if (row?.invitation == null) return refused('INTERVIEW_NONE');
  if (file.sittings.some(({ quorate }) => quorate)) return refused('INTERVIEW_OVER');
  const { talks, minutes } = await meetingsOf(desk);
  const own = talks.filter((talk) => talk.application === row.id);
  return {
    row,
    number: own.length + 1,
    startsAt: row.invitation.startsAt,
    minutes: minutes.get(row.id) ?? null,
    waiting: talkState(own.map(({ act }) => act)) === 'waiting',
  };
}
