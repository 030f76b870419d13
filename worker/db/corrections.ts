// Corrections of a commission's record: what was wrong, what is right, who confirmed it. The rows of the record itself
// stay as they were first written; what is in force is read over them.

import type { Words } from '#rules/publication';
import type { CommissionFile, Sheet, SittingOutcome } from './commission.ts';
import { guard } from './guard.ts';

export type RecordChange =
  | { kind: 'protocol'; of: 'selection' | 'sitting'; was: Signed; now: Signed }
  | { kind: 'sheet'; application: string; was: Sheet; now: Sheet }
  | {
      kind: 'ballot';
      sitting: string;
      round: number;
      seat: number;
      /** Ids of applications, with whom the sitting elected by them. */
      was: { choices: string[]; outcome: SittingOutcome };
      now: { choices: string[]; outcome: SittingOutcome };
    }
  | { kind: 'name'; application: string; was: Names; now: Names };
export type Signed = { signedOn: string; protocolSha256: string };
export type Names = { kk: string; ru: string };

export type RecordCorrection = {
  commission: string;
  number: number;
  change: RecordChange;
  reason: Words;
  /** Milliseconds and ids of seats. */
  preparedAt: number;
  preparedBy: string;
  confirmed: { at: number; by: string } | null;
  ended: { kind: 'in-force' | 'declined'; at: number; by: string } | null;
};

type Row = Record<string, string | number | null>;

/** Those of a commission, and what any commission put right about the applications in `chosen`, SQL over `?1`. */
export const correctionsQuery = (chosen: string): string =>
  `SELECT c.*, f.at AS confirmed_at, f.by AS confirmed_by, e.answer AS ended, e.at AS ended_at, e.by AS ended_by
   FROM corrections c
   LEFT JOIN correction_answers f ON f.commission = c.commission AND f.number = c.number AND f.answer = 'confirmed'
   LEFT JOIN correction_answers e ON e.commission = c.commission AND e.number = c.number AND e.answer <> 'confirmed'
   WHERE c.commission = ?1 OR (c.kind = 'name' AND c.application ${chosen})
   ORDER BY c.prepared_at, c.number`;

export function correctionOf(row: Row): RecordCorrection {
  const said = (at: Row[string] | undefined, by: Row[string] | undefined) =>
    at == null ? null : { at: Number(at), by: String(by) };
  const ended = said(row.ended_at, row.ended_by);
  return {
    commission: String(row.commission),
    number: Number(row.number),
    change: JSON.parse(String(row.change)) as RecordChange,
    reason: JSON.parse(String(row.reason)) as Words,
    preparedAt: Number(row.prepared_at),
    preparedBy: String(row.prepared_by),
    confirmed: said(row.confirmed_at, row.confirmed_by),
    ended: ended === null ? null : { kind: row.ended === 'declined' ? 'declined' : 'in-force', ...ended },
  };
}

/** Name of the milestone that a protocol's signing is. */
export const SIGNED = { selection: 'selection-signed', sitting: 'protocol-signed' } as const;

/** The record with one change in it. */
export function withChange(file: CommissionFile, change: RecordChange): CommissionFile {
  switch (change.kind) {
    case 'protocol':
      return {
        ...file,
        milestones: file.milestones.map((row) =>
          row.name === SIGNED[change.of] ? { ...row, body: { ...row.body, ...change.now } } : row,
        ),
      };
    case 'sheet':
      return {
        ...file,
        applications: file.applications.map((row) =>
          row.id === change.application
            ? {
                ...row,
                sheets: row.sheets.map((sheet) => (sheet.seat === change.now.seat ? change.now : sheet)),
              }
            : row,
        ),
      };
    case 'ballot':
      return {
        ...file,
        sittings: file.sittings.map((sitting) =>
          sitting.id === change.sitting
            ? {
                ...sitting,
                outcome: change.now.outcome,
                rounds: sitting.rounds.map((round) =>
                  round.number === change.round
                    ? {
                        ...round,
                        ballots: round.ballots.map((ballot) =>
                          ballot.seat === change.seat ? { ...ballot, choices: change.now.choices } : ballot,
                        ),
                      }
                    : round,
                ),
              }
            : sitting,
        ),
      };
    case 'name':
      return {
        ...file,
        applications: file.applications.map((row) =>
          row.id === change.application
            ? {
                ...row,
                form: { ...row.form, organisationKk: change.now.kk, organisationRu: change.now.ru },
              }
            : row,
        ),
      };
  }
}

/** The record with what is in force of its corrections, of its own only those up to number `upTo`. */
export const withCorrections = (file: CommissionFile, upTo: number): CommissionFile =>
  file.corrections
    .filter(
      ({ commission, number, ended }) =>
        ended?.kind === 'in-force' && (commission !== file.commission || number <= upTo),
    )
    .reduce((before, { change }) => withChange(before, change), file);

export const insertCorrection = (
  db: D1Database,
  {
    commission,
    number,
    change,
    reason,
  }: Pick<RecordCorrection, 'commission' | 'number' | 'change' | 'reason'>,
  at: number,
  by: string,
): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO corrections (commission, number, kind, application, change, reason, prepared_at, prepared_by)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .bind(
      commission,
      number,
      change.kind,
      'application' in change ? change.application : null,
      JSON.stringify(change),
      JSON.stringify(reason),
      at,
      by,
    );

export const answerCorrection = (
  db: D1Database,
  { commission, number }: Pick<RecordCorrection, 'commission' | 'number'>,
  answer: 'confirmed' | 'in-force' | 'declined',
  at: number,
  by: string,
): D1PreparedStatement =>
  db
    .prepare('INSERT INTO correction_answers (commission, number, answer, at, by) VALUES (?, ?, ?, ?, ?)')
    .bind(commission, number, answer, at, by);

/** True once a sitting of the commission has met with a quorum. */
export async function hasMet(db: D1Database, commission: string): Promise<boolean> {
  const row = await db
    .prepare('SELECT 1 FROM sittings WHERE commission = ? AND quorate = 1')
    .bind(commission)
    .first();
  return row !== null;
}

/** Ends the batch where a sitting of the commission has met with a quorum meanwhile. */
export const guardNotMet = (db: D1Database, commission: string): D1PreparedStatement =>
  guard(db, 'NOT EXISTS (SELECT 1 FROM sittings WHERE commission = ? AND quorate = 1)', commission);

/** Commissions whose correction waits for the Agency. */
export async function waitingForAgency(db: D1Database): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT commission FROM correction_answers a WHERE answer = 'confirmed' AND NOT EXISTS
         (SELECT 1 FROM correction_answers e WHERE e.commission = a.commission AND e.number = a.number AND e.answer <> 'confirmed')
       ORDER BY commission`,
    )
    .all<{ commission: string }>();
  return results.map(({ commission }) => commission);
}
