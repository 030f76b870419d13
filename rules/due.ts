// What a commission owes by a day, for who looks at all of them: the acts with a last day that are not done (§13, §16,
// §19). Answered from counts and dates alone, without the commission's file.

import { localDay, localMinute } from './days.ts';
import type { Edition, Placement } from './edition.ts';
import { steps } from './lifecycle.ts';
import type { CommissionState, Step } from './lifecycle.ts';

/** What decides on the acts that have a last day. */
export type Clocked = Pick<
  CommissionState,
  | 'stage'
  | 'admission'
  | 'selectionSignedOn'
  | 'selectionPublished'
  | 'contenders'
  | 'notInvited'
  | 'signedOn'
  | 'handedOver'
>;

/** It says why an act waits, never by when it is due. */
const REST: Omit<CommissionState, keyof Clocked> = {
  formed: true,
  begun: true,
  undecided: 0,
  called: true,
  missingSheets: 0,
  committed: true,
  opened: true,
  sitting: null,
  published: true,
  handoverReceived: false,
  listPublished: true,
};

export type DueAct = Pick<Step, 'act' | 'clause' | 'overdue'> & {
  /** Local. */
  due: string;
  /** Working days to it, negative after it. */
  left: number;
};

/** The acts that are due, the longest overdue first; a list that is prepared waits for the chair alone. */
export const dueActs = (
  state: Clocked,
  edition: Edition,
  placement: Placement | null,
  now: number,
): DueAct[] =>
  steps({ ...REST, ...state }, edition, placement, now)
    .flatMap(({ act, clause, overdue, due, left }) =>
      due === null || left === null || (act === 'admission-list' && state.admission === 'prepared')
        ? []
        : [{ act, clause, overdue, due, left }],
    )
    .sort((a, b) => a.left - b.left);

/** Where a local minute says its hour. */
const HOUR = { from: 11, to: 13 };

export type Occasion = { kind: 'soon' | 'overdue'; due: string; acts: DueAct[] };

/**
 * The reminders that a commission's acts call for at `now`: once from some working days before a due day, and once
 * when it has passed. Acts of one day are one reminder. None before the hour of the edition.
 */
export function occasions(acts: DueAct[], { reminders }: Edition, now: number): Occasion[] {
  if (Number(localMinute(now).slice(HOUR.from, HOUR.to)) < reminders.hour) return [];
  const today = localDay(now);
  const called = acts.filter(({ left }) => left <= reminders.commissionDaysBefore);
  return [...new Set(called.map(({ due }) => due))].map((due) => ({
    kind: due < today ? 'overdue' : 'soon',
    due,
    acts: called.filter((act) => act.due === due),
  }));
}
