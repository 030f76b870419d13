// Everything the desk knows of one commission, read in one round trip. A commission hears some twenty applications,
// so the whole of it is one screen.

import type { ApplicationForm, FiledFile } from '#rules/application';
import { applicationOf, fileOf, json, roundOf, seatOf, sheetOf, text, whole } from './commission-rows.ts';
import type { Row } from './commission-rows.ts';
import { countsFrom, countStatements } from './commission-counts.ts';
import type { Counts } from './commission-counts.ts';
import type { Role } from '#rules/lifecycle';
import type { Appearance, Words } from '#rules/publication';
import { correctionOf, correctionsQuery, withCorrections } from './corrections.ts';
import type { RecordCorrection } from './corrections.ts';

export type Seat = {
  id: string;
  commission: string;
  role: Role;
  /** Acts in the secretary's place; not of the composition. */
  deputy: boolean;
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
  /** Why the person left, '' where the composition was set anew. */
  endedReason: string;
};

export type Sheet = {
  seat: string;
  version: number;
  marks: number[];
  violations: boolean[];
  /** By criterion what the violation is, '' where there is none. */
  remarks: string[];
  /** Why it was changed. */
  reason: string;
  nonce: string;
  commitment: string;
  /** Id of the seat that entered it: the secretary's where it came on paper. */
  enteredBy: string;
  /** Where it was entered again from paper: the commitment of the sheet it stands for, and why. */
  replaces?: { commitment: string; reason: Words };
  /** The secretary entered it from paper. */
  onPaper: boolean;
  scan: Scan | null;
  /** Milliseconds. */
  filedAt: number;
};

/** How an application came; all but the first were entered by the secretary. */
export type Channel = 'electronic' | 'in-person' | 'post' | 'mail';

/** The scan of a sheet filled on paper. */
export type Scan = { sha256: string; type: string; size: number };

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
  /** When it was here: received, or entered by the secretary. */
  arrivedAt: number;
  late: boolean;
  channel: Channel;
  /** Above 1 where it was filed again; the versions before it are kept and do not count. */
  version: number;
  /** The people in it are erased, and its files are gone. */
  erased: boolean;
  form: ApplicationForm;
  files: FiledFile[];
  withdrawal: { reason: string; at: number } | null;
  /** What the secretary proposes for the list of §13; null before. */
  proposal: Omit<AdmissionItem, 'application'> | null;
  /** How often something was proposed: 0 before, so that who decides says which they saw. */
  proposalVersion: number;
  decision: Decision | null;
  /** Ids of the seats that have said whether a conflict of interest stands against hearing it. */
  declared: string[];
  /** Ids of the seats that may neither mark it nor vote on it. */
  recused: string[];
  /** When each of them was, in the same order; milliseconds. */
  recusedAt: number[];
  /** The sheet in force of each seat that filed one; a recused seat has none, whenever it filed. */
  sheets: Sheet[];
  invitation: Invitation | null;
};

export type Round = {
  number: number;
  /** Ids of applications. */
  candidates: string[];
  places: number;
  ballots: { seat: number; choices: string[]; enteredBy: string }[];
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
export type AdmissionList = {
  version: number;
  /** Where only some applications were read, those alone that are not to be admitted. */
  items: AdmissionItem[];
  admitted: number;
  preparedAt: number;
  /** Why the chair gave it back; null while it waits or is confirmed. */
  returned: string | null;
};

export type Milestone = { name: string; body: Record<string, string | number>; at: number };

export type CommissionFile = {
  commission: string;
  /** Of all its applications, also where only some of them were read. */
  counts: Counts;
  /** In office, and ended ones as long as their sheets count. */
  seats: Seat[];
  applications: Application[];
  /** Instants at which applications were passed on to another commission, in order. */
  transferredAt: number[];
  list: AdmissionList | null;
  milestones: Milestone[];
  sittings: Sitting[];
  /** Every correction of it that was prepared; those in force are in the record above. */
  corrections: RecordCorrection[];
};

const APPLICATIONS = `SELECT a.id, a.reference, a.filing, a.commission, a.received_by, a.received_at, a.received_at >= e.deadline AS late, a.version, a.form, a.erased_at IS NOT NULL AS erased,
  w.reason AS withdrawal_reason, w.at AS withdrawn_at,
  d.admitted, d.grounds, d.reason AS decision_reason, d.decided_at,
  i.starts_at, i.place, i.sent_at, a.channel, a.entered_at,
  p.admitted AS proposed, p.grounds AS proposed_grounds, p.reason AS proposed_reason, p.version AS proposed_version
FROM applications a JOIN editions e ON e.edition = a.edition
LEFT JOIN withdrawals w ON w.application = a.id
LEFT JOIN decisions d ON d.application = a.id
LEFT JOIN proposals p ON p.application = a.id
  AND p.version = (SELECT max(version) FROM proposals n WHERE n.application = a.id)
LEFT JOIN invitations i ON i.application = a.id AND i.stage = `;

const LIST_IN_SHORT = `version, prepared_at,
  (SELECT json_group_array(json(value)) FROM json_each(items) WHERE NOT value ->> 'admitted') AS items,
  (SELECT count(*) FROM json_each(items) WHERE value ->> 'admitted') AS admitted`;

/**
 * The condition on `applications a` that the commission ?1 hears it; 'KZ' hears those whom the regions elected. With
 * '+a' it is tested of rows that are found otherwise: SQLite takes no index by a column with a plus before it.
 */
export const hearsApplication = (commission: string, a: 'a' | '+a' = 'a'): string =>
  commission === 'KZ'
    ? `${a}.filing IN (SELECT p.signed ->> '$.body.finalist.filing' FROM publications p WHERE p.kind = 'regional' AND p.commission <> ?1
        AND NOT EXISTS (SELECT 1 FROM publications s WHERE s.supersedes = p.number))`
    : `${a}.commission = ?1 AND ${a}.in_force = 1`;

/**
 * The file of a commission; for 'KZ' its applications are those the regions elected. With `only`, of the applications
 * those alone are read: enough for who acts on one of them, and for a page that shows one screen.
 * `upTo` is the number of the last correction that counts: 0 gives the record as it was first written.
 */
export async function loadCommission(
  db: D1Database,
  commission: string,
  { only, upTo = Infinity }: { only?: readonly string[] | undefined; upTo?: number } = {},
): Promise<CommissionFile> {
  const stage = commission === 'KZ' ? "'republican'" : "'regional'";
  const chosen =
    only === undefined
      ? hearsApplication(commission)
      : `a.id IN (SELECT value FROM json_each(?2)) AND ${hearsApplication(commission, '+a')}`;
  const inChosen = `IN (SELECT a.id FROM applications a WHERE ${chosen})`;
  const ofSitting = '(SELECT id FROM sittings WHERE commission = ?1)';
  const read = (sql: string): D1PreparedStatement => db.prepare(sql).bind(commission);
  const readChosen = (sql: string): D1PreparedStatement =>
    only === undefined ? read(sql) : db.prepare(sql).bind(commission, JSON.stringify(only));
  const [
    counts,
    counted,
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
    corrections,
  ] = await db.batch<Row>([
    ...countStatements(db, commission),
    read('SELECT * FROM seats WHERE commission = ?1 ORDER BY number, appointed_at'),
    readChosen(`${APPLICATIONS}${stage} WHERE ${chosen} ORDER BY a.organisation_sort, a.id`),
    readChosen(`SELECT * FROM application_files WHERE application ${inChosen} ORDER BY application, ordinal`),
    readChosen(
      `SELECT r.application, r.seat, r.at FROM recusals r JOIN seats s ON s.id = r.seat AND s.commission = ?1 WHERE r.application ${inChosen}`,
    ),
    readChosen(
      `SELECT r.application, r.seat FROM declarations r JOIN seats s ON s.id = r.seat AND s.commission = ?1 WHERE r.application ${inChosen}`,
    ),
    readChosen(
      `SELECT m.* FROM mark_sheets m JOIN seats s ON s.id = m.seat AND s.commission = ?1 WHERE m.application ${inChosen}
         AND m.version = (SELECT max(version) FROM mark_sheets n WHERE n.application = m.application AND n.seat = m.seat)
         AND NOT EXISTS (SELECT 1 FROM recusals r WHERE r.application = m.application AND r.seat = m.seat)
       ORDER BY m.commitment`,
    ),
    read('SELECT at FROM transfers WHERE origin = ?1 ORDER BY at'),
    read(
      `SELECT ${only === undefined ? '*' : LIST_IN_SHORT}, (SELECT r.reason FROM admission_returns r
         WHERE r.commission = admission_lists.commission AND r.version = admission_lists.version) AS returned
       FROM admission_lists WHERE commission = ?1 ORDER BY version DESC LIMIT 1`,
    ),
    read('SELECT * FROM milestones WHERE commission = ?1 ORDER BY at'),
    read('SELECT * FROM sittings WHERE commission = ?1 ORDER BY number'),
    read(`SELECT * FROM appearances WHERE sitting IN ${ofSitting}`),
    read(`SELECT * FROM rounds WHERE sitting IN ${ofSitting} ORDER BY number`),
    read(`SELECT * FROM ballots WHERE sitting IN ${ofSitting} ORDER BY seat`),
    read(`SELECT * FROM castings WHERE sitting IN ${ofSitting}`),
    read(`SELECT * FROM sitting_outcomes WHERE sitting IN ${ofSitting}`),
    readChosen(correctionsQuery(inChosen)),
  ]);
  const rowsOf = (result: D1Result<Row> | undefined): Row[] => result?.results ?? [];
  const byApplication = (result: D1Result<Row> | undefined): ((id: Row[string] | undefined) => Row[]) => {
    const groups = Map.groupBy(rowsOf(result), ({ application }) => application);
    return (id) => groups.get(id ?? null) ?? [];
  };
  const filesOf = byApplication(files);
  const declarationsOf = byApplication(declarations);
  const recusalsOf = byApplication(recusals);
  const sheetsOf = byApplication(sheets);
  const file: CommissionFile = {
    commission,
    counts: countsFrom(rowsOf(counts), rowsOf(counted)),
    seats: rowsOf(seats).map(seatOf),
    applications: rowsOf(applications).map((row) => ({
      ...applicationOf(row),
      files: filesOf(row.id).map(fileOf),
      declared: declarationsOf(row.id).map((r) => text(r.seat)),
      recused: recusalsOf(row.id).map((r) => text(r.seat)),
      recusedAt: recusalsOf(row.id).map((r) => Number(r.at)),
      sheets: sheetsOf(row.id).map(sheetOf),
    })),
    transferredAt: rowsOf(away).map(({ at }) => Number(at)),
    list:
      rowsOf(list).map((row) => ({
        version: Number(row.version),
        items: json<AdmissionItem[]>(row.items),
        preparedAt: Number(row.prepared_at),
        returned: row.returned === null ? null : text(row.returned),
        admitted:
          whole(row.admitted) ?? json<AdmissionItem[]>(row.items).filter((item) => item.admitted).length,
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
    corrections: rowsOf(corrections).map(correctionOf),
  };
  return withCorrections(file, upTo);
}

/** The files that were filed with an application. */
export async function filesOfApplication(db: D1Database, application: string): Promise<FiledFile[]> {
  const { results } = await db
    .prepare('SELECT * FROM application_files WHERE application = ? ORDER BY ordinal')
    .bind(application)
    .all<Row>();
  return results.map(fileOf);
}
