// Admission (§9, §13, §14). The rules propose grounds from what they found; a person admits or does not, and a
// refusal needs a ground that the facts bear out. Incorrect completion is a remark: §14 does not name it.

import { found, refusal } from './finding.ts';
import type { Finding } from './finding.ts';

export const GROUNDS = ['NOT_ELIGIBLE', 'INCOMPLETE', 'LATE'] as const;
const CLAUSE: Record<string, string> = { NOT_ELIGIBLE: '9', INCOMPLETE: '14', LATE: '14' };

export type Facts = { late: boolean; findings: Finding[] };

const incomplete = ({ findings }: Facts): boolean => findings.some(({ kind }) => kind === 'missing');

/** Grounds that the facts bear out; whether an applicant is eligible (§9) is for people. */
export const proposedGrounds = (facts: Facts): string[] => [
  ...(incomplete(facts) ? ['INCOMPLETE'] : []),
  ...(facts.late ? ['LATE'] : []),
];

/** What is wrong with one line of the admission list. */
export function admissionFindings(
  item: { admitted: boolean; grounds: string[]; reason: string },
  facts: Facts,
): Finding[] {
  if (item.admitted) return item.grounds.length > 0 ? [refusal('14', 'ADMITTED_WITH_GROUND')] : [];
  if (item.grounds.length === 0) return [refusal('14', 'REFUSAL_WITHOUT_GROUND')];
  return item.grounds.flatMap((ground) => {
    const clause = CLAUSE[ground];
    if (clause === undefined) return [refusal('14', 'GROUND_UNKNOWN', { ground })];
    if (ground === 'LATE' && !facts.late) return [refusal(clause, 'GROUND_NOT_FOUND', { ground })];
    if (ground === 'INCOMPLETE' && !incomplete(facts))
      return [refusal(clause, 'GROUND_NOT_FOUND', { ground })];
    if (ground === 'NOT_ELIGIBLE' && item.reason.trim() === '') return [refusal(clause, 'REASON_MISSING')];
    return [];
  });
}

/** Two applications of one organisation: a remark on each (§14 names no such ground). */
export function duplicates(
  applications: { id: string; bin: string; organisation: string }[],
): Map<string, Finding> {
  const remark = found('remark', '13', 'DUPLICATE_ORGANISATION');
  const same = (
    a: { bin: string; organisation: string },
    b: { bin: string; organisation: string },
  ): boolean => (a.bin !== '' && a.bin === b.bin) || a.organisation === b.organisation;
  return new Map(
    applications
      .filter((one) => applications.some((other) => other.id !== one.id && same(one, other)))
      .map(({ id }) => [id, remark]),
  );
}
