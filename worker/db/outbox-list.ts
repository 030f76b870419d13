// The letters of a commission, or of the whole house: a screen at a time, the newest first, by an index.

import { hearsApplication } from './commission.ts';
import { POSTED, posted } from './outbox.ts';
import type { Posted, PostedRow } from './outbox.ts';

export const LETTER_STATES = ['held', 'failed', 'waiting', 'sent'] as const;
export type LetterState = (typeof LETTER_STATES)[number];

export type LetterFilter = {
  state: LetterState | '';
  /** Part of the address or of the reference; '' for all. */
  search: string;
};

/** Where a page begins: after this letter. */
export type LetterCursor = { at: number; place: number };

const STATE: Record<LetterState, string> = {
  held: 'o.sent_at IS NULL AND o.held = 1',
  failed: 'o.sent_at IS NULL AND o.error IS NOT NULL',
  waiting: 'o.sent_at IS NULL AND o.error IS NULL AND o.held = 0',
  sent: 'o.sent_at IS NOT NULL',
};

/** What is about an application that the commission hears, and what was written to its own people; null for all. */
const own = (commission: string | null): string =>
  commission === null
    ? '?1 IS NULL'
    : `(o.vals ->> 'commission' = ?1 OR EXISTS (SELECT 1 FROM applications a WHERE a.id = o.about AND ${hearsApplication(commission)}))`;

/** At most `size` letters after `after`; null there for the first page. */
export async function outboxPage(
  db: D1Database,
  commission: string | null,
  { state, search }: LetterFilter,
  after: LetterCursor | null,
  size: number,
): Promise<Posted[]> {
  const { results } = await db
    .prepare(
      `${POSTED} o WHERE ${own(commission)}${state === '' ? '' : ` AND ${STATE[state]}`}
         AND (?2 = '' OR instr(lower(o.recipient), lower(?2)) > 0 OR instr(coalesce(o.vals ->> 'reference', ''), upper(?2)) > 0)
         AND (?3 IS NULL OR (o.created_at, o.rowid) < (?3, ?4))
       ORDER BY o.created_at DESC, o.rowid DESC LIMIT ?5`,
    )
    .bind(commission, search, after?.at ?? null, after?.place ?? 0, size)
    .all<PostedRow>();
  return results.map(posted);
}

/** How many letters did not leave though they were tried. */
export async function failedLetters(db: D1Database, commission: string | null): Promise<number> {
  const row = await db
    .prepare(`SELECT count(*) AS n FROM outbox o WHERE ${STATE.failed} AND ${own(commission)}`)
    .bind(commission)
    .first<{ n: number }>();
  return row?.n ?? 0;
}
