// Keeps what a member has filled of a sheet and not filed: no act of the contest, so the journal knows nothing of it,
// but it is allowed to exactly those who may file the sheet now. The same content sent again changes nothing.

import type { Finding } from '#rules/finding';
import { sheetFindings } from '#rules/marks';
import { loadCommission } from '../db/commission.ts';
import type { Seat } from '../db/commission.ts';
import { keepDraft } from '../db/sheets.ts';
import type { SheetDraft } from '../db/sheets.ts';
import { inForce } from '../edition.ts';
import type { Env } from '../env.ts';
import { stageOf } from './act.ts';
import { locked } from './locked.ts';
import { sheetPlace } from './marks.ts';

const changed: Finding = { clause: '15', code: 'STATE_CHANGED', kind: 'refusal' };

/** Findings where it is not kept; nothing where it is. */
export async function keepSheet(
  who: { env: Env; at: number; seat: Seat; commission: string },
  application: string,
  draft: Omit<SheetDraft, 'savedAt'>,
): Promise<Finding[]> {
  const { env, at, seat, commission } = who;
  const { edition, placement } = await inForce(env.DB);
  const file = await loadCommission(env.DB, commission, { only: [application] });
  const desk = { env, db: env.DB, at, seat, edition, placement, stage: stageOf(commission), file };
  const why = await locked('mark', desk);
  if (why !== null) return [why];
  const place = sheetPlace(desk, { application });
  if ('refused' in place) return place.refused;
  // A sheet may lack marks and reasons until it is filed, but not say what no sheet can.
  const { lowest } = edition.marks;
  const filled = { ...draft, marks: draft.marks.map((mark) => mark ?? lowest.value) };
  const wrong = sheetFindings(filled, edition).filter(({ code }) => code !== 'VIOLATION_NOT_ZERO');
  if (wrong.length > 0) return wrong;
  const filed = place.application.sheets.find((sheet) => sheet.seat === seat.id)?.version ?? 0;
  if (draft.version !== filed) return [changed];
  const kept = await keepDraft(env.DB, commission, { application, seat: seat.id }, { ...draft, savedAt: at });
  return kept ? [] : [changed];
}
