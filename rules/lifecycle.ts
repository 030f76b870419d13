// Which act is possible now, by whom, until when, and if not, which paragraph says so (§5–§21).

import { workingDaysLeft } from './calendar.ts';
import { agendaOf } from './agenda.ts';
import { localDay } from './days.ts';
import type { Day } from './days.ts';
import type { Edition, Placement, Stage } from './edition.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';
import { handoverDue } from './handover.ts';
import { checkBy, inviteBy, isLate, isOverdue } from './terms.ts';

/** An observer looks and does nothing. */
export type Role = 'agency' | 'secretary' | 'chair' | 'member' | 'observer';

export type CommissionState = {
  stage: Stage;
  /** The composition is complete (§5, §7). */
  formed: boolean;
  /** Marks or a sitting exist: the composition stands. */
  begun: boolean;
  admission: 'none' | 'prepared' | 'confirmed';
  /** Applications that came after the list was confirmed and wait for a decision of their own. */
  undecided: number;
  /** Sheets that the standing applications still lack. */
  missingSheets: number;
  committed: boolean;
  opened: boolean;
  selectionSignedOn: Day | null;
  selectionPublished: boolean;
  /** Applications that go to the interview. */
  contenders: number;
  notInvited: number;
  /** A sitting is called and not yet opened. */
  called: boolean;
  sitting: null | {
    quorate: boolean;
    /** Ballots of present members not yet cast in the open round. */
    silent: number;
    /** The open round waits for the chair. */
    casting: boolean;
    outcome: null | 'decided' | 'none' | 'new-sitting';
  };
  signedOn: Day | null;
  published: boolean;
  /** Given to the Agency and not sent back by it; received once it has said that it is complete. */
  handedOver: boolean;
  handoverReceived: boolean;
  listPublished: boolean;
};

export type Step = {
  act: string;
  by: readonly Role[];
  clause: string;
  state: 'done' | 'possible' | 'locked';
  /** Last day, local; null where the regulation sets none. */
  due: Day | null;
  overdue: boolean;
  /** Working days to the last one, 0 on it and negative after it; null where there is none or it is done. */
  left: number | null;
  /** Why it is locked. */
  why: Finding | null;
};

type Line = {
  act: string;
  by: readonly Role[];
  clause: string;
  done: boolean;
  why: Finding | null;
  due?: Day | null;
};

/** The first reason of several that stands. */
const first = (...reasons: (Finding | false)[]): Finding | null =>
  reasons.find((reason): reason is Finding => reason !== false) ?? null;

const SECRETARY = ['secretary'] as const;
const VOTERS = ['secretary', 'chair', 'member'] as const;

/** The steps of a commission in the order of the procedure. */
export function steps(
  state: CommissionState,
  edition: Edition,
  placement: Placement | null,
  now: number,
): Step[] {
  const lines = state.stage === 'regional' ? regional(state, edition, placement, now) : republican(state);
  return lines.map(({ act, by, clause, done, why, due = null }) => ({
    act,
    by,
    clause,
    state: done ? 'done' : why === null ? 'possible' : 'locked',
    due,
    overdue: !done && due !== null && isOverdue(due, now),
    left: done || due === null ? null : workingDaysLeft(due, localDay(now), edition.calendar),
    why: done ? null : why,
  }));
}

function regional(
  state: CommissionState,
  edition: Edition,
  placement: Placement | null,
  now: number,
): Line[] {
  const open = placement === null || !isLate(now, placement.deadline);
  const notOver: Finding | false =
    placement === null
      ? refusal('11', 'NOT_PLACED')
      : open && refusal('12', 'TERM_NOT_OVER', { day: placement.lastDay });
  const notFormed = !state.formed && refusal('5', 'COMMISSION_NOT_FORMED');
  const admitted = state.admission === 'confirmed';
  const notAdmitted = !admitted && refusal('14', 'ADMISSION_NOT_CONFIRMED');
  const check = placement === null ? null : checkBy(placement.lastDay, edition);
  const notPublished = !state.selectionPublished && refusal('15', 'SELECTION_NOT_PUBLISHED');
  const invite = state.selectionSignedOn === null ? null : inviteBy(state.selectionSignedOn, edition);
  return [
    compositionLine(state, '5'),
    {
      act: 'admission-list',
      by: SECRETARY,
      clause: '13',
      done: admitted,
      why: first(notOver, notFormed),
      due: check,
    },
    {
      act: 'confirm-admission',
      by: ['chair'],
      clause: '14',
      done: admitted,
      why: first(notOver, state.admission === 'none' && refusal('13', 'ADMISSION_NOT_PREPARED')),
      due: check,
    },
    {
      act: 'decide-application',
      by: ['chair'],
      clause: '14',
      done: admitted && state.undecided === 0,
      why: first(notAdmitted),
    },
    {
      act: 'mark',
      by: VOTERS,
      clause: '15',
      done: state.committed,
      why: first(notAdmitted),
    },
    {
      act: 'commit-sheets',
      by: SECRETARY,
      clause: '15',
      done: state.committed,
      why: first(
        notAdmitted,
        state.undecided > 0 && refusal('14', 'APPLICATIONS_UNDECIDED', { n: state.undecided }),
        state.missingSheets > 0 && refusal('15', 'SHEETS_MISSING', { n: state.missingSheets }),
      ),
    },
    {
      act: 'open-sheets',
      by: SECRETARY,
      clause: '15',
      done: state.opened,
      why: first(!state.committed && refusal('15', 'SHEETS_NOT_COMMITTED')),
    },
    {
      act: 'sign-selection',
      by: SECRETARY,
      clause: '15',
      done: state.selectionSignedOn !== null,
      why: first(!state.opened && refusal('15', 'SHEETS_NOT_OPENED')),
    },
    {
      act: 'publish-selection',
      by: SECRETARY,
      clause: '15',
      done: state.selectionPublished,
      why: first(state.selectionSignedOn === null && refusal('15', 'PROTOCOL_NOT_SIGNED')),
    },
    {
      act: 'invite',
      by: SECRETARY,
      clause: '16',
      done: state.selectionPublished && state.notInvited === 0,
      why: first(notPublished),
      due: state.contenders === 0 ? null : invite,
    },
    ...sittingLines(
      state,
      '17',
      first(
        notPublished,
        state.contenders === 0 && refusal('17', 'NO_CONTENDERS'),
        state.notInvited > 0 && refusal('16', 'NOT_INVITED', { n: state.notInvited }),
      ),
    ),
    {
      act: 'publish-result',
      by: SECRETARY,
      clause: '17',
      done: state.published,
      why:
        state.contenders === 0
          ? first(notPublished)
          : first(state.signedOn === null && refusal('5', 'PROTOCOL_NOT_SIGNED')),
    },
    {
      act: 'handover',
      by: SECRETARY,
      clause: '19',
      done: state.handedOver,
      why: first(!state.published && refusal('17', 'RESULT_NOT_PUBLISHED')),
      due: handoverDue(state, edition),
    },
    {
      act: 'receive-handover',
      by: ['agency'],
      clause: '19',
      done: state.handoverReceived,
      why: first(!state.handedOver && refusal('19', 'NOT_HANDED_OVER')),
    },
  ];
}

function republican(state: CommissionState): Line[] {
  const notListed = !state.listPublished && refusal('18', 'LIST_NOT_PUBLISHED');
  return [
    compositionLine(state, '7'),
    {
      act: 'invite',
      by: SECRETARY,
      clause: '20',
      done: state.listPublished && state.notInvited === 0,
      why: first(notListed),
    },
    ...sittingLines(
      state,
      '20',
      first(
        notListed,
        !state.formed && refusal('7', 'COMMISSION_NOT_FORMED'),
        state.notInvited > 0 && refusal('16', 'NOT_INVITED', { n: state.notInvited }),
      ),
    ),
    {
      act: 'publish-result',
      by: SECRETARY,
      clause: '21',
      done: state.published,
      why: first(state.signedOn === null && refusal('7', 'PROTOCOL_NOT_SIGNED')),
    },
  ];
}

const compositionLine = (state: CommissionState, clause: string): Line => ({
  act: 'set-commission',
  by: ['agency'],
  clause,
  done: state.begun,
  why: null,
});

/** A sitting: called in advance, opened with attendance, voted, closed, its protocol signed. One that did not decide is called again. */
function sittingLines(state: CommissionState, clause: string, locked: Finding | null): Line[] {
  const { sitting } = state;
  const chair = state.stage === 'regional' ? '5' : '7';
  const decided = sitting?.outcome === 'decided' || sitting?.outcome === 'none';
  const again = sitting === null || !sitting.quorate || sitting.outcome === 'new-sitting';
  const noQuorum = sitting !== null && !sitting.quorate && refusal(chair, 'NO_QUORUM_NO_DECISION');
  const notOpen = (sitting === null || sitting.outcome !== null) && refusal(chair, 'NO_SITTING');
  return [
    {
      // The text says nothing of a notice: a sitting is called in advance, and can be opened without (docs/decisions).
      act: 'call-sitting',
      by: SECRETARY,
      clause: chair,
      done: state.called || decided || state.signedOn !== null,
      why: first(
        !again && refusal(chair, 'SITTING_OPEN'),
        agendaOf(state).length === 0 && (locked ?? refusal(chair, 'AGENDA_EMPTY')),
      ),
    },
    {
      act: 'open-sitting',
      by: SECRETARY,
      clause,
      done: decided || state.signedOn !== null,
      why: locked ?? first(!again && refusal(chair, 'SITTING_OPEN')),
    },
    { act: 'ballot', by: VOTERS, clause, done: decided, why: first(noQuorum, notOpen) },
    {
      act: 'casting-vote',
      by: ['chair', 'secretary'],
      clause: chair,
      done: decided,
      why: first(noQuorum, notOpen, sitting !== null && !sitting.casting && refusal(chair, 'NO_TIE')),
    },
    {
      act: 'close-vote',
      by: SECRETARY,
      clause,
      done: decided,
      why: first(
        noQuorum,
        notOpen,
        sitting !== null && sitting.silent > 0 && refusal(chair, 'BALLOTS_MISSING', { n: sitting.silent }),
      ),
    },
    {
      act: 'sign-protocol',
      by: SECRETARY,
      clause: chair,
      done: state.signedOn !== null,
      why: first(!decided && refusal(chair, 'NOT_DECIDED')),
    },
  ];
}
