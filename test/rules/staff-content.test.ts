// What a text of the staff may name: places of the edition, terms, days and paragraphs, and nothing else.

import { describe, expect, it, test } from 'vitest';
import {
  allowed,
  COMPONENTS,
  DAYS,
  isComponent,
  numberAt,
  places,
  unitOf,
  written,
} from '#rules/staff-content';
import type { ComponentName } from '#rules/staff-content';
import { edition } from '../support/edition.ts';

const TERMS = [
  'terms.submissionWeeks',
  'terms.checkWorkingDays',
  'terms.inviteWorkingDays',
  'terms.listWorkingDays',
  'terms.handoverWorkingDays',
  'objections.termMonths',
  'objections.answerWorkingDays',
];
const NUMBERS = [
  ...TERMS.slice(0, 5),
  'commission.regional.members',
  'commission.republican.members',
  'routing.centralKinds',
  'applicantKinds',
  'documents.minEvidence',
  'documents.minRepresentatives',
  'marks.criteria',
  'marks.lowest',
  'marks.highest',
  'marks.onViolation',
  'marks.passAbove',
  'marks.sheets',
  'voting.regionalFinalists',
  'voting.minVoters',
  'voting.winners',
  'voting.choicesPerMember',
  ...TERMS.slice(5),
];

describe('a number of the edition', () => {
  test.each([
    ['voting.winners', edition.voting.winners.value],
    ['marks.criteria', edition.marks.criteria.value.length],
    ['marks.lowest', 0],
    ['routing.centralRegion', null],
    ['voting', null],
    ['voting.none', null],
    ['none.at.all', null],
    ['', null],
  ])('%s is %s', (place, expected) => expect(numberAt(edition, place)).toBe(expected));

  it('may be named where there is one; a term where it is counted in a unit', () => {
    expect(places(edition)).toEqual(NUMBERS);
    expect(places(edition, true)).toEqual(TERMS);
    expect(places({})).toEqual([]);
    expect(places({ list: [{ value: 1 }], none: null, text: 'x' } as object)).toEqual([]);
  });

  test.each([
    ['terms.submissionWeeks', 'weeks'],
    ['terms.checkWorkingDays', 'working-days'],
    ['objections.termMonths', 'months'],
    ['voting.winners', null],
    ['Weeks.none', null],
    ['WorkingDays.none', null],
    ['Months.none', null],
  ])('%s is counted in %s', (place, unit) => expect(unitOf(place)).toBe(unit));
});

describe('a component of a text', () => {
  it('is written with its one attribute', () => {
    expect((Object.keys(COMPONENTS) as ComponentName[]).map(written)).toEqual([
      '<Criteria />',
      '<Day of="…" />',
      '<Deadline />',
      '<Number of="…" />',
      '<Rule n="…" />',
      '<Term of="…" />',
    ]);
    expect(['Day', 'Date'].map(isComponent)).toEqual([true, false]);
  });

  test.each<[ComponentName, string, readonly string[]]>([
    ['Day', 'deadline', DAYS],
    ['Number', 'voting.winners', NUMBERS],
    ['Term', 'terms.submissionWeeks', TERMS],
    ['Rule', '12', ['12', 'A1']],
  ])('%s may say %s', (name, value, values) => {
    expect(allowed(name, value, edition, ['12', 'A1'])).toEqual({ ok: true, values });
    expect(allowed(name, 'none', edition, ['12', 'A1'])).toEqual({ ok: false, values });
  });

  test.each<ComponentName>(['Criteria', 'Deadline'])('%s says nothing', (name) => {
    expect(allowed(name, 'deadline', edition, [])).toEqual({ ok: false, values: [] });
  });
});
