// Everything the desk knows of one commission, read in one round trip. A commission hears some twenty applications,
// so the whole of it is one screen.

import type { ApplicationForm, FiledFile, FileKind } from '#rules/application';
import type { Appearance } from '#rules/publication';

export type Role = 'agency' | 'secretary' | 'chair' | 'member';

export type Seat = {
  id: string;
  commission: string;
  role: Role;
  /** 1…7 for those who mark and vote. */
  number: number | null;
  name: string;
  position: string;
  employer: string;
  email: string;
  language: 'kk' | 'ru' | 'en';
  /** Milliseconds. */
  appointedAt: number;
  endedAt: number | null;
};

export type Sheet = {
  seat: string;
  version: number;
  marks: number[];
  violations: boolean[];
  reason: string;
  nonce: string;
  commitment: string;
};

export type Decision = { admitted: boolean; grounds: string[]; reason: string; decidedAt: number };
export type Invitation = { startsAt: number; place: string; sentAt: number };

export type Application = {
  id: string;
  reference: string;
  filing: string;
  /** The commission that hears it now, and the one that received it. */
  commission: string;
  receivedBy: string;
  receivedAt: number;
  late: boolean;
  /** Above 1 where it was filed again; the versions before it are kept and do not count. */
  version: number;
  form: ApplicationForm;
  files: FiledFile[];
  withdrawal: { reason: string; at: number } | null;
  decision: Decision | null;
  /** Ids of the seats that have said whether a conflict of interest stands against hearing it. */
  declared: string[];
  /** Ids of the seats that may neither mark it nor vote on it. */
  recused: string[];
  /** The sheet in force of each seat that filed one. */
  sheets: Sheet[];
  invitation: Invitation | null;
};

export type Round = {
  number: number;
  /** Ids of applications. */
  candidates: string[];
  places: number;
  /** `by` is the seat that entered it: the voter's own, or the secretary's. */
  ballots: { seat: number; choices: string[]; by: string }[];
  casting: string[] | null;
};

export type Sitting = {
  id: string;
  number: number;
  heldOn: string;
  present: number[];
  members: number;
  chairSeat: number;
  quorate: boolean;
  openedAt: number;
  /** When its vote was closed; null while it is open. */
  closedAt: number | null;
  appearances: { application: string; appearance: Appearance }[];
  rounds: Round[];
  outcome: SittingOutcome | null;
};

export type SittingOutcome = {
  kind: 'decided' | 'none' | 'new-sitting';
  elected: string[];
  byChair: boolean;
  /** Why it decided nobody; '' where it decided. */
  code?: string;
};

export type AdmissionItem = { application: string; admitted: boolean; grounds: string[]; reason: string };
export type AdmissionList = { version: number; items: AdmissionItem[]; preparedAt: number };

export type Milestone = { name: string; body: Record<string, string | number>; at: number };

export type CommissionFile = {
  commission: string;
  /** In office, and ended ones as long as their sheets count. */
  seats: Seat[];
  applications: Application[];
  transferredAway: number;
  list: AdmissionList | null;
  milestones: Milestone[];
  sittings: Sitting[];
};

const APPLICATIONS = `SELECT a.id, a.reference, a.filing, a.commission, a.received_by, a.received_at, a.received_at >= e.deadline AS late, a.version, a.form,
  w.reason AS withdrawal_reason, w.at AS withdrawn_at,
  d.admitted, d.grounds, d.reason AS decision_reason, d.decided_at,
  i.starts_at, i.place, i.sent_at
FROM applications a JOIN editions e ON e.edition = a.edition
LEFT JOIN withdrawals w ON w.application = a.id
LEFT JOIN decisions d ON d.application = a.id
LEFT JOIN invitations i ON i.application = a.id AND i.stage = ?2`;

/** The file of a commission; for 'KZ' its applications are those the regions elected. */
export async function loadCommission(db: D1Database, commission: string): Promise<CommissionFile> {
  const republic = commission === 'KZ';
  const stage = republic ? 'republican' : 'regional';
  const chosen = republic
    ? `a.id IN (SELECT json_extract(m.body, '$.finalist') FROM milestones m WHERE m.name = 'published' AND m.commission <> ?1)`
    : `a.commission = ?1 AND NOT EXISTS
        (SELECT 1 FROM applications n WHERE n.draft = a.draft AND n.version > a.version)`;
  const inChosen = `IN (SELECT a.id FROM applications a WHERE ${chosen})`;
  const ofSitting = '(SELECT id FROM sittings WHERE commission = ?1)';
  const read = (sql: string): D1PreparedStatement => db.prepare(sql).bind(commission);
  const [
    seats,
    applications,
    files,
    recusals,
    declarations,
    sheets,
    away,
    list,
    milestones,
    sittings,
    appearances,
    rounds,
    ballots,
    castings,
    outcomes,
  ] = await db.batch<Row>([
    read('SELECT * FROM seats WHERE commission = ?1 ORDER BY number, appointed_at'),
    db.prepare(`${APPLICATIONS} WHERE ${chosen} ORDER BY a.organisation_sort, a.id`).bind(commission, stage),
    read(`SELECT * FROM application_files WHERE application ${inChosen} ORDER BY application, ordinal`),
    read(
      `SELECT r.application, r.seat FROM recusals r JOIN seats s ON s.id = r.seat AND s.commission = ?1 WHERE r.application ${inChosen}`,
    ),
    read(
      `SELECT r.application, r.seat FROM declarations r JOIN seats s ON s.id = r.seat AND s.commission = ?1 WHERE r.application ${inChosen}`,
    ),
    read(
      `SELECT m.* FROM mark_sheets m JOIN seats s ON s.id = m.seat AND s.commission = ?1 WHERE m.application ${inChosen}
         AND m.version = (SELECT max(version) FROM mark_sheets n WHERE n.application = m.application AND n.seat = m.seat)`,
    ),
    read('SELECT count(*) AS n FROM transfers WHERE origin = ?1'),
    read('SELECT * FROM admission_lists WHERE commission = ?1 ORDER BY version DESC LIMIT 1'),
    read('SELECT * FROM milestones WHERE commission = ?1 ORDER BY at'),
    read('SELECT * FROM sittings WHERE commission = ?1 ORDER BY number'),
    read(`SELECT * FROM appearances WHERE sitting IN ${ofSitting}`),
    read(`SELECT * FROM rounds WHERE sitting IN ${ofSitting} ORDER BY number`),
    read(`SELECT * FROM ballots WHERE sitting IN ${ofSitting} ORDER BY seat`),
    read(`SELECT * FROM castings WHERE sitting IN ${ofSitting}`),
    read(`SELECT * FROM sitting_outcomes WHERE sitting IN ${ofSitting}`),
  ]);
  const rowsOf = (result: D1Result<Row> | undefined): Row[] => result?.results ?? [];
  return {
    commission,
    seats: rowsOf(seats).map(seatOf),
    applications: rowsOf(applications).map((row) => ({
      ...applicationOf(row),
      files: rowsOf(files)
        .filter((file) => file.application === row.id)
        .map(fileOf),
      declared: rowsOf(declarations)
        .filter((r) => r.application === row.id)
        .map((r) => text(r.seat)),
      recused: rowsOf(recusals)
        .filter((r) => r.application === row.id)
        .map((r) => text(r.seat)),
      sheets: rowsOf(sheets)
        .filter((s) => s.application === row.id)
        .map(sheetOf),
    })),
    transferredAway: Number(rowsOf(away)[0]?.n ?? 0),
    list:
      rowsOf(list).map((row) => ({
        version: Number(row.version),
        items: json<AdmissionItem[]>(row.items),
        preparedAt: Number(row.prepared_at),
      }))[0] ?? null,
    milestones: rowsOf(milestones).map((row) => ({
      name: text(row.name),
      body: json<Milestone['body']>(row.body),
      at: Number(row.at),
    })),
    sittings: rowsOf(sittings).map((row) => ({
      id: text(row.id),
      number: Number(row.number),
      heldOn: text(row.held_on),
      present: json<number[]>(row.present),
      members: Number(row.members),
      chairSeat: Number(row.chair_seat),
      quorate: row.quorate === 1,
      openedAt: Number(row.opened_at),
      closedAt: whole(rowsOf(outcomes).find((o) => o.sitting === row.id)?.at),
      appearances: rowsOf(appearances)
        .filter((a) => a.sitting === row.id)
        .map((a) => ({ application: text(a.application), appearance: text(a.appearance) as Appearance })),
      rounds: rowsOf(rounds)
        .filter((r) => r.sitting === row.id)
        .map((r) => roundOf(r, rowsOf(ballots), rowsOf(castings))),
      outcome:
        rowsOf(outcomes)
          .filter((o) => o.sitting === row.id)
          .map((o) => json<SittingOutcome>(o.outcome))[0] ?? null,
    })),
  };
}

type Row = Record<string, string | number | null>;
const text = (value: Row[string] | undefined): string => String(value ?? '');
const json = <T>(value: Row[string] | undefined): T => JSON.parse(text(value)) as T;
const whole = (value: Row[string] | undefined): number | null => (value == null ? null : Number(value));

export function seatOf(row: Row): Seat {
  return {
    id: text(row.id),
    commission: text(row.commission),
    role: text(row.role) as Role,
    number: whole(row.number),
    name: text(row.name),
    position: text(row.position),
    employer: text(row.employer),
    email: text(row.email),
    language: text(row.language) as Seat['language'],
    appointedAt: Number(row.appointed_at),
    endedAt: whole(row.ended_at),
  };
}

function applicationOf(row: Row): Omit<Application, 'files' | 'declared' | 'recused' | 'sheets'> {
  return {
    id: text(row.id),
    reference: text(row.reference),
    filing: text(row.filing),
    commission: text(row.commission),
    receivedBy: text(row.received_by),
    receivedAt: Number(row.received_at),
    late: row.late === 1,
    version: Number(row.version),
    form: json<ApplicationForm>(row.form),
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

function fileOf(row: Row): FiledFile {
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

function sheetOf(row: Row): Sheet {
  return {
    seat: text(row.seat),
    version: Number(row.version),
    marks: json<number[]>(row.marks),
    violations: json<boolean[]>(row.violations),
    reason: text(row.reason),
    nonce: text(row.nonce),
    commitment: text(row.commitment),
  };
}

function roundOf(row: Row, ballots: Row[], castings: Row[]): Round {
  const here = (other: Row): boolean => other.sitting === row.sitting && other.round === row.number;
  return {
    number: Number(row.number),
    candidates: json<string[]>(row.candidates),
    places: Number(row.places),
    ballots: ballots
      .filter(here)
      .map((b) => ({ seat: Number(b.seat), choices: json<string[]>(b.choices), by: text(b.entered_by) })),
    casting: castings.filter(here).map((c) => json<string[]>(c.choices))[0] ?? null,
  };
}
