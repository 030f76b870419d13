// The next edition from the last one: its template with the year moved, and what a person must decide before it is
// placed. Nothing is guessed: a calendar that is not there, a reading of ours, a number of the operator's are named.

import type { Edition } from './edition.ts';
import { found } from './finding.ts';
import type { Finding } from './finding.ts';

export const nextYear = (edition: string): string => String(Number(edition) + 1);

/** The template of `next` from the text of `last`'s: years moved, days that a decree moved dropped. */
export const nextTemplate = (text: string, last: string, next: string): string =>
  text.replace(/^movedDays:.*(\n[ \t]+.*|\n-.*)*/m, 'movedDays: []').replaceAll(last, next);

/** Values that are a reading of ours where the regulation is silent, by their place in the template. */
export function interpretations(
  node: unknown,
  place = '',
): { place: string; value: string; clause: string }[] {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return [];
  const { interpretation, value, clause } = node as Record<string, unknown>;
  if (interpretation === true) return [{ place, value: String(value), clause: String(clause) }];
  return Object.entries(node).flatMap(([key, child]) =>
    interpretations(child, place === '' ? key : `${place}.${key}`),
  );
}

/** What a person decides before the edition of `year` is placed, as remarks. */
export function toDecide(edition: Edition, year: string): Finding[] {
  const remark = (clause: string, code: string, values?: Finding['values']): Finding =>
    found('remark', clause, code, values);
  const known = edition.calendar[year] !== undefined;
  return [
    remark('11', 'NEXT_PLACEMENT_DAY', { year }),
    remark('13', known ? 'NEXT_CALENDAR_CHECK' : 'NEXT_CALENDAR_MISSING', { year }),
    ...(edition.operator.bin === '' ? [remark('9', 'NEXT_OPERATOR_BIN')] : []),
    ...interpretations({ ...edition, calendar: undefined }).map(({ place, value, clause }) =>
      remark(clause, 'NEXT_INTERPRETATION', { place, value }),
    ),
  ];
}
