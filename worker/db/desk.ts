// What the desk's acts write, one statement each.

import type { ApplicationForm } from '#rules/application';
import type { Appearance } from '#rules/publication';
import type { AdmissionItem, Milestone, SittingOutcome } from './commission.ts';
import { guard } from './guard.ts';

type Db = D1Database;
type Write = D1PreparedStatement;

export const milestone = (
  db: Db,
  commission: string,
  name: string,
  body: unknown,
  at: number,
  by: string,
): Write =>
  db
    .prepare('INSERT INTO milestones (commission, name, body, at, by) VALUES (?, ?, ?, ?, ?)')
    .bind(commission, name, JSON.stringify(body), at, by);

export async function reachedBy(db: Db, commission: string, name: string): Promise<boolean> {
  const row = await db
    .prepare('SELECT 1 FROM milestones WHERE commission = ? AND name = ?')
    .bind(commission, name)
    .first();
  return row !== null;
}

/** What was kept of it; null where the commission has not reached `name`. */
export async function milestoneOf(db: Db, commission: string, name: string): Promise<Milestone | null> {
  const row = await db
    .prepare('SELECT body, at FROM milestones WHERE commission = ? AND name = ?')
    .bind(commission, name)
    .first<{ body: string; at: number }>();
  return row === null ? null : { name, body: JSON.parse(row.body) as Milestone['body'], at: row.at };
}

/** Ends the batch when the commission has reached `name`. */
export const guardNotYet = (db: Db, commission: string, name: string): Write =>
  guard(db, 'NOT EXISTS (SELECT 1 FROM milestones WHERE commission = ? AND name = ?)', commission, name);

export const insertTransfer = (
  db: Db,
  transfer: { application: string; origin: string; target: string; reason: string; at: number; by: string },
): Write[] => [
  guard(
    db,
    'EXISTS (SELECT 1 FROM applications WHERE id = ? AND commission = ?) AND NOT EXISTS (SELECT 1 FROM decisions WHERE application = ?)',
    transfer.application,
    transfer.origin,
    transfer.application,
  ),
  guardNotYet(db, transfer.target, 'admission-confirmed'),
  db
    .prepare('INSERT INTO transfers (application, origin, target, reason, at, by) VALUES (?, ?, ?, ?, ?, ?)')
    .bind(transfer.application, transfer.origin, transfer.target, transfer.reason, transfer.at, transfer.by),
  db
    .prepare('UPDATE applications SET commission = ? WHERE id = ?')
    .bind(transfer.target, transfer.application),
];

/**
 * A withdrawal has the instant at which it was asked for. One that was written after the selection's publication is one
 * after the selection, though it may have been asked for a moment before: it names who withdrew as withdrawn (§17).
 */
export const insertWithdrawal = (
  db: Db,
  application: string,
  reason: string,
  at: number,
  by: string,
): Write =>
  db
    .prepare(
      `INSERT INTO withdrawals (application, reason, at, by) VALUES (?1, ?2, max(?3, coalesce((SELECT m.at FROM milestones m
         JOIN applications a ON a.commission = m.commission WHERE a.id = ?1 AND m.name = 'selection-published'), 0)), ?4)`,
    )
    .bind(application, reason, at, by);

/** Ends the batch where the application is decided. */
export const guardUndecided = (db: Db, application: string): Write =>
  guard(db, 'NOT EXISTS (SELECT 1 FROM decisions WHERE application = ?)', application);

/** Ends the batch where something else is proposed on the application by now. */
export const guardProposal = (db: Db, application: string, version: number): Write =>
  guard(
    db,
    'NOT EXISTS (SELECT 1 FROM proposals WHERE application = ? AND version > ?)',
    application,
    version,
  );

/** The next version of what is proposed on an application. */
export const insertProposal = (
  db: Db,
  application: string,
  item: Omit<AdmissionItem, 'application'>,
  at: number,
  by: string,
): Write =>
  db
    .prepare(
      `INSERT INTO proposals (application, version, admitted, grounds, reason, at, by)
       SELECT ?1, 1 + coalesce((SELECT max(version) FROM proposals WHERE application = ?1), 0), ?2, ?3, ?4, ?5, ?6`,
    )
    .bind(application, item.admitted ? 1 : 0, JSON.stringify(item.grounds), item.reason, at, by);

export const insertAdmissionList = (
  db: Db,
  commission: string,
  version: number,
  items: AdmissionItem[],
  at: number,
  by: string,
): Write =>
  db
    .prepare(
      'INSERT INTO admission_lists (commission, version, items, prepared_at, prepared_by) VALUES (?, ?, ?, ?, ?)',
    )
    .bind(commission, version, JSON.stringify(items), at, by);

export const insertAdmissionReturn = (
  db: Db,
  list: { commission: string; version: number; reason: string },
  at: number,
  by: string,
): Write =>
  db
    .prepare('INSERT INTO admission_returns (commission, version, reason, at, by) VALUES (?, ?, ?, ?, ?)')
    .bind(list.commission, list.version, list.reason, at, by);

export const insertDecisions = (db: Db, items: AdmissionItem[], at: number, by: string): Write =>
  db
    .prepare(
      `INSERT INTO decisions (application, admitted, grounds, reason, decided_at, decided_by)
       SELECT value ->> 'application', value ->> 'admitted', value -> 'grounds', value ->> 'reason', ?2, ?3
       FROM json_each(?1)`,
    )
    .bind(JSON.stringify(items), at, by);

export const insertRecusal = (db: Db, application: string, seat: string, reason: string, at: number): Write =>
  db
    .prepare('INSERT INTO recusals (application, seat, reason, at) VALUES (?, ?, ?, ?)')
    .bind(application, seat, reason, at);

export const insertInvitation = (
  db: Db,
  invitation: { application: string; stage: string; startsAt: number; place: string; minutes?: number },
  at: number,
): Write =>
  db
    .prepare(
      'INSERT INTO invitations (application, stage, starts_at, place, sent_at, minutes) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .bind(
      invitation.application,
      invitation.stage,
      invitation.startsAt,
      invitation.place,
      at,
      invitation.minutes ?? null,
    );

export const insertSitting = (
  db: Db,
  sitting: {
    id: string;
    commission: string;
    number: number;
    heldOn: string;
    present: number[];
    members: number;
    chairSeat: number;
    quorate: boolean;
  },
  at: number,
  by: string,
): Write =>
  db
    .prepare(
      `INSERT INTO sittings (id, commission, number, held_on, present, members, chair_seat, quorate, opened_at, opened_by)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .bind(
      sitting.id,
      sitting.commission,
      sitting.number,
      sitting.heldOn,
      JSON.stringify(sitting.present),
      sitting.members,
      sitting.chairSeat,
      sitting.quorate ? 1 : 0,
      at,
      by,
    );

export const insertAppearance = (
  db: Db,
  sitting: string,
  { application, appearance, reason }: { application: string; appearance: Appearance; reason: string },
): Write =>
  db
    .prepare('INSERT INTO appearances (sitting, application, appearance, reason) VALUES (?, ?, ?, ?)')
    .bind(sitting, application, appearance, reason);

export const insertRound = (
  db: Db,
  sitting: string,
  number: number,
  candidates: string[],
  places: number,
  at: number,
): Write =>
  db
    .prepare('INSERT INTO rounds (sitting, number, candidates, places, opened_at) VALUES (?, ?, ?, ?, ?)')
    .bind(sitting, number, JSON.stringify(candidates), places, at);

export const insertBallot = (
  db: Db,
  ballot: { sitting: string; round: number; seat: number; choices: string[] },
  at: number,
  by: string,
): Write[] => [
  guard(
    db,
    'NOT EXISTS (SELECT 1 FROM sitting_outcomes WHERE sitting = ?1) AND NOT EXISTS (SELECT 1 FROM rounds WHERE sitting = ?1 AND number > ?2)',
    ballot.sitting,
    ballot.round,
  ),
  db
    .prepare('INSERT INTO ballots (sitting, round, seat, choices, at, entered_by) VALUES (?, ?, ?, ?, ?, ?)')
    .bind(ballot.sitting, ballot.round, ballot.seat, JSON.stringify(ballot.choices), at, by),
];

export const insertCasting = (
  db: Db,
  casting: { sitting: string; round: number; choices: string[] },
  at: number,
  by: string,
): Write =>
  db
    .prepare('INSERT INTO castings (sitting, round, choices, at, by) VALUES (?, ?, ?, ?, ?)')
    .bind(casting.sitting, casting.round, JSON.stringify(casting.choices), at, by);

export const insertOutcome = (
  db: Db,
  sitting: string,
  outcome: SittingOutcome,
  at: number,
  by: string,
): Write =>
  db
    .prepare('INSERT INTO sitting_outcomes (sitting, outcome, at, by) VALUES (?, ?, ?, ?)')
    .bind(sitting, JSON.stringify(outcome), at, by);

/** The id of the application of a reference that a commission received or hears; null where there is none. */
export async function applicationBy(db: Db, reference: string, commission: string): Promise<string | null> {
  const row = await db
    .prepare('SELECT id FROM applications WHERE reference = ?1 AND (commission = ?2 OR received_by = ?2)')
    .bind(reference, commission)
    .first<{ id: string }>();
  return row?.id ?? null;
}

/** True once a commission has admitted or refused anybody (§13, §14). */
export async function anyDecision(db: Db): Promise<boolean> {
  return (await db.prepare('SELECT 1 FROM decisions LIMIT 1').first()) !== null;
}

export const guardNoDecision = (db: Db): Write => guard(db, 'NOT EXISTS (SELECT 1 FROM decisions)');

/** What letters need of applications that stand in the register under these filing ids. */
export async function applicationsOf(
  db: Db,
  filings: string[],
): Promise<{ id: string; reference: string; form: ApplicationForm }[]> {
  const { results } = await db
    .prepare('SELECT id, reference, form FROM applications WHERE filing IN (SELECT value FROM json_each(?))')
    .bind(JSON.stringify(filings))
    .all<{ id: string; reference: string; form: string }>();
  return results.map((row) => ({ ...row, form: JSON.parse(row.form) as ApplicationForm }));
}

export const insertDeclaration = (
  db: Db,
  application: string,
  seat: string,
  conflict: boolean,
  at: number,
): Write =>
  db
    .prepare('INSERT INTO declarations (application, seat, conflict, at) VALUES (?, ?, ?, ?)')
    .bind(application, seat, conflict ? 1 : 0, at);
