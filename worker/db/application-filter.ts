// A filter of applications as a condition for the database. It joins any query that calls its applications `a`.

import type { ApplicationFilter } from '#rules/application-filter';
import type { Stage } from '#rules/edition';
import { searchFold } from '#rules/kazakh';
import { unreadMessages } from './messages.ts';

/** Who asks: a member's own sheet may be missing, a secretary asks for those of all who may mark. */
export type Asking = {
  stage: Stage;
  /** Id of a seat that marks; null for a secretary. */
  seat: string | null;
  /** §15: how many sheets an application needs where nobody is recused. */
  sheets: number;
};

export type Condition = { sql: string; values: (string | number)[] };

const STATE: Record<Exclude<ApplicationFilter['state'], ''>, string> = {
  withdrawn: "a.standing = 'withdrawn'",
  received: "a.standing IN ('received', 'proposed')",
  admitted: "a.standing = 'admitted'",
  'not-admitted': "a.standing = 'not-admitted'",
};

/**
 * The condition of a filter on `applications a`; '1' where it asks for all. Its values are bound as ?`first`, ?`first`+1 …
 */
export function filterCondition(filter: ApplicationFilter, asking: Asking, first: number): Condition {
  const values: (string | number)[] = [];
  const bound = (value: string | number): string => `?${first - 1 + values.push(value)}`;
  const conditions: string[] = [];
  if (filter.search !== '') {
    const [folded, plain] = [bound(searchFold(filter.search)), bound(filter.search.toUpperCase())];
    conditions.push(`(instr(a.organisation_fold, ${folded}) > 0 OR instr(a.reference, ${plain}) > 0)`);
  }
  if (filter.state !== '') conditions.push(`(${STATE[filter.state]})`);
  if (filter.kind !== '') conditions.push(`a.form ->> 'kind' = ${bound(filter.kind)}`);
  if (filter.late)
    conditions.push('a.received_at >= (SELECT deadline FROM editions WHERE edition = a.edition)');
  if (filter.sheetMissing) conditions.push(`(${STATE.admitted} AND ${sheetMissing(asking, bound)})`);
  if (filter.unread) conditions.push(unreadMessages(asking.stage));
  return { sql: conditions.length === 0 ? '1' : conditions.join(' AND '), values };
}

function sheetMissing({ seat, sheets }: Asking, bound: (value: string | number) => string): string {
  if (seat === null) {
    // Where fewer may mark than sheets are needed, all of them do.
    return `(SELECT count(DISTINCT seat) FROM mark_sheets WHERE application = a.id) < min(${bound(sheets)},
      (SELECT count(*) FROM seats s WHERE s.commission = a.commission AND s.number IS NOT NULL AND s.ended_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM recusals r WHERE r.application = a.id AND r.seat = s.id)))`;
  }
  const own = bound(seat);
  return `NOT EXISTS (SELECT 1 FROM mark_sheets WHERE application = a.id AND seat = ${own})
    AND NOT EXISTS (SELECT 1 FROM recusals WHERE application = a.id AND seat = ${own})`;
}
