// What the site shows beside the register: the newest row of each question and composition.

import type { Composition, PublishedQuestion, SiteContent } from '#rules/site-content';

type Db = D1Database;
export type ContentKind = 'question' | 'composition';

/** The next revision of the site's content; '' takes it off the site. */
export const putContent = (
  db: Db,
  kind: ContentKind,
  key: string,
  body: string,
  at: number,
): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO site_content (revision, kind, key, body, at)
       SELECT coalesce(max(revision), 0) + 1, ?, ?, ?, ? FROM site_content`,
    )
    .bind(kind, key, body, at);

/** The newest body; null where there never was one. */
export async function contentOf(db: Db, kind: ContentKind, key: string): Promise<string | null> {
  const row = await db
    .prepare('SELECT body FROM site_content WHERE kind = ? AND key = ? ORDER BY revision DESC LIMIT 1')
    .bind(kind, key)
    .first<{ body: string }>();
  return row?.body ?? null;
}

export async function contentRevision(db: Db): Promise<number> {
  const row = await db
    .prepare('SELECT coalesce(max(revision), 0) AS n FROM site_content')
    .first<{ n: number }>();
  return row?.n ?? 0;
}

/** Everything that the site shows now. */
export async function siteContent(db: Db): Promise<SiteContent> {
  const [last, rows] = await db.batch([
    db.prepare('SELECT coalesce(max(revision), 0) AS n FROM site_content'),
    db.prepare(
      `SELECT kind, body FROM site_content s WHERE body <> '' AND revision =
         (SELECT max(revision) FROM site_content WHERE kind = s.kind AND key = s.key) ORDER BY kind, key`,
    ),
  ]);
  const [{ n } = { n: 0 }] = (last?.results ?? []) as { n: number }[];
  const of = <T>(kind: ContentKind): T[] =>
    ((rows?.results ?? []) as { kind: ContentKind; body: string }[])
      .filter((row) => row.kind === kind)
      .map(({ body }) => JSON.parse(body) as T);
  const questions = of<PublishedQuestion>('question');
  questions.sort((a, b) => (a.answeredOn === b.answeredOn ? 0 : a.answeredOn < b.answeredOn ? 1 : -1));
  return {
    format: 'uzdik-site/1',
    revision: n,
    questions,
    compositions: of<Composition>('composition'),
  };
}
