// Publications: written once, read as the register and as the desk lists them, and since when readers have seen them.

import { correctionOf } from '#rules/publication';
import { REPUBLIC } from '#rules/edition';
import type { SignedPublication } from '#rules/publication';

type Db = D1Database;
type Write = D1PreparedStatement;

/** A publication as the desk lists it. */
export type Published = {
  number: number;
  kind: string;
  /** Milliseconds; `seenAt` is when it was first seen on the site. */
  at: number;
  seenAt: number | null;
  supersedes: number | null;
  supersededBy: number | null;
};

/** What a commission, or 'agency', has published, the newest first. */
export async function publishedBy(db: Db, commission: string): Promise<Published[]> {
  const { results } = await db
    .prepare(
      `SELECT p.number, p.kind, p.at, p.supersedes, s.number AS "supersededBy",
         (SELECT min(seen_at) FROM live_revisions WHERE revision >= p.number) AS "seenAt"
       FROM publications p LEFT JOIN publications s ON s.supersedes = p.number
       WHERE p.commission = ? ORDER BY p.number DESC`,
    )
    .bind(commission)
    .all<Published>();
  return results;
}

/** Notes that `revision` of the site is live; the first time counts. */
export const noteLive = (db: Db, revision: number, at: number): D1PreparedStatement =>
  db
    .prepare('INSERT INTO live_revisions (revision, seen_at) VALUES (?, ?) ON CONFLICT DO NOTHING')
    .bind(revision, at);

export const insertPublication = (db: Db, publication: SignedPublication, commission: string): Write =>
  db
    .prepare(
      'INSERT INTO publications (number, kind, commission, at, hash, signed, supersedes) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .bind(
      publication.number,
      publication.body.kind,
      commission,
      Date.parse(publication.at),
      publication.hash,
      JSON.stringify(publication),
      correctionOf(publication.body)?.supersedes ?? null,
    );

export async function publications(db: Db): Promise<SignedPublication[]> {
  const { results } = await db
    .prepare('SELECT signed FROM publications ORDER BY number')
    .all<{ signed: string }>();
  return results.map((row) => JSON.parse(row.signed) as SignedPublication);
}

export async function lastPublication(db: Db): Promise<{ number: number; hash: string; at: number } | null> {
  return db
    .prepare('SELECT number, hash, at FROM publications ORDER BY number DESC LIMIT 1')
    .first<{ number: number; hash: string; at: number }>();
}

/** The last publication at an instant, milliseconds; 64 zeros before the first. */
export async function publicationBefore(db: Db, at: number): Promise<{ number: number; hash: string }> {
  const row = await db
    .prepare('SELECT number, hash FROM publications WHERE at <= ? ORDER BY number DESC LIMIT 1')
    .bind(at)
    .first<{ number: number; hash: string }>();
  return row ?? { number: 0, hash: '0'.repeat(64) };
}

/** What names winners, corrections of it too, in order. */
export async function republicanPublications(db: Db): Promise<SignedPublication[]> {
  const { results } = await db
    .prepare("SELECT signed FROM publications WHERE commission = ? AND kind = 'republican' ORDER BY number")
    .bind(REPUBLIC)
    .all<{ signed: string }>();
  return results.map((row) => JSON.parse(row.signed) as SignedPublication);
}
