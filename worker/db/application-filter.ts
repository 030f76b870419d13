// A filter of applications as a condition for the database. It joins any query that calls its applications `a`.

import type { ApplicationFilter } from '#rules/application-filter';
import { REPUBLIC } from '#rules/edition';
import type { Stage } from '#rules/edition';
import { hearsApplication } from './commission.ts';
import { unreadMessages } from './messages.ts';
import { searched } from './search.ts';

/** Who asks: a member's own sheet may be missing, a secretary asks for those of all who may mark. */
export type Asking = {
  stage: Stage;
  /** Id of a seat that marks; null for a secretary. */
  seat: string | null;
  /** §15: how many sheets an application needs where nobody is recused. */
  sheets: number;
};

export type Condition = {
  /** '1' where all are asked for. */
  sql: string;
  /** What `sql` and `sources` are bound to. */
  values: (string | number)[];
  /** Each application that fulfils the condition is in some of these: tables of a query with a condition that `sql` may follow. */
  sources: string[];
  /** An index gives each of the sources in the order of the list. */
  inOrder: boolean;
};

const STANDINGS: Record<Exclude<ApplicationFilter['state'], ''>, string[]> = {
  withdrawn: ['withdrawn'],
  received: ['received', 'proposed'],
  admitted: ['admitted'],
  'not-admitted': ['not-admitted'],
};
const stands = (standing: string): string => `a.standing = '${standing}'`;

/** The condition of a filter on the `applications a` of commission ?1. Its values are bound as ?2, ?3 … */
export function filterCondition(filter: ApplicationFilter, asking: Asking, commission: string): Condition {
  const values: (string | number)[] = [];
  const bound = (value: string | number): string => `?${1 + values.push(value)}`;
  const conditions: string[] = [];
  if (filter.search !== '') {
    const { folded, plain } = searched(filter.search);
    conditions.push(
      `(instr(a.organisation_fold, ${bound(folded)}) > 0 OR instr(a.reference, ${bound(plain)}) > 0)`,
    );
  }
  if (filter.state !== '') conditions.push(`(${STANDINGS[filter.state].map(stands).join(' OR ')})`);
  if (filter.kind !== '') conditions.push(`a.form ->> 'kind' = ${bound(filter.kind)}`);
  if (filter.late)
    conditions.push('a.received_at >= (SELECT deadline FROM editions WHERE edition = a.edition)');
  if (filter.sheetMissing)
    conditions.push(`(${stands('admitted')} AND ${sheetMissing(asking, commission, bound)})`);
  if (filter.unread) conditions.push(unreadMessages(asking.stage));
  const sql = conditions.length === 0 ? '1' : conditions.join(' AND ');
  return { sql, values, ...sourcesOf(filter, asking, commission, bound) };
}

/** Where applications are looked for: a filter that lets few through leads to them by an index. */
function sourcesOf(
  filter: ApplicationFilter,
  { stage, seat, sheets }: Asking,
  commission: string,
  bound: (value: number) => string,
): Pick<Condition, 'sources' | 'inOrder'> {
  const listed = `applications a WHERE ${hearsApplication(commission)}`;
  const among = (conditions: string[]): string[] => conditions.map((one) => `${listed} AND ${one}`);
  if (commission === REPUBLIC) return { sources: [listed], inOrder: false };
  if (filter.unread) {
    // Far fewer write than file.
    const wrote = `a.draft IN (SELECT draft FROM messages WHERE stage = '${stage}' AND side = 'applicant')`;
    const source = `applications a WHERE ${wrote} AND ${hearsApplication(commission, '+a')}`;
    return { sources: [source], inOrder: false };
  }
  if (filter.late)
    return { sources: among(['a.received_at >= (SELECT min(deadline) FROM editions)']), inOrder: false };
  if (filter.sheetMissing && seat === null) {
    const some = [`a.conflicts = 0 AND a.sheets < ${bound(sheets)}`, 'a.conflicts > 0'];
    return { sources: among(some.map((one) => `${stands('admitted')} AND ${one}`)), inOrder: false };
  }
  if (filter.state !== '') return { sources: among(STANDINGS[filter.state].map(stands)), inOrder: true };
  return { sources: [listed], inOrder: true };
}

function sheetMissing(
  { seat, sheets }: Asking,
  commission: string,
  bound: (value: string | number) => string,
): string {
  if (seat === null) {
    const voters = `FROM seats s WHERE s.commission = ${commission === REPUBLIC ? 'a.commission' : '?1'}
      AND s.number IS NOT NULL AND s.ended_at IS NULL`;
    // Where fewer may mark than sheets are needed, all of them do.
    const needed = bound(sheets);
    return `CASE a.conflicts WHEN 0 THEN a.sheets < min(${needed}, (SELECT count(*) ${voters}))
      ELSE (SELECT count(DISTINCT seat) FROM mark_sheets WHERE application = a.id) < min(${needed},
        (SELECT count(*) ${voters} AND NOT EXISTS
          (SELECT 1 FROM recusals r WHERE r.application = a.id AND r.seat = s.id))) END`;
  }
  const own = bound(seat);
  return `NOT EXISTS (SELECT 1 FROM mark_sheets WHERE application = a.id AND seat = ${own})
    AND NOT EXISTS (SELECT 1 FROM recusals WHERE application = a.id AND seat = ${own})`;
}
