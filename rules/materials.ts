// The video presentation and the project «Ең алдымен адамдар» (§16), and until when they may be handed in and corrected
// (§17: between the stages these two, and only these).

import type { FileKind } from './application.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';
import type { Standing } from './next-step.ts';

export type MaterialKind = Extract<FileKind, 'video' | 'project'>;
export const MATERIAL_KINDS: readonly MaterialKind[] = ['video', 'project'];

/** The paragraph by which materials may be handed in now; null where none lets them. */
export function materialsClause(standing: Standing, heard: boolean): string | null {
  if (heard) return null;
  if (standing === 'passed') return '16';
  return standing === 'finalist' ? '17' : null;
}

/** What stands against handing them in now; `heard` once a sitting with a quorum has opened in this stage. */
export function materialFindings(standing: Standing, heard: boolean): Finding[] {
  if (materialsClause(standing, heard) !== null) return [];
  const clause = standing === 'finalist' || heard ? '17' : '16';
  return [refusal(clause, heard ? 'MATERIALS_HEARD' : 'MATERIALS_NOT_NOW')];
}
