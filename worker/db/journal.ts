// The journal as a page of entries, read by an index: never more than one screen, each page begins after a key.

type Db = D1Database;

export type JournalFilter = {
  /** Of one commission; null for all of them. */
  commission: string | null;
  /** '' for any. */
  act: string;
  /** Id of a seat, 'applicant' or 'tick'; '' for any. */
  actor: string;
  /** Reference of an application; '' for any. */
  reference: string;
  /** Milliseconds; `to` exclusive. */
  from: number;
  to: number;
};

/** An entry stands after it in the order newest first. */
export type Cursor = { at: number; stream: string; seq: number };

export type Entry = Cursor & {
  act: string;
  actor: string;
  /** Who acted; '' where it was no holder of a seat. */
  name: string;
  role: string;
  commission: string;
  application: string | null;
  reference: string | null;
  /** The regional commission that the application belongs to by now. */
  heardBy: string | null;
  /** JSON as the hash covers it. */
  body: string;
  previous: string;
  hash: string;
  /** The hash of the entry before it in its stream, null where it is the first. */
  before: string | null;
};

/** Up to `most` entries, the newest first, after `cursor`. */
export async function journalPage(
  db: Db,
  filter: JournalFilter,
  cursor: Cursor | null,
  most: number,
): Promise<Entry[]> {
  const { commission, act, actor, reference, from, to } = filter;
  const values: (string | number)[] = [from, to];
  const bound = (value: string | number): string => `?${values.push(value)}`;
  const conditions = ['p.at >= ?1', 'p.at < ?2'];
  if (reference !== '') {
    const asked = `(SELECT id FROM applications WHERE reference = ${bound(reference)}`;
    const own = commission === null ? '' : ` AND commission = ${bound(commission)}`;
    conditions.push(`p.application = ${asked}${own})`);
  } else if (commission !== null) conditions.push(`p.commission = ${bound(commission)}`);
  if (act !== '') conditions.push(`p.act = ${bound(act)}`);
  if (actor !== '') conditions.push(`p.actor = ${bound(actor)}`);
  if (cursor !== null) {
    const [at, stream, seq] = [bound(cursor.at), bound(cursor.stream), bound(cursor.seq)];
    conditions.push(`(p.at, p.stream, p.seq) < (${at}, ${stream}, ${seq})`);
  }
  const { results } = await db
    .prepare(
      `SELECT j.at, j.stream, j.seq, j.act, j.actor, j.body, j.previous, j.hash, b.hash AS before,
         coalesce(s.name, '') AS name, coalesce(s.role, '') AS role, p.commission, p.application, a.reference,
         a.commission AS "heardBy"
       FROM (SELECT * FROM journal_places p WHERE ${conditions.join(' AND ')}
         ORDER BY p.at DESC, p.stream DESC, p.seq DESC LIMIT ${bound(most)}) p
       JOIN journal j ON j.stream = p.stream AND j.seq = p.seq
       LEFT JOIN journal b ON b.stream = p.stream AND b.seq = p.seq - 1
       LEFT JOIN seats s ON s.id = p.actor
       LEFT JOIN applications a ON a.id = p.application
       ORDER BY p.at DESC, p.stream DESC, p.seq DESC`,
    )
    .bind(...values)
    .all<Entry>();
  return results;
}
