// What a sitting is called for (§5, §7, §13–17, §20): the items that are ready, in the order of the procedure.

import type { CommissionState } from './lifecycle.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';

export const AGENDA = ['admission', 'selection', 'interviews', 'vote'] as const;
export type AgendaItem = (typeof AGENDA)[number];

/** Items that a commission can deal with now; empty where nothing is ready. */
export function agendaOf(state: CommissionState): AgendaItem[] {
  const voted = state.sitting?.outcome === 'decided' || state.sitting?.outcome === 'none';
  const known = state.stage === 'regional' ? state.selectionPublished : state.listPublished;
  const hears = known && state.contenders > 0 && state.notInvited === 0 && !voted && state.signedOn === null;
  return [
    ...(state.admission === 'prepared' ? (['admission'] as const) : []),
    ...(state.opened && state.selectionSignedOn === null ? (['selection'] as const) : []),
    ...(hears ? (['interviews', 'vote'] as const) : []),
  ];
}

/** What stands against a notice: it names a time to come and at least one item that is ready. */
export function callFindings(
  call: { startsAt: number; agenda: AgendaItem[]; ready: AgendaItem[] },
  clause: string,
  now: number,
): Finding[] {
  if (call.startsAt <= now) return [refusal(clause, 'SITTING_IN_THE_PAST')];
  if (call.agenda.length === 0) return [refusal(clause, 'AGENDA_EMPTY')];
  return call.agenda.every((item) => call.ready.includes(item)) ? [] : [refusal(clause, 'AGENDA_NOT_READY')];
}

/** Who is present may change while the sitting is open and no ballot depends on it (§5, §7). */
export function attendanceFindings(
  sitting: { closed: boolean; rounds: number; voted: number[] },
  present: number[],
  clause: string,
): Finding[] {
  if (sitting.closed) return [refusal(clause, 'SITTING_CLOSED')];
  if (sitting.rounds > 1) return [refusal(clause, 'ATTENDANCE_FIXED')];
  const seat = sitting.voted.find((number) => !present.includes(number));
  return seat === undefined ? [] : [refusal(clause, 'ATTENDANCE_VOTED', { seat })];
}
