// A mistake in the record is put right (§18): the secretary says what is right and why, and it waits for the chair.
// What was first written stays; only what came on paper and was entered wrongly can be entered again.

import * as z from 'zod/mini';
import { ballotFindings } from '#rules/ballots';
import { canonical } from '#rules/canonical';
import { localDay } from '#rules/days';
import type { Finding } from '#rules/finding';
import { sheetFindings } from '#rules/marks';
import type { Words } from '#rules/publication';
import { recount } from '#rules/recount';
import { sha256Hex } from '#rules/register';
import { signedOnFindings } from '#rules/terms';
import type { CommissionFile, SittingOutcome } from '../db/commission.ts';
import { insertCorrection, SIGNED, withChange } from '../db/corrections.ts';
import type { RecordChange } from '../db/corrections.ts';
import { clauseOf, newId, reached, refuse } from './act.ts';
import type { Desk, DeskAct, Plan } from './act.ts';
import { dayOf, voteBody } from './bodies.ts';
import { correctedBy, openCorrection } from './correction-plan.ts';
import { outcomeOf } from './outcome.ts';
import { handedIn } from './scan.ts';
import { eligibleVoters } from './voters.ts';

const words = z.string().check(z.trim(), z.minLength(1), z.maxLength(1000));
const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(500));
const reason = z.object({ kk: words, ru: words, en: words });
const NONCE_BYTES = 32;

/** Keeps the correction for the chair, unless something stands against what would follow from it. */
async function prepared(
  desk: Desk,
  change: RecordChange,
  why: Words,
  guards: D1PreparedStatement[] = [],
): Promise<Plan> {
  const { db, at, seat, file } = desk;
  if (openCorrection(file) !== undefined) return refuse('18', 'CORRECTION_OPEN');
  if (canonical(change.was) === canonical(change.now)) return refuse('18', 'CORRECTION_SAME');
  const { findings, bodies, needsAgency } = await correctedBy(desk, { change, reason: why });
  if (findings.length > 0) return { refused: findings };
  const own = file.corrections.filter(({ commission }) => commission === file.commission);
  const row = { commission: file.commission, number: own.length + 1, change, reason: why };
  return {
    guards,
    changes: [insertCorrection(db, row, at, seat.id)],
    body: { correction: row.number, change, reason: why },
    answer: { correction: row.number, publications: bodies.map(({ kind }) => kind), needsAgency },
  };
}

const protocolInput = z.object({
  of: z.enum(['selection', 'sitting']),
  signedOn: z.iso.date(),
  /** '' where the scan is right and only the day is not. */
  protocolSha256: z.string().check(z.regex(/^([0-9a-f]{64})?$/)),
  reason,
});

export const correctProtocol: DeskAct<z.infer<typeof protocolInput>> = {
  name: 'correct-protocol',
  roles: ['secretary'],
  input: protocolInput,
  async plan(desk, { of, signedOn, protocolSha256, reason: why }) {
    const { at, stage, file } = desk;
    const signed = file.milestones.find((row) => row.name === SIGNED[of]);
    if (signed === undefined) return refuse(clauseOf(stage), 'PROTOCOL_NOT_SIGNED');
    const notBefore = of === 'selection' ? dayOf(file, 'opened') : (file.sittings.at(-1)?.heldOn ?? '');
    const findings = signedOnFindings({ signedOn, notBefore, uploadedOn: localDay(at) });
    if (findings.length > 0) return { refused: findings };
    const was = {
      signedOn: String(signed.body.signedOn),
      protocolSha256: String(signed.body.protocolSha256),
    };
    const now = { signedOn, protocolSha256: protocolSha256 === '' ? was.protocolSha256 : protocolSha256 };
    const scan =
      now.protocolSha256 === was.protocolSha256 ? { guards: [] } : await handedIn(desk, protocolSha256);
    if ('refused' in scan) return scan;
    return prepared(desk, { kind: 'protocol', of, was, now }, why, scan.guards);
  },
};

const sheetInput = z.object({
  application: z.string(),
  /** Seat number of the member whose sheet it is. */
  seat: z.coerce.number(),
  marks: z.array(z.coerce.number()),
  violations: z.array(z.boolean()),
  /** The member's own words on a violation, as on the paper. */
  note: z._default(z.string().check(z.trim(), z.maxLength(4000)), ''),
  reason,
});

export const correctSheet: DeskAct<z.infer<typeof sheetInput>> = {
  name: 'correct-sheet',
  roles: ['secretary'],
  input: sheetInput,
  async plan(desk, { application: id, seat: number, marks, violations, note, reason: why }) {
    const { edition, file } = desk;
    if (!reached(file, 'opened')) return refuse('15', 'SHEETS_NOT_OPENED');
    const application = file.applications.find((row) => row.id === id);
    const member = file.seats.filter((row) => row.number === number);
    const was = application?.sheets.find((sheet) => member.some((row) => row.id === sheet.seat));
    if (application === undefined || was === undefined) return refuse('15', 'APPLICATION_UNKNOWN');
    if (was.enteredBy === was.seat) return refuse('15', 'NOT_FROM_PAPER');
    const findings = sheetFindings({ marks, violations }, edition).filter(({ kind }) => kind === 'refusal');
    if (findings.length > 0) return { refused: findings };
    if (note === '' && violations.includes(true)) return refuse('15', 'REASON_MISSING');
    const same =
      canonical({ marks, violations }) === canonical({ marks: was.marks, violations: was.violations });
    if (same) return refuse('18', 'CORRECTION_SAME');
    const nonce = newId(NONCE_BYTES);
    const { filing } = application;
    // A sheet corrected twice stands for the one that was committed, not for the first correction.
    const now = {
      ...{ seat: was.seat, version: was.version + 1, marks, violations, reason: note, nonce },
      ...{ remarks: violations.map((on) => (on ? note : '')), onPaper: true, scan: null, filedAt: desk.at },
      commitment: await sha256Hex(canonical({ filing, marks, nonce, violations })),
      enteredBy: desk.seat.id,
      replaces: { commitment: was.replaces?.commitment ?? was.commitment, reason: why },
    };
    return prepared(desk, { kind: 'sheet', application: id, was, now }, why);
  },
};

const ballotInput = z.object({
  round: z.coerce.number(),
  /** Seat number of the member whose ballot it is. */
  seat: z.coerce.number(),
  choices: z.array(z.string()),
  reason,
});

export const correctBallot: DeskAct<z.infer<typeof ballotInput>> = {
  name: 'correct-ballot',
  roles: ['secretary'],
  input: ballotInput,
  plan(desk, { round: number, seat, choices, reason: why }) {
    const { stage, edition, file } = desk;
    const sitting = file.sittings.at(-1);
    const round = sitting?.rounds.find((row) => row.number === number);
    if (sitting?.outcome == null || round === undefined) return refuse(clauseOf(stage), 'NOT_DECIDED');
    const was = round.ballots.find((row) => row.seat === seat);
    if (was === undefined) return refuse(clauseOf(stage), 'SEAT_UNKNOWN');
    if (file.seats.find(({ id }) => id === was.enteredBy)?.role !== 'secretary')
      return refuse(clauseOf(stage), 'NOT_FROM_PAPER');
    const { candidates, places } = round;
    const eligible = eligibleVoters(file, sitting.present, candidates);
    const findings = ballotFindings(
      { seat, choices },
      { candidates, places, present: sitting.present, eligible: [...eligible, seat], stage },
      edition,
    );
    if (findings.length > 0) return { refused: findings };
    const change = {
      ...{ kind: 'ballot' as const, sitting: sitting.id, round: number, seat },
      was: { choices: was.choices, outcome: sitting.outcome },
    };
    const cast = (outcome: SittingOutcome): RecordChange => ({ ...change, now: { choices, outcome } });
    const outcome = counted(desk, withChange(file, cast(sitting.outcome)));
    if ('refused' in outcome) return outcome;
    return prepared(desk, cast(outcome), why);
  },
};

/** Whom the corrected votes elect; a sitting that no longer decides is another sitting's matter. */
function counted(desk: Desk, file: CommissionFile): SittingOutcome | { refused: Finding[] } {
  const { stage, edition } = desk;
  const undecided = (more: Finding[]) => ({
    refused: [{ clause: clauseOf(stage), code: 'CORRECTION_UNDECIDED', kind: 'refusal' as const }, ...more],
  });
  const { elected, findings } = recount(voteBody(file, edition), stage, edition);
  const sitting = file.sittings.at(-1);
  if (elected === null || findings.length > 0 || sitting === undefined) return undecided(findings);
  const outcome = outcomeOf({ ...desk, file }, sitting);
  const ids = file.applications.filter(({ filing }) => elected.includes(filing)).map(({ id }) => id);
  if (outcome.kind !== 'decided') return undecided([]);
  return { kind: 'decided', elected: ids.sort(), byChair: outcome.byChair, code: '' };
}

const nameInput = z.object({ application: z.string(), kk: name, ru: name, reason });

export const correctName: DeskAct<z.infer<typeof nameInput>> = {
  name: 'correct-name',
  roles: ['secretary'],
  input: nameInput,
  plan(desk, { application: id, kk, ru, reason: why }) {
    const row = desk.file.applications.find((one) => one.id === id);
    if (row === undefined || desk.stage !== 'regional') return refuse('18', 'APPLICATION_UNKNOWN');
    const was = { kk: row.form.organisationKk, ru: row.form.organisationRu };
    return prepared(desk, { kind: 'name', application: id, was, now: { kk, ru } }, why);
  },
};
