// What an application is given after it is filed: the materials of §16 and objections.

import type { MaterialKind } from '#rules/materials';
import { guard } from './guard.ts';

type Db = D1Database;
type Row = Record<string, string | number | null>;

export type Material = {
  id: string;
  kind: MaterialKind;
  /** '' where it is a link. */
  name: string;
  size: number;
  sha256: string;
  type: string;
  link: string;
  /** Milliseconds. */
  addedAt: number;
};

export type Objection = {
  application: string;
  number: number;
  /** The standing it objects to. */
  against: string;
  text: string;
  /** Milliseconds. */
  filedAt: number;
  late: boolean;
  answer: { text: string; at: number } | null;
};

export const materialOf = (row: Row): Material => ({
  id: String(row.id),
  kind: String(row.kind) as MaterialKind,
  name: String(row.name),
  size: Number(row.size),
  sha256: String(row.sha256),
  type: String(row.type),
  link: String(row.link),
  addedAt: Number(row.added_at),
});

export const objectionOf = (row: Row): Objection => ({
  application: String(row.application),
  number: Number(row.number),
  against: String(row.against),
  text: String(row.text),
  filedAt: Number(row.filed_at),
  late: row.late === 1,
  answer: row.answer == null ? null : { text: String(row.answer), at: Number(row.answered_at) },
});

export const insertMaterial = (
  db: Db,
  application: string,
  { id, kind, name, size, sha256, type, link, addedAt }: Material,
): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO materials (id, application, kind, name, size, sha256, type, link, added_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .bind(id, application, kind, name, size, sha256, type, link, addedAt);

/** Holds while no sitting with a quorum of the commission has opened: what is heard is not changed any more. */
export const guardNotHeard = (db: Db, commission: string): D1PreparedStatement =>
  guard(db, 'NOT EXISTS (SELECT 1 FROM sittings WHERE commission = ? AND quorate = 1)', commission);

/** The materials of an application, the newest first. */
export async function materialsOf(db: Db, application: string): Promise<Material[]> {
  const { results } = await db
    .prepare('SELECT * FROM materials WHERE application = ? ORDER BY added_at DESC, rowid DESC')
    .bind(application)
    .all<Row>();
  return results.map(materialOf);
}

export const insertObjection = (db: Db, objection: Omit<Objection, 'answer'>): D1PreparedStatement =>
  db
    .prepare(
      'INSERT INTO objections (application, number, against, text, filed_at, late) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .bind(
      objection.application,
      objection.number,
      objection.against,
      objection.text,
      objection.filedAt,
      objection.late ? 1 : 0,
    );

export const guardUnanswered = (
  db: Db,
  { application, number }: Pick<Objection, 'application' | 'number'>,
): D1PreparedStatement =>
  guard(
    db,
    'EXISTS (SELECT 1 FROM objections WHERE application = ? AND number = ? AND answer IS NULL)',
    application,
    number,
  );

export const insertAnswer = (
  db: Db,
  { application, number }: Pick<Objection, 'application' | 'number'>,
  answer: string,
  at: number,
  by: string,
): D1PreparedStatement =>
  db
    .prepare(
      'UPDATE objections SET answer = ?, answered_at = ?, answered_by = ? WHERE application = ? AND number = ?',
    )
    .bind(answer, at, by, application, number);

/** An objection with what its answer needs of the application. */
export type Filed = Objection & { reference: string; commission: string; form: string };

/** Objections, those without an answer first, then the newest. */
export async function objections(db: Db): Promise<Filed[]> {
  const { results } = await db
    .prepare(
      `SELECT o.*, a.reference, a.commission, a.form FROM objections o JOIN applications a ON a.id = o.application
       ORDER BY o.answer IS NOT NULL, o.filed_at DESC LIMIT 100`,
    )
    .all<Row>();
  return results.map((row) => ({
    ...objectionOf(row),
    reference: String(row.reference),
    commission: String(row.commission),
    form: String(row.form),
  }));
}
