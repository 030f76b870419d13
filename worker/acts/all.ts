// Every act of the desk by its name: the table that the desk's one route serves and that the access test reads.

import type { DeskAct } from './act.ts';
import { answerObjection } from './answer-objection.ts';
import { announceAward } from './award.ts';
import { resendLetter } from './resend-letter.ts';
import { confirmAdmission, prepareAdmission } from './admission.ts';
import { setAppearance, setAttendance } from './attendance.ts';
import { callOffSitting, callSitting } from './call-sitting.ts';
import { declare } from './declare.ts';
import { extend } from './extend.ts';
import { recuse, transfer, withdraw } from './intake.ts';
import { declineMove, inviteEvenly, moveInterview } from './interviews.ts';
import { commitSheets, mark, openSheets } from './marks.ts';
import { place } from './place.ts';
import { handover, publishList, publishResult } from './publish.ts';
import { invite, publishSelection, signSelection } from './selection.ts';
import { setCommission } from './set-commission.ts';
import { ballot, castingVote, closeVote, openSitting, signProtocol } from './sitting.ts';

const list = [
  setCommission,
  place,
  extend,
  transfer,
  withdraw,
  recuse,
  declare,
  prepareAdmission,
  confirmAdmission,
  mark,
  commitSheets,
  openSheets,
  signSelection,
  publishSelection,
  invite,
  inviteEvenly,
  moveInterview,
  declineMove,
  callSitting,
  callOffSitting,
  openSitting,
  setAttendance,
  setAppearance,
  ballot,
  castingVote,
  closeVote,
  signProtocol,
  publishResult,
  handover,
  publishList,
  answerObjection,
  announceAward,
  resendLetter,
] as const;

export const acts: ReadonlyMap<string, DeskAct<never>> = new Map(
  list.map((act) => [act.name, act as unknown as DeskAct<never>]),
);
