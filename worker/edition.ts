// The edition in force: the template until the announcement is placed, from then on what placement froze.

import { parse } from 'yaml';
import template from '../content/2026/contest.yaml';
import calendar from '#content/calendar.json';
import regions from '#content/regions.json';
import { calendarFrom } from '#rules/calendar';
import { parseEdition } from '#rules/edition.schema';
import type { Edition, Placement } from '#rules/edition';
import { placedEdition } from './db/editions.ts';

export type InForce = { edition: Edition; placement: Placement | null };

let draft: Edition | undefined;
let placed: InForce | undefined;

/** The edition with its placement, null before §11. What was placed never changes, so it is read once. */
export async function inForce(db: D1Database): Promise<InForce> {
  if (placed !== undefined) return placed;
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
