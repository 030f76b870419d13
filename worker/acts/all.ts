// Every act of the desk by its name: the table that the desk's one route serves and that the access test reads.

import type { DeskAct } from './act.ts';
import { answerQuestion, declineQuestion } from './answer-question.ts';
import { answerObjection } from './answer-objection.ts';
import { announceAward } from './award.ts';
import { propose } from './propose.ts';
import { askFactorReset, grantFactorReset } from './factor-reset.ts';
import { appoint, endAppointment, replaceSeat } from './people.ts';
import { resendLetter } from './resend-letter.ts';
import { confirmAdmission, decideApplication, prepareAdmission, returnAdmission } from './admission.ts';
import { confirmCorrection, declineCorrection } from './confirm-correction.ts';
import { correctBallot, correctName, correctProtocol, correctSheet } from './corrections.ts';
import { setAppearance, setAttendance } from './attendance.ts';
import { callOffSitting, callSitting } from './call-sitting.ts';
import { declare } from './declare.ts';
import { extend } from './extend.ts';
import { handover, receiveHandover, refuseHandover } from './handover.ts';
import { recuse, transfer, withdraw } from './intake.ts';
import { commitSheets, openSheets } from './commit-sheets.ts';
import { mark } from './marks.ts';
import { moveDay } from './move-day.ts';
import { editLetter, releaseLetter } from './held-letters.ts';
import { sendMessage } from './message.ts';
import { declineMove, inviteEvenly, moveInterview } from './interviews.ts';
import { place } from './place.ts';
import { publishComposition } from './publish-composition.ts';
import { publishList, publishResult } from './publish.ts';
import { remindCommission } from './remind-commission.ts';
import { takeExtract } from './take-extract.ts';
import { invite, publishSelection, signSelection } from './selection.ts';
import { setCommission } from './set-commission.ts';
import { closeSlots, openSlots } from './slots.ts';
import { ballot, castingVote, closeVote, openSitting, signProtocol } from './sitting.ts';

const list = [
  setCommission,
  appoint,
  endAppointment,
  replaceSeat,
  askFactorReset,
  grantFactorReset,
  place,
  extend,
  moveDay,
  transfer,
  withdraw,
  recuse,
  declare,
  propose,
  prepareAdmission,
  confirmAdmission,
  returnAdmission,
  decideApplication,
  mark,
  commitSheets,
  openSheets,
  signSelection,
  publishSelection,
  invite,
  inviteEvenly,
  moveInterview,
  openSlots,
  closeSlots,
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
  receiveHandover,
  refuseHandover,
  publishList,
  correctProtocol,
  correctSheet,
  correctBallot,
  correctName,
  confirmCorrection,
  declineCorrection,
  answerObjection,
  announceAward,
  resendLetter,
  remindCommission,
  takeExtract,
  editLetter,
  releaseLetter,
  sendMessage,
  answerQuestion,
  declineQuestion,
  publishComposition,
] as const;

export const acts: ReadonlyMap<string, DeskAct<never>> = new Map(
  list.map((act) => [act.name, act as unknown as DeskAct<never>]),
);
