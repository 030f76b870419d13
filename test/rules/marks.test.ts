import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  exactMean,
  remarkFindings,
  selectionOutcome,
  sheetFindings,
  sheetsNeeded,
  sheetTotal,
} from '#rules/marks';
import { edition } from '../support/edition.ts';

const clean = [false, false, false, false, false, false];
const codes = (marks: number[], violations = clean): string[] =>
  sheetFindings({ marks, violations }, edition).map(({ clause, code }) => `${clause} ${code}`);

describe('§A2 marks of a sheet', () => {
  test.each([
    ['below the lowest', [-1, 5, 5, 5, 5, 5], ['A2 MARK_OUT_OF_RANGE']],
    ['at the lowest', [0, 5, 5, 5, 5, 5], []],
    ['at the highest', [5, 5, 5, 5, 5, 5], []],
    ['above the highest', [6, 5, 5, 5, 5, 5], ['A2 MARK_OUT_OF_RANGE']],
    ['half a mark', [4.5, 5, 5, 5, 5, 5], ['A2 MARK_NOT_INTEGER']],
    ['five criteria', [5, 5, 5, 5, 5], ['A2 MARKS_COUNT']],
    ['seven criteria', [5, 5, 5, 5, 5, 5, 5], ['A2 MARKS_COUNT']],
  ])('%s', (_, marks, expected) => {
    expect(codes(marks, marks.length === 6 ? clean : marks.map(() => false))).toEqual(expected);
  });

  it('a violation forces 0', () => {
    const violations = [true, false, false, false, false, false];
    expect(codes([1, 5, 5, 5, 5, 5], violations)).toEqual(['A2 VIOLATION_NOT_ZERO']);
    expect(codes([0, 5, 5, 5, 5, 5], violations)).toEqual([]);
  });
});

describe('§A2 what a violation is', () => {
  test.each([
    ['said', ['', 'Негізсіз бас тарту'], []],
    ['not said', ['', ''], ['A2 VIOLATION_REASON_MISSING 2']],
    ['blank', ['', '  '], ['A2 VIOLATION_REASON_MISSING 2']],
    ['said of another criterion', ['Негізсіз бас тарту'], ['A2 VIOLATION_REASON_MISSING 2']],
  ])('%s', (_, remarks, expected) => {
    const findings = remarkFindings({ violations: [false, true], remarks });
    expect(
      findings.map(({ clause, code, values }) => `${clause} ${code} ${values?.criterion ?? ''}`),
    ).toEqual(expected);
  });
});

describe('§15 strictly more than 15', () => {
  const sheet = (total: number): { marks: number[] } => ({ marks: [total, 0, 0, 0, 0, 0] });

  test.each([
    ['below', 14, false],
    ['at', 15, false],
    ['above', 16, true],
  ])('%s the threshold: %i passes %s', (_, total, passed) => {
    expect(selectionOutcome([sheet(total)], edition)).toEqual({ sum: total, count: 1, passed });
  });

  test.each([
    ['fifteen and no more', [15, 15, 15, 15, 15], false],
    ['fifteen and one point over five sheets', [15, 15, 15, 15, 16], true],
    ['fifteen less one point over five sheets', [15, 15, 15, 15, 14], false],
    ['a mean of 15 5/7 over seven', [15, 15, 15, 15, 15, 15, 20], true],
  ])('the mean is compared without rounding: %s', (_, totals, passed) => {
    expect(selectionOutcome(totals.map(sheet), edition).passed).toBe(passed);
  });

  it('without a sheet nobody passes', () => {
    expect(selectionOutcome([], edition)).toEqual({ sum: 0, count: 0, passed: false });
  });

  it('does not depend on the order of the sheets', () => {
    const totals = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(totals, (list) => {
        const there = selectionOutcome(list.map(sheet), edition);
        expect(selectionOutcome([...list].reverse().map(sheet), edition)).toEqual(there);
        expect(there.passed).toBe(list.reduce((a, b) => a + b, 0) / list.length > 15);
      }),
    );
  });

  test.each([
    [3, 3],
    [4, 4],
    [5, 5],
    [6, 5],
    [7, 5],
  ])('of %i who may mark, %i sheets are needed', (eligible, needed) => {
    expect(sheetsNeeded(eligible, edition)).toBe(needed);
  });

  test.each([
    [0, 0, '0'],
    [120, 5, '24'],
    [109, 7, '15 4/7'],
    [4, 5, '0 4/5'],
  ])('%i over %i sheets is %s', (sum, count, mean) => expect(exactMean({ sum, count })).toBe(mean));

  it('adds a sheet up', () => expect(sheetTotal([5, 5, 4, 4, 3, 3])).toBe(24));
});

describe('§A2 a finding says its criterion and its field', () => {
  const wrong = (code: string, n: number, values: object = {}) => [
    { clause: 'A2', code, kind: 'refusal', field: `marks.${n - 1}`, values: { criterion: n, ...values } },
  ];
  test.each([
    [[5, 5, 5, 5, 5, 4.5], clean, wrong('MARK_NOT_INTEGER', 6)],
    [[5, 6, 5, 5, 5, 5], clean, wrong('MARK_OUT_OF_RANGE', 2, { min: 0, max: 5 })],
    [[5, 5, 1, 5, 5, 5], [false, false, true, false, false, false], wrong('VIOLATION_NOT_ZERO', 3)],
    [[5], clean, [{ clause: 'A2', code: 'MARKS_COUNT', kind: 'refusal', values: { n: 6 } }]],
    [[5, 5, 5, 5, 5, 5], [false], [{ clause: 'A2', code: 'MARKS_COUNT', kind: 'refusal', values: { n: 6 } }]],
  ])('%j', (marks, violations, expected) => {
    expect(sheetFindings({ marks, violations }, edition)).toEqual(expected);
  });

  it('a violation without its reason', () => {
    expect(remarkFindings({ violations: [false, true], remarks: ['x'] })).toEqual([
      {
        ...{ clause: 'A2', code: 'VIOLATION_REASON_MISSING', kind: 'refusal' },
        ...{ field: 'remarks.1', values: { criterion: 2 } },
      },
    ]);
  });
});
