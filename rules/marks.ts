// Marks (§15, Appendix 2): six criteria, whole marks, a violation forces 0; passed is strictly more than 15.

import type { Edition } from './edition.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';

export type Marks = { marks: number[]; violations: boolean[] };

/** What is wrong with a sheet. */
export function sheetFindings({ marks, violations }: Marks, edition: Edition): Finding[] {
  const { criteria, lowest, highest, onViolation } = edition.marks;
  const wrong = (code: string, index: number, values: Finding['values'] = {}): Finding =>
    refusal('A2', code, { criterion: index + 1, ...values }, `marks.${index}`);
  if (marks.length !== criteria.value.length || violations.length !== criteria.value.length) {
    return [refusal('A2', 'MARKS_COUNT', { n: criteria.value.length })];
  }
  return marks.flatMap((mark, index): Finding[] => {
    if (!Number.isInteger(mark)) return [wrong('MARK_NOT_INTEGER', index)];
    if (mark < lowest.value || mark > highest.value) {
      return [wrong('MARK_OUT_OF_RANGE', index, { min: lowest.value, max: highest.value })];
    }
    if (violations[index] === true && mark !== onViolation.value) return [wrong('VIOLATION_NOT_ZERO', index)];
    return [];
  });
}

/** A violation takes a mark away, so the sheet says what it is; Appendix 2 knows no violation without a fact. */
export const remarkFindings = ({
  violations,
  remarks,
}: {
  violations: boolean[];
  remarks: string[];
}): Finding[] =>
  violations.flatMap((on, index): Finding[] =>
    on && (remarks[index] ?? '').trim() === ''
      ? [refusal('A2', 'VIOLATION_REASON_MISSING', { criterion: index + 1 }, `remarks.${index}`)]
      : [],
  );

export const sheetTotal = (marks: number[]): number => marks.reduce((sum, mark) => sum + mark, 0);

/**
 * The mean over the sheets, compared without rounding: sum > 15 × count (§15). The text has no rule for merging the
 * members' marks; the mean of totals is ours.
 */
export function selectionOutcome(
  sheets: { marks: number[] }[],
  edition: Edition,
): { sum: number; count: number; passed: boolean } {
  const sum = sheets.reduce((all, { marks }) => all + sheetTotal(marks), 0);
  const count = sheets.length;
  return { sum, count, passed: sum > edition.marks.passAbove.value * count };
}

/** A mean without rounding: '24', '15 5/7'. */
export function exactMean({ sum, count }: { sum: number; count: number }): string {
  if (count === 0) return '0';
  const rest = sum % count;
  const whole = String((sum - rest) / count);
  return rest === 0 ? whole : `${whole} ${rest}/${count}`;
}

/** Sheets of five members, or of all who are not recused where fewer remain. */
export const sheetsNeeded = (eligible: number, edition: Edition): number =>
  Math.min(edition.marks.sheets.value, eligible);
