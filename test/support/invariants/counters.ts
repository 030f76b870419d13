// What triggers count, so that lists need not, equals what it counts (worker/migrations/0016_counters.sql).

import type { Invariant } from './rows.ts';

/** `columns` of a counter, without its number, against the rows that `counted` groups by the same. */
const counter = (
  name: string,
  { table, columns, counted, also }: { table: string; columns: string[]; counted: string; also?: string[] },
): Invariant => {
  const what = ['n', ...columns].join(" || ' ' || ");
  const kept = `SELECT ${what} AS what FROM ${table} WHERE n <> 0`;
  const there = `SELECT ${what} AS what FROM (${counted})`;
  return {
    name,
    find: `SELECT * FROM (${kept} EXCEPT ${there}) UNION SELECT * FROM (${there} EXCEPT ${kept})`,
    spoil: `UPDATE ${table} SET n = n + 1 WHERE ${columns[0] ?? ''} = (SELECT ${columns[0] ?? ''} FROM ${table} WHERE n > 0 LIMIT 1)`,
    ...(also === undefined ? {} : { also }),
  };
};

export const APPLICATIONS_COUNTED = 'applications are counted as they stand';
export const DECLARATIONS_COUNTED = 'declarations are counted by seat';
export const SHEETS_COUNTED = 'sheets are counted by seat';

export const COUNTERS: Invariant[] = [
  counter(APPLICATIONS_COUNTED, {
    table: 'application_counts',
    columns: ['commission', 'standing', 'conflicts', 'sheets'],
    counted: `SELECT commission, standing, conflicts, sheets, count(*) AS n FROM applications
      WHERE in_force = 1 GROUP BY 1, 2, 3, 4`,
  }),
  counter(DECLARATIONS_COUNTED, {
    table: 'declaration_counts',
    columns: ['seat', 'conflict'],
    counted: 'SELECT seat, conflict, count(*) AS n FROM declarations WHERE stale = 0 GROUP BY 1, 2',
  }),
  counter(SHEETS_COUNTED, {
    table: 'sheet_counts',
    columns: ['seat'],
    counted: 'SELECT seat, count(*) AS n FROM mark_sheets WHERE version = 1 GROUP BY seat',
  }),
];
