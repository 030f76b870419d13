// Hand-overs of a commission to the Agency (§19), each with the Agency's answer.

import type { Dossiers } from '#rules/edition';
import { guard } from './guard.ts';

export type Handover = {
  commission: string;
  /** 1, or more where an earlier one was sent back. */
  number: number;
  /** SHA-256 of the archive's manifest.json; '' where it was handed over before there were any. */
  manifestSha256: string;
  dossiers: Dossiers;
  files: number;
  /** What the secretary says about it; '' for nothing. */
  note: string;
  /** Milliseconds. */
  at: number;
  answer: { received: boolean; reason: string; at: number } | null;
};

type Row = Record<string, string | number | null>;

const HANDOVERS = `SELECT h.*, a.received, a.reason, a.at AS answered_at
  FROM handovers h LEFT JOIN handover_answers a ON a.commission = h.commission AND a.number = h.number`;

const handoverOf = (row: Row): Handover => ({
  commission: String(row.commission),
  number: Number(row.number),
  manifestSha256: String(row.manifest_sha256),
  dossiers: String(row.dossiers) as Dossiers,
  files: Number(row.files),
  note: String(row.note),
  at: Number(row.at),
  answer:
    row.received === null
      ? null
      : { received: row.received === 1, reason: String(row.reason), at: Number(row.answered_at) },
});

/** Every hand-over of a commission, in order. */
export async function handoversOf(db: D1Database, commission: string): Promise<Handover[]> {
  const { results } = await db
    .prepare(`${HANDOVERS} WHERE h.commission = ? ORDER BY h.number`)
    .bind(commission)
    .all<Row>();
  return results.map(handoverOf);
}

export const insertHandover = (
  db: D1Database,
  { commission, number, manifestSha256, dossiers, files, note, at }: Omit<Handover, 'answer'>,
  by: string,
): D1PreparedStatement[] => [
  guard(
    db,
    `NOT EXISTS (SELECT 1 FROM handovers h LEFT JOIN handover_answers a
       ON a.commission = h.commission AND a.number = h.number
     WHERE h.commission = ? AND (a.received IS NULL OR a.received = 1))`,
    commission,
  ),
  db
    .prepare(
      `INSERT INTO handovers (commission, number, manifest_sha256, dossiers, files, note, at, by)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .bind(commission, number, manifestSha256, dossiers, files, note, at, by),
];

export const insertHandoverAnswer = (
  db: D1Database,
  { commission, number }: Pick<Handover, 'commission' | 'number'>,
  received: boolean,
  reason: string,
  at: number,
  by: string,
): D1PreparedStatement =>
  db
    .prepare(
      'INSERT INTO handover_answers (commission, number, received, reason, at, by) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .bind(commission, number, received ? 1 : 0, reason, at, by);
