// The commission as rules/lifecycle sees it; what an act must wait for, and why.

import type { Finding } from '#rules/finding';
import { sheetsNeeded } from '#rules/marks';
import { steps } from '#rules/lifecycle';
import type { CommissionState, Step } from '#rules/lifecycle';
import { compositionFindings } from '#rules/commission';
import { reachedBy } from '../db/desk.ts';
import { handoversOf } from '../db/handovers.ts';
import { callInForce, loadMeetings } from '../db/meetings.ts';
import { reached } from './act.ts';
import type { Desk } from './act.ts';
import { outcomeOf } from './outcome.ts';
import { contenders } from './selection.ts';
import { begun, composition, silentSeats } from './voters.ts';

/** The commission at the desk's instant, as rules/lifecycle asks of it. */
export async function stateOf(desk: Desk): Promise<CommissionState> {
  const { db, file, stage, edition } = desk;
  // An act that reads only the applications it is about is none of those that wait for contenders.
  const heard = contenders(file, edition);
  const last = stage === 'regional' ? (await handoversOf(db, file.commission)).at(-1) : undefined;
  const signed = (name: string): string | null => {
    const day = file.milestones.find((row) => row.name === name)?.body.signedOn;
    return day === undefined ? null : String(day);
  };
  return {
    stage,
    formed: compositionFindings(composition(file), stage, edition).length === 0,
    begun: begun(file),
    admission: reached(file, 'admission-confirmed')
      ? 'confirmed'
      : file.list === null || file.list.returned !== null
        ? 'none'
        : 'prepared',
    undecided: file.counts.undecided,
    missingSheets: file.counts.sheets.reduce(
      (sum, { eligible, filed, n }) => sum + n * Math.max(0, sheetsNeeded(eligible, edition) - filed),
      0,
    ),
    committed: reached(file, 'committed'),
    opened: reached(file, 'opened'),
    selectionSignedOn: signed('selection-signed'),
    selectionPublished: reached(file, 'selection-published'),
    contenders: heard.length,
    notInvited: heard.filter(({ invitation }) => invitation === null).length,
    called: callInForce(await loadMeetings(db, file.commission, stage), file.sittings) !== undefined,
    sitting: sittingState(desk),
    signedOn: signed('protocol-signed'),
    published: reached(file, 'published'),
    handedOver: last !== undefined && last.answer?.received !== false,
    handoverReceived: last?.answer?.received === true,
    listPublished: stage === 'republican' && (await reachedBy(db, 'agency', 'list-published')),
  };
}

function sittingState(desk: Desk): CommissionState['sitting'] {
  const sitting = desk.file.sittings.at(-1);
  if (sitting === undefined) return null;
  const round = sitting.rounds.at(-1);
  const silent = silentSeats(desk.file, sitting.present, round).length;
  return {
    quorate: sitting.quorate,
    silent,
    casting: silent === 0 && sitting.outcome === null && outcomeOf(desk, sitting).kind === 'casting',
    outcome: sitting.outcome?.kind ?? null,
  };
}

/** The steps of the commission at the desk's instant. */
export async function commissionSteps(desk: Desk): Promise<Step[]> {
  return steps(await stateOf(desk), desk.edition, desk.placement, desk.at);
}

/** Why `act` is not possible now; null where it is, or where no step of the procedure governs it. */
export async function locked(act: string, desk: Desk): Promise<Finding | null> {
  if (desk.file.commission === 'agency') return null;
  const step = (await commissionSteps(desk)).find((row) => row.act === act);
  if (step === undefined || step.state === 'possible') return null;
  if (step.state === 'done') return { clause: step.clause, code: 'ALREADY_DONE', kind: 'refusal' };
  return step.why;
}
