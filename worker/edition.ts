// The edition in force: the template until the announcement is placed, from then on what placement froze.

import { parse } from 'yaml';
import calendar from '#content/calendar.json';
import regions from '#content/regions.json';
import template from '#edition/contest.yaml';
import { calendarFrom } from '#rules/calendar';
import { parseEdition } from '#rules/edition.schema';
import type { Edition, Placement } from '#rules/edition';
import { placedEdition } from './db/editions.ts';
import type { Placed } from './db/editions.ts';

export type InForce = { edition: Edition; placement: Placement | null };

let draft: Edition | undefined;
let placed: Placed | undefined;

/**
 * The edition with its placement, null before §11. Only a publication changes the term and the calendar, so who knows
 * of `head` publications may be answered from memory; 0 asks for what never changes, the edition's numbers.
 */
export async function inForce(db: D1Database, head = Infinity): Promise<InForce> {
  if (placed !== undefined && head <= placed.head) return placed;
  draft ??= parseEdition(
    parse(template),
    calendarFrom(calendar),
    regions.map((region) => region.code),
  );
  const row = await placedEdition(db, draft.edition);
  if (row === null) return { edition: draft, placement: null };
  placed = row;
  return placed;
}
