// Applications as filed: written once, read by their holder.

import type { ApplicationForm, FiledFile, FileKind } from '#rules/application';
import type { Stage } from '#rules/edition';
import type { PublicationBody, SignedPublication } from '#rules/publication';
import { materialOf, objectionOf } from './materials.ts';
import type { Material, Objection } from './materials.ts';

export type Filing = {
  id: string;
  reference: string;
  filing: string;
  edition: string;
  draft: string;
  /** 1 for the first filing of a draft. */
  version: number;
  commission: string;
  receivedAt: number;
  late: boolean;
  form: ApplicationForm;
  manifestSha256: string;
  fold: string;
  sort: string;
  files: FiledFile[];
  /** Set where the secretary entered what came on paper; milliseconds and the seat. */
  entered: { channel: string; at: number; by: string } | null;
};

/** The rows of one filing: the application and all its files in two statements. */
export function insertApplication(db: D1Database, filing: Filing): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `INSERT INTO applications (id, reference, filing, edition, draft, commission, received_by, received_at, late,
           form, manifest_sha256, organisation_fold, organisation_sort, version, channel, entered_at, entered_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)`,
      )
      .bind(
        filing.id,
        filing.reference,
        filing.filing,
        filing.edition,
        filing.draft,
        filing.commission,
        filing.receivedAt,
        filing.late ? 1 : 0,
        JSON.stringify(filing.form),
        filing.manifestSha256,
        filing.fold,
        filing.sort,
        filing.version,
        filing.entered?.channel ?? 'electronic',
        filing.entered?.at ?? null,
        filing.entered?.by ?? null,
      ),
    db
      .prepare(
        `INSERT INTO application_files (application, ordinal, id, kind, criterion, name, size, sha256, type)
         SELECT ?1, key, value ->> 'id', value ->> 'kind', value ->> 'criterion', value ->> 'name', value ->> 'size',
           value ->> 'sha256', value ->> 'type' FROM json_each(?2)`,
      )
      .bind(filing.id, JSON.stringify(filing.files)),
  ];
}

/** An application and what has become of it, as its holder may know it. */
export type Filed = {
  application: string;
  reference: string;
  filing: string;
  commission: string;
  /** Milliseconds. */
  receivedAt: number;
  /** By the term in force now; the receipt says what held when it was received. */
  late: boolean;
  version: number;
  form: ApplicationForm;
  manifestSha256: string;
  files: FiledFile[];
  /** Milliseconds where it was decided. */
  decision: { admitted: boolean; grounds: string[]; reason: string; decidedAt: number } | null;
  withdrawn: boolean;
  invitations: { stage: Stage; startsAt: number; place: string }[];
  /** Publications that say something on this filing, in order, with those that a later one superseded. */
  published: { number: number; at: string; body: PublicationBody }[];
  /** §16: every version of the video presentation and the project, the newest first. */
  materials: Material[];
  /** A sitting with a quorum has opened in the stage in which it stands. */
  heard: { regional: boolean; republican: boolean };
  objections: Objection[];
};

type Row = Record<string, string | number | null>;

/** The version of a draft that counts: the last one filed. */
const LAST = '(SELECT id FROM applications WHERE draft = ? ORDER BY version DESC LIMIT 1)';

/** The application filed from a draft, in its last version; null before filing. */
export async function filedFrom(db: D1Database, draft: string): Promise<Filed | null> {
  const [applications, files, invitations, publications, materials, objections] = await db.batch<Row>([
    db
      .prepare(
        `SELECT a.*, a.received_at >= e.deadline AS is_late, d.admitted, d.grounds, d.reason, d.decided_at, w.at AS withdrawn_at,
           EXISTS (SELECT 1 FROM sittings WHERE commission = a.commission AND quorate = 1) AS heard,
           EXISTS (SELECT 1 FROM sittings WHERE commission = 'KZ' AND quorate = 1) AS heard_last
         FROM applications a JOIN editions e ON e.edition = a.edition
         LEFT JOIN decisions d ON d.application = a.id LEFT JOIN withdrawals w ON w.application = a.id
         WHERE a.id = ${LAST}`,
      )
      .bind(draft),
    db
      .prepare(`SELECT f.* FROM application_files f WHERE f.application = ${LAST} ORDER BY f.ordinal`)
      .bind(draft),
    db
      .prepare(`SELECT i.stage, i.starts_at, i.place FROM invitations i WHERE i.application = ${LAST}`)
      .bind(draft),
    db
      .prepare(
        `SELECT p.signed FROM publications p JOIN applications a ON a.id = ${LAST}
         WHERE (p.kind = 'selection' AND p.commission = a.commission)
           OR (p.kind = 'regional' AND p.commission = a.commission)
           OR (p.kind = 'republican' AND p.commission = 'KZ')
         ORDER BY p.number`,
      )
      .bind(draft),
    db
      .prepare(`SELECT * FROM materials WHERE application = ${LAST} ORDER BY added_at DESC, rowid DESC`)
      .bind(draft),
    db.prepare(`SELECT * FROM objections WHERE application = ${LAST} ORDER BY number`).bind(draft),
  ]);
  const row = applications?.results[0];
  if (row === undefined) return null;
  return {
    application: String(row.id),
    reference: String(row.reference),
    filing: String(row.filing),
    commission: String(row.commission),
    receivedAt: Number(row.received_at),
    late: row.is_late === 1,
    version: Number(row.version),
    form: JSON.parse(String(row.form)) as ApplicationForm,
    manifestSha256: String(row.manifest_sha256),
    files: (files?.results ?? []).map(fileOf),
    decision:
      row.admitted == null
        ? null
        : {
            admitted: row.admitted === 1,
            grounds: JSON.parse(String(row.grounds)) as string[],
            reason: String(row.reason),
            decidedAt: Number(row.decided_at),
          },
    withdrawn: row.withdrawn_at != null,
    invitations: (invitations?.results ?? []).map((invitation) => ({
      stage: String(invitation.stage) as Stage,
      startsAt: Number(invitation.starts_at),
      place: String(invitation.place),
    })),
    published: (publications?.results ?? []).map(({ signed }) => {
      const { number, at, body } = JSON.parse(String(signed)) as SignedPublication;
      return { number, at, body };
    }),
    materials: (materials?.results ?? []).map(materialOf),
    heard: { regional: row.heard === 1, republican: row.heard_last === 1 },
    objections: (objections?.results ?? []).map(objectionOf),
  };
}

const fileOf = (file: Row): FiledFile => ({
  id: String(file.id),
  kind: String(file.kind) as FileKind,
  criterion: file.criterion == null ? null : Number(file.criterion),
  name: String(file.name),
  size: Number(file.size),
  sha256: String(file.sha256),
  type: String(file.type),
});

/** The idempotency key under which the last version of a draft was filed; null where it was not. */
export async function filingKey(db: D1Database, draft: string): Promise<string | null> {
  const row = await db
    .prepare('SELECT key FROM requests WHERE key >= ?1 AND key < ?2 ORDER BY rowid DESC LIMIT 1')
    .bind(`file:${draft}:`, `file:${draft};`)
    .first<{ key: string }>();
  return row?.key ?? null;
}

/** An earlier version of an application, with its receipt's reference. */
export type Version = { id: string; version: number; reference: string; receivedAt: number };

/** The versions of a draft that a later one replaced, newest first. */
export async function earlierVersions(db: D1Database, draft: string): Promise<Version[]> {
  const { results } = await db
    .prepare(
      `SELECT id, version, reference, received_at AS "receivedAt" FROM applications
       WHERE draft = ? ORDER BY version DESC LIMIT -1 OFFSET 1`,
    )
    .bind(draft)
    .all<Version>();
  return results;
}

/** What the last version of a draft is to the next one. */
export async function lastVersion(
  db: D1Database,
  draft: string,
): Promise<{ id: string; commission: string; withdrawn: boolean; form: ApplicationForm } | null> {
  const row = await db
    .prepare(
      `SELECT a.id, a.commission, a.form, EXISTS (SELECT 1 FROM withdrawals WHERE application = a.id) AS withdrawn
       FROM applications a WHERE a.id = ${LAST}`,
    )
    .bind(draft)
    .first<{ id: string; commission: string; withdrawn: number; form: string }>();
  return row === null
    ? null
    : { ...row, withdrawn: row.withdrawn === 1, form: JSON.parse(row.form) as ApplicationForm };
}

/** Recusals of one version hold for the next; its members declare anew. */
export const carryRecusals = (db: D1Database, from: string, to: string): D1PreparedStatement =>
  db
    .prepare(
      'INSERT INTO recusals (application, seat, reason, at) SELECT ?2, seat, reason, at FROM recusals WHERE application = ?1',
    )
    .bind(from, to);

/** Every version filed from a draft as it was filed, with what was decided on it. */
export async function allVersions(
  db: D1Database,
  draft: string,
): Promise<
  { id: string; version: number; reference: string; receivedAt: string; form: unknown; files: unknown }[]
> {
  const { results } = await db
    .prepare(
      `SELECT a.id, a.version, a.reference, a.received_at AS "receivedAt", a.form,
         (SELECT json_group_array(json_object('name', f.name, 'size', f.size, 'sha256', f.sha256) ORDER BY f.ordinal)
          FROM application_files f WHERE f.application = a.id) AS files
       FROM applications a WHERE a.draft = ? ORDER BY a.version`,
    )
    .bind(draft)
    .all<{
      id: string;
      version: number;
      reference: string;
      receivedAt: number;
      form: string;
      files: string;
    }>();
  return results.map((row) => ({
    ...row,
    receivedAt: new Date(row.receivedAt).toISOString(),
    form: JSON.parse(row.form) as unknown,
    files: JSON.parse(row.files) as unknown,
  }));
}

/** The draft from which an application was filed. */
export const draftOf = (db: D1Database, application: string): Promise<string | null> =>
  db.prepare('SELECT draft FROM applications WHERE id = ?').bind(application).first<string>('draft');
