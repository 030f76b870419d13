// What a commission's record says in public: the bodies of its publications, before and after a correction.

import { localDay } from '#rules/days';
import { inOrder } from '#rules/corrections';
import { REPUBLIC } from '#rules/edition';
import type { Edition } from '#rules/edition';
import { selectionOutcome } from '#rules/marks';
import type {
  OpenSheet,
  Organisation,
  RegionalBody,
  RepublicanBody,
  Round,
  SelectionBody,
} from '#rules/publication';
import { asOf } from '../db/as-of.ts';
import type { Application, CommissionFile, Sheet, Sitting } from '../db/commission.ts';
import { contenders, withdrawnSince } from './selection.ts';
import { eligibleVoters, standing } from './voters.ts';

/** Day of a milestone, local. */
export function dayOf(file: CommissionFile, name: string): string {
  const milestone = file.milestones.find((row) => row.name === name);
  if (milestone === undefined) throw new Error(`milestone ${name} not reached`);
  return localDay(milestone.at);
}

/** A sheet as it is opened to everybody. */
export const openSheet = ({ marks, violations, nonce, replaces }: Sheet): OpenSheet => ({
  ...{ marks, violations, nonce },
  ...(replaces === undefined ? {} : { replaces }),
});

/** §15: what the selection's publication says, from the record. */
export function selectionBody(file: CommissionFile, edition: Edition): SelectionBody {
  const signed = file.milestones.find(({ name }) => name === 'selection-signed')?.body ?? {};
  const byFiling = <T extends { filing: string }>(rows: T[]): T[] =>
    rows.sort((a, b) => (a.filing < b.filing ? -1 : 1));
  // What came after the sheets were committed is decided by itself and is no part of the selection.
  const closed = file.milestones.find(({ name }) => name === 'committed')?.at ?? 0;
  const received = file.applications.filter(({ arrivedAt }) => arrivedAt <= closed);
  const judged = received.filter(({ withdrawal }) => withdrawal === null);
  return {
    kind: 'selection',
    commission: file.commission,
    received: received.length + file.transferredAt.length,
    withdrawn: received.length - judged.length,
    transferredAway: file.transferredAt.length,
    notAdmitted: byFiling(
      judged.flatMap(({ filing, decision }) =>
        decision !== null && !decision.admitted ? [{ filing, grounds: [...decision.grounds].sort() }] : [],
      ),
    ),
    admitted: byFiling(
      standing(file).map(({ filing, recused, sheets }) => ({
        filing,
        recused: recused.length,
        sheets: inOrder(sheets.map(openSheet)),
        passed: selectionOutcome(sheets, edition).passed,
      })),
    ),
    confirmedOn: dayOf(file, 'admission-confirmed'),
    signedOn: String(signed.signedOn),
    protocolSha256: String(signed.protocolSha256),
  };
}

/** §17: null while nothing is decided. */
export function regionalBody(file: CommissionFile, edition: Edition): RegionalBody | null {
  const decided = elected(file);
  // Where everybody withdrew, nothing is left to decide (§17), whatever sittings there were.
  const open = contenders(file, edition).length > 0;
  if (decided === null && open && file.sittings.length > 0) return null;
  const finalist = decided?.[0] ?? null;
  return {
    kind: 'regional',
    commission: file.commission,
    ...voteBody(file, edition),
    finalist: finalist === null ? null : { filing: finalist.filing, organisation: organisationOf(finalist) },
    ...signed(file),
  };
}

/** §21: null while nothing is decided. */
export function republicanBody(file: CommissionFile, edition: Edition): RepublicanBody | null {
  const winners = elected(file);
  if (winners === null) return null;
  return {
    kind: 'republican',
    commission: REPUBLIC,
    ...voteBody(file, edition),
    winners: winners
      .map((row) => ({ commission: row.commission, filing: row.filing, organisation: organisationOf(row) }))
      .sort((a, b) => (a.filing < b.filing ? -1 : 1)),
    ...signed(file),
  };
}

/** The elected of the last sitting, null while none has decided. */
export function elected(file: CommissionFile): Application[] | null {
  const outcome = file.sittings.at(-1)?.outcome;
  if (outcome == null || outcome.kind === 'new-sitting') return null;
  return file.applications.filter(({ id }) => outcome.elected.includes(id));
}

export const organisationOf = ({ form }: Application): Organisation => ({
  kk: form.organisationKk,
  ru: form.organisationRu,
});

/** The day and hash of the signed protocol; where nobody passed, the selection's protocol is the decision. */
function signed(file: CommissionFile): { signedOn: string; protocolSha256: string } {
  const of = (name: string): CommissionFile['milestones'][number] | undefined =>
    file.milestones.find((row) => row.name === name);
  const body = (of('protocol-signed') ?? of('selection-signed'))?.body ?? {};
  return { signedOn: String(body.signedOn), protocolSha256: String(body.protocolSha256) };
}

export function voteBody(
  file: CommissionFile,
  edition: Edition,
): Pick<RegionalBody, 'contenders' | 'sittings' | 'rounds'> {
  const filing = (id: string): string => file.applications.find((row) => row.id === id)?.filing ?? '';
  const last = file.sittings.at(-1);
  const gone = withdrawnSince(file, edition).map(({ id }) => ({
    application: id,
    appearance: 'withdrawn' as const,
  }));
  // The sitting knows who had withdrawn when it opened; without one, or without a decision, all who have.
  const decided = last?.outcome != null && last.outcome.kind !== 'new-sitting';
  const appearances = decided ? last.appearances : gone;
  return {
    contenders: appearances
      .map(({ application, appearance }) => ({ filing: filing(application), appearance }))
      .sort((a, b) => (a.filing < b.filing ? -1 : 1)),
    sittings: file.sittings.map(({ heldOn, members, present, chairSeat, quorate }) => ({
      heldOn,
      members,
      present,
      chairSeat,
      quorate,
    })),
    rounds: (decided ? last.rounds : [])
      .filter(({ candidates }) => candidates.length > 0)
      .map((round) => roundBody(file, last, round, filing)),
  };
}

function roundBody(
  file: CommissionFile,
  sitting: Sitting | undefined,
  round: CommissionFile['sittings'][number]['rounds'][number],
  filing: (id: string) => string,
): Round {
  const present = sitting?.present ?? [];
  const then = asOf(file, sitting?.closedAt ?? Infinity);
  return {
    candidates: round.candidates.map(filing).sort(),
    places: round.places,
    // Of those who sat there: who came in somebody's place since was not asked.
    recused: present.length - eligibleVoters(then, present, round.candidates).length,
    ballots: round.ballots.map(({ seat, choices }) => ({ seat, choices: choices.map(filing).sort() })),
    casting: (round.casting ?? []).map(filing).sort(),
  };
}
