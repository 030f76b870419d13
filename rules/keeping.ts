// Until when people's data are kept (the edition's `keep`): what was not filed, days after the deadline; what was filed,
// months after the republican result.

import { addMonths, localDay, startOfDay } from './days.ts';
import type { Edition, Placement } from './edition.ts';

const DAY_MS = 24 * 3_600_000;

/** From this instant on drafts that nobody has touched for the days of `keep` go, milliseconds. */
export const draftsKeptUntil = ({ deadline }: Placement, { keep }: Edition): number =>
  Date.parse(deadline) + keep.draftDays * DAY_MS;

/** Drafts last touched before this instant are forgotten at `now`, milliseconds. */
export const forgottenBefore = (now: number, { keep }: Edition): number => now - keep.draftDays * DAY_MS;

/** From this instant on the people in applications go; `endedAt` is the republican result's. */
export const dataKeptUntil = (endedAt: number, { keep }: Edition): number =>
  startOfDay(addMonths(localDay(endedAt), keep.dataMonths));
