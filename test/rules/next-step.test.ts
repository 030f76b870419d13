// What the applicant is told: who acts next, until when, which holidays are left out, by how much it is overdue.

import { describe, expect, it, test } from 'vitest';
import { addMonths } from '#rules/days';
import type { Placement } from '#rules/edition';
import { materialFindings, materialsClause } from '#rules/materials';
import { nextStep } from '#rules/next-step';
import type { Course, Standing } from '#rules/next-step';
import { answerBy, objectBy } from '#rules/objections';
import { placementTerm } from '#rules/terms';
import { edition } from '../support/edition.ts';

const placed = (at: string): Placement => ({
  placedAt: at,
  ...placementTerm(Date.parse(at), edition),
  siteAddress: 'https://example.kz',
  socialAddresses: [],
});
const course = (standing: Standing, more: Partial<Course> = {}): Course => ({
  ...{ standing, selectionSignedOn: null, protocolSignedOn: null, interviewAt: null },
  ...more,
});
const next = (at: string, now: string, of: Course) => nextStep(of, edition, placed(at), Date.parse(now));

describe('§13 the check', () => {
  // Placed on 12 October 2026: the last day is Tuesday 27 October, since the 26th is a transferred holiday.
  const at = '2026-10-12T05:00:00Z';
  test.each([
    ['2026-11-05T18:59:59Z', 0],
    ['2026-11-05T19:00:00Z', 1],
    ['2026-11-08T05:00:00Z', 1],
    ['2026-11-09T05:00:00Z', 2],
  ])('at %s it is overdue by %i working days', (now, overdue) => {
    expect(next(at, now, course('received'))).toEqual({
      who: 'commission',
      step: 'check',
      clause: '13',
      due: '2026-11-05',
      skipped: [],
      overdue,
    });
  });

  it('names the holidays that made the term longer, not the weekends', () => {
    // Placed on 2 December 2026; from 17 December the check runs over the New Year's eve, not yet over a holiday.
    expect(next('2026-03-04T05:00:00Z', '2026-03-20T05:00:00Z', course('received'))).toMatchObject({
      due: '2026-04-01',
      skipped: ['2026-03-23', '2026-03-24', '2026-03-25'],
    });
  });
});

describe('§15–§23 step by step', () => {
  const at = '2026-09-01T05:00:00Z';
  const NOW = '2026-10-02T05:00:00Z';
  const later = Date.parse(NOW) + 1;
  const earlier = Date.parse(NOW) - 1;
  test.each<[string, Course, object]>([
    ['admitted', course('admitted'), { who: 'commission', step: 'select', clause: '15', due: null }],
    [
      'passed, five working days to invite',
      course('passed', { selectionSignedOn: '2026-09-30' }),
      { step: 'invite', due: '2026-10-07', clause: '16' },
    ],
    [
      'passed and invited, before the hour',
      course('passed', { interviewAt: later }),
      { who: 'applicant', step: 'interview', clause: '16' },
    ],
    [
      'passed and heard',
      course('passed', { interviewAt: earlier }),
      { who: 'commission', step: 'vote', clause: '17' },
    ],
    [
      'a finalist, three working days to hand over',
      course('finalist', { protocolSignedOn: '2026-10-01' }),
      { step: 'hand-over', due: '2026-10-06', clause: '19' },
    ],
    [
      'a finalist whose papers are with the Agency',
      course('finalist', { protocolSignedOn: '2026-09-25' }),
      { who: 'republican', step: 'final', due: null },
    ],
    [
      'a finalist, invited again',
      course('finalist', { protocolSignedOn: '2026-09-25', interviewAt: later }),
      { who: 'applicant', step: 'interview', clause: '20' },
    ],
    ['a winner', course('winner'), { who: 'agency', step: 'award', clause: '23' }],
    ['not admitted', course('not-admitted'), { who: 'nobody', step: 'ended', clause: '14' }],
    ['not passed', course('not-passed'), { who: 'nobody', step: 'ended', clause: '15' }],
    ['another finalist', course('not-finalist'), { who: 'nobody', step: 'ended', clause: '17' }],
    ['other winners', course('not-winner'), { who: 'nobody', step: 'ended', clause: '21' }],
    ['withdrawn', course('withdrawn'), { who: 'nobody', step: 'ended', clause: '12' }],
  ])('%s', (_, of, expected) => {
    expect(next(at, NOW, of)).toMatchObject({ overdue: 0, ...expected });
  });

  it('an invitation that did not come is overdue', () => {
    const of = course('passed', { selectionSignedOn: '2026-09-24' });
    expect(next(at, NOW, of)).toMatchObject({ due: '2026-10-01', overdue: 1 });
  });
});

describe('§16 and §17 the video presentation and the project', () => {
  test.each<[Standing, boolean, string | null]>([
    ['received', false, null],
    ['admitted', false, null],
    ['passed', false, '16'],
    ['passed', true, null],
    ['finalist', false, '17'],
    ['finalist', true, null],
    ['not-passed', false, null],
    ['winner', false, null],
  ])('%s, heard %s: %s', (standing, heard, clause) => {
    expect(materialsClause(standing, heard)).toBe(clause);
    expect(materialFindings(standing, heard).length).toBe(clause === null ? 1 : 0);
  });
});

describe('§14 objections', () => {
  test.each([
    ['2026-09-24', 3, '2026-12-24'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2027-01-31', 1, '2027-02-28'],
  ])('%s and %i months: %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });

  it('the last day is rolled to a working day; the answer is counted in working days', () => {
    // 26 December 2026 is a Saturday.
    expect(objectBy('2026-09-26', edition)).toBe('2026-12-28');
    expect(answerBy('2026-10-02', edition)).toBe('2026-11-02');
  });
});

describe('§16–§21 each step in full', () => {
  const at = '2026-09-01T05:00:00Z';
  const NOW = '2026-10-02T05:00:00Z';
  const now = Date.parse(NOW);
  const plain = { due: null, skipped: [], overdue: 0 };
  test.each<[string, Course, object]>([
    [
      'passed, before the protocol is known',
      course('passed'),
      { who: 'commission', step: 'invite', clause: '16' },
    ],
    [
      'passed, a millisecond before the hour',
      course('passed', { interviewAt: now + 1 }),
      { who: 'applicant', step: 'interview', clause: '16' },
    ],
    [
      'passed, at the hour',
      course('passed', { interviewAt: now }),
      { who: 'commission', step: 'vote', clause: '17' },
    ],
    [
      'a finalist before the protocol is known',
      course('finalist'),
      { who: 'commission', step: 'hand-over', clause: '19' },
    ],
    [
      'a finalist on the last day of the hand-over',
      course('finalist', { protocolSignedOn: '2026-09-29' }),
      { who: 'commission', step: 'hand-over', clause: '19', due: '2026-10-02' },
    ],
    [
      'a finalist the day after',
      course('finalist', { protocolSignedOn: '2026-09-28' }),
      { who: 'republican', step: 'final', clause: '20' },
    ],
    [
      'a finalist, a millisecond before the hour',
      course('finalist', { interviewAt: now + 1 }),
      { who: 'applicant', step: 'interview', clause: '20' },
    ],
    [
      'a finalist, at the hour',
      course('finalist', { interviewAt: now }),
      { who: 'republican', step: 'final', clause: '20' },
    ],
  ])('%s', (_, of, expected) => expect(next(at, NOW, of)).toEqual({ ...plain, ...expected }));

  it('the day on which the term begins is none of its days, the next one is', () => {
    const from = (selectionSignedOn: string): unknown =>
      next(at, '2026-05-01T05:00:00Z', course('passed', { selectionSignedOn })).skipped;
    expect(from('2026-04-30')).toContain('2026-05-01');
    expect(from('2026-05-01')).not.toContain('2026-05-01');
  });

  it('a holiday on a Friday is named, the days off after it are not', () => {
    const of = course('passed', { selectionSignedOn: '2026-04-28' });
    expect(next(at, '2026-04-29T05:00:00Z', of)).toMatchObject({
      due: '2026-05-06',
      skipped: ['2026-05-01'],
    });
  });

  it('a holiday on the last day but one is named, the day itself and the last one by what they are', () => {
    // Signed on Thursday 22 October 2026: Monday the 26th is off, so five working days end on the 30th.
    const of = course('passed', { selectionSignedOn: '2026-10-22' });
    expect(next(at, '2026-10-23T05:00:00Z', of)).toEqual({
      ...{ who: 'commission', step: 'invite', clause: '16', overdue: 0 },
      ...{ due: '2026-10-30', skipped: ['2026-10-26'] },
    });
  });
});
