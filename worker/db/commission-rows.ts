// Rows of the database as what they are in a commission's file.

import type { ApplicationForm, FiledFile, FileKind } from '#rules/application';
import type { Role } from '#rules/lifecycle';
import type { Application, Channel, Round, Scan, Seat, Sheet } from './commission.ts';

export type Row = Record<string, string | number | null>;
export const text = (value: Row[string] | undefined): string => String(value ?? '');
export const json = <T>(value: Row[string] | undefined): T => JSON.parse(text(value)) as T;
export const whole = (value: Row[string] | undefined): number | null =>
  value == null ? null : Number(value);

export function seatOf(row: Row): Seat {
  return {
    id: text(row.id),
    commission: text(row.commission),
    role: text(row.role) as Role,
    deputy: row.deputy === 1,
    number: whole(row.number),
    name: text(row.name),
    position: text(row.position),
    employer: text(row.employer),
    email: text(row.email),
    language: text(row.language) as Seat['language'],
    appointedAt: Number(row.appointed_at),
    endedAt: whole(row.ended_at),
    endedReason: text(row.ended_reason),
  };
}

export function applicationOf(
  row: Row,
): Omit<Application, 'files' | 'declared' | 'recused' | 'recusedAt' | 'sheets'> {
  return {
    id: text(row.id),
    reference: text(row.reference),
    filing: text(row.filing),
    commission: text(row.commission),
    receivedBy: text(row.received_by),
    receivedAt: Number(row.received_at),
    late: row.late === 1,
    version: Number(row.version),
    erased: row.erased === 1,
    form: json<ApplicationForm>(row.form),
    arrivedAt: whole(row.entered_at) ?? Number(row.received_at),
    channel: text(row.channel) as Channel,
    proposal:
      row.proposed == null
        ? null
        : {
            admitted: row.proposed === 1,
            grounds: json<string[]>(row.proposed_grounds),
            reason: text(row.proposed_reason),
          },
    proposalVersion: Number(row.proposed_version ?? 0),
    withdrawal:
      row.withdrawn_at == null ? null : { reason: text(row.withdrawal_reason), at: Number(row.withdrawn_at) },
    decision:
      row.decided_at == null
        ? null
        : {
            admitted: row.admitted === 1,
            grounds: json<string[]>(row.grounds),
            reason: text(row.decision_reason),
            decidedAt: Number(row.decided_at),
          },
    invitation:
      row.sent_at == null
        ? null
        : { startsAt: Number(row.starts_at), place: text(row.place), sentAt: Number(row.sent_at) },
  };
}

export function fileOf(row: Row): FiledFile {
  return {
    id: text(row.id),
    kind: text(row.kind) as FileKind,
    criterion: whole(row.criterion),
    name: text(row.name),
    size: Number(row.size),
    sha256: text(row.sha256),
    type: text(row.type),
  };
}

export const sheetOf = (row: Row): Sheet => ({
  seat: text(row.seat),
  version: Number(row.version),
  marks: json<number[]>(row.marks),
  violations: json<boolean[]>(row.violations),
  remarks: json<string[]>(row.remarks),
  reason: text(row.reason),
  nonce: text(row.nonce),
  commitment: text(row.commitment),
  enteredBy: text(row.entered_by),
  onPaper: row.entered_by !== row.seat,
  scan: row.scan == null ? null : json<Scan>(row.scan),
  filedAt: Number(row.filed_at),
});

export function roundOf(row: Row, ballots: Row[], castings: Row[]): Round {
  const here = (other: Row): boolean => other.sitting === row.sitting && other.round === row.number;
  return {
    number: Number(row.number),
    candidates: json<string[]>(row.candidates),
    places: Number(row.places),
    ballots: ballots.filter(here).map((b) => ({
      seat: Number(b.seat),
      choices: json<string[]>(b.choices),
      enteredBy: text(b.entered_by),
    })),
    casting: castings.filter(here).map((c) => json<string[]>(c.choices))[0] ?? null,
  };
}
