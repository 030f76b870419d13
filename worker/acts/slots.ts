// Free times of interviews (§16, §20) after the invitations went out: more are opened, those that nobody took are taken
// back. What somebody has chosen stays; nobody is written to, since nobody's own time changes.

import * as z from 'zod/mini';
import { refusal } from '#rules/finding';
import type { Finding } from '#rules/finding';
import { evenSlots, isWindow, slotFindings, startsBeside } from '#rules/interviews';
import { guardNotHeard } from '../db/materials.ts';
import { deleteSlots, freeSlots, guardTimesFree, insertSlots, slotOf } from '../db/slots.ts';
import type { Slot } from '../db/slots.ts';
import { refuse } from './act.ts';
import type { Desk, DeskAct } from './act.ts';
import { meetingsOf } from './call-sitting.ts';
import { filled, place, windowsInput } from './interviews.ts';
import { contenders, heardAt, interviewMinutes } from './selection.ts';

const MOST = 500;

const clauseOf = ({ stage }: Desk): string => (stage === 'regional' ? '16' : '20');

/** Times may be opened and taken back between the first invitation and a sitting with a quorum. */
function notNow(desk: Desk): Finding | null {
  const { file, edition } = desk;
  const clause = clauseOf(desk);
  if (file.sittings.some(({ quorate }) => quorate)) return refusal(clause, 'INTERVIEW_OVER');
  return contenders(file, edition).some(({ invitation }) => invitation !== null)
    ? null
    : refusal(clause, 'NOBODY_INVITED');
}

/** Slots of the desk's stage that nobody holds, in order of time. */
export async function openSlotsOf({ db, file, stage }: Desk): Promise<Slot[]> {
  const { results } = await freeSlots(db, file.commission, stage).all<Record<string, unknown>>();
  return results.map(slotOf);
}

const openInput = z.object({ windows: windowsInput, minutes: interviewMinutes, place });

export const openSlots: DeskAct<z.infer<typeof openInput>> = {
  name: 'open-slots',
  roles: ['secretary'],
  input: openInput,
  async plan(desk, input) {
    const { db, at, stage, file } = desk;
    const clause = clauseOf(desk);
    const why = notNow(desk);
    if (why !== null) return { refused: [why] };
    const windows = filled(input.windows);
    if (windows.some((row) => !isWindow(row))) return refuse(clause, 'WINDOW_UNREADABLE');
    const standing = [...(await heardAt(desk)), ...(await meetingsOf(desk)).slots];
    const starts = startsBeside(evenSlots(windows, input.minutes), input.minutes, standing);
    if (starts.length === 0) return refuse(clause, 'SLOTS_NONE');
    const findings = slotFindings(starts, 1, clause, at);
    if (findings.length > 0) return { refused: findings };
    const slots = starts.map((startsAt) => ({ startsAt, minutes: input.minutes, place: input.place }));
    return {
      guards: [guardNotHeard(db, file.commission), guardTimesFree(db, file.commission, stage, slots)],
      changes: [insertSlots(db, file.commission, stage, slots)],
      body: { ...input, stage, starts: starts.map(instantOf) },
      answer: { opened: starts.length },
    };
  },
};

const closeInput = z.object({
  /** Beginnings of the slots. */
  starts: z.array(z.iso.datetime({ offset: true })).check(z.minLength(1), z.maxLength(MOST)),
});

export const closeSlots: DeskAct<z.infer<typeof closeInput>> = {
  name: 'close-slots',
  roles: ['secretary'],
  input: closeInput,
  async plan(desk, input) {
    const { db, stage, file } = desk;
    const why = notNow(desk);
    if (why !== null) return { refused: [why] };
    const starts = [...new Set(input.starts.map((text) => Date.parse(text)))].sort((a, b) => a - b);
    const free = new Map((await openSlotsOf(desk)).map((slot) => [slot.startsAt, slot]));
    const slots = starts.flatMap((startsAt) => free.get(startsAt) ?? []);
    if (slots.length < starts.length) return refuse(clauseOf(desk), 'SLOT_NOT_FREE');
    return {
      guards: [guardNotHeard(db, file.commission), guardTimesFree(db, file.commission, stage, slots)],
      changes: [deleteSlots(db, file.commission, stage, starts)],
      body: { stage, starts: starts.map(instantOf) },
      answer: { closed: starts.length },
    };
  },
};

const instantOf = (at: number): string => new Date(at).toISOString();
