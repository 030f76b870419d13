// The journal as it is read back: the entries of a commission or an application over some time, and the extracts that
// were taken of it.

import type { JournalEntry } from '#rules/extract';

export type Span = {
  commission: string;
  /** Id of one application; null for the whole commission. */
  application: string | null;
  /** Milliseconds, the end exclusive. */
  from: number;
  end: number;
};

const PAGE = 500;
/**
 * Streams of the commission itself, and of the applications that it received or hears. Ids and codes have one length
 * each, so everything that begins with one is of that one. D1 takes five terms of a compound SELECT at most.
 */
const STREAMS = `
  apps AS (SELECT id, draft FROM applications
    WHERE CASE WHEN ?2 IS NULL THEN commission = ?1 OR received_by = ?1 ELSE id = ?2 END),
  spans (first) AS (
    SELECT value || ?1 FROM json_each('["commission:","reminder:","declaration:"]') WHERE ?2 IS NULL
    UNION ALL SELECT 'ballot:' || id FROM sittings WHERE commission = ?1 AND ?2 IS NULL
    UNION ALL SELECT value || apps.id FROM apps, json_each('["application:","sheet:"]')
    UNION ALL SELECT 'erase:' || draft FROM apps)`;

/** The entries in order of stream and number, a page at a time. */
export async function* entriesOf(db: D1Database, span: Span): AsyncGenerator<JournalEntry> {
  let after: [string, number] = ['', 0];
  for (;;) {
    const { results } = await db
      .prepare(
        `WITH ${STREAMS}
         SELECT j.stream, j.seq, j.at, j.actor, j.act, j.body, j.previous, j.hash
         FROM spans CROSS JOIN journal j ON j.stream >= spans.first AND j.stream < spans.first || ';'
         WHERE j.at >= ?3 AND j.at < ?4 AND (j.stream, j.seq) > (?5, ?6) ORDER BY j.stream, j.seq LIMIT ${PAGE}`,
      )
      .bind(span.commission, span.application, span.from, span.end, ...after)
      .all<JournalEntry>();
    yield* results;
    const last = results.at(-1);
    if (results.length < PAGE || last === undefined) return;
    after = [last.stream, last.seq];
  }
}

export const EXTRACTS = 'extracts';
export type TakenExtract = {
  id: string;
  commission: string;
  application: string | null;
  reference: string | null;
  from: string;
  to: string;
  /** Milliseconds. */
  at: number;
  by: string;
};

/** The extracts that were taken, the newest first. */
export async function extractsTaken(db: D1Database): Promise<TakenExtract[]> {
  const { results } = await db
    .prepare('SELECT body, at, actor FROM journal WHERE stream = ? ORDER BY seq DESC')
    .bind(EXTRACTS)
    .all<{ body: string; at: number; actor: string }>();
  return results.map(({ body, at, actor }) => ({
    ...(JSON.parse(body) as Omit<TakenExtract, 'at' | 'by'>),
    at,
    by: actor,
  }));
}
