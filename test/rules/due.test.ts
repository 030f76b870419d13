// §13, §16, §19: what a commission owes by a day, and when it is reminded.

import { describe, expect, it, test } from 'vitest';
import { dueActs, occasions } from '#rules/due';
import type { Clocked } from '#rules/due';
import { edition, placedAt } from '../support/edition.ts';

const PLACED = Date.parse('2026-09-01T05:00:00.000Z');
const placement = placedAt(PLACED);
const begun: Clocked = {
  stage: 'regional',
  admission: 'none',
  selectionSignedOn: null,
  selectionPublished: false,
  contenders: 0,
  notInvited: 0,
  signedOn: null,
  handedOver: false,
};
const noon = (day: string): number => Date.parse(`${day}T12:00:00+05:00`);
const owed = (changes: Partial<Clocked>, day: string): string[] =>
  dueActs({ ...begun, ...changes }, edition, placement, noon(day)).map(
    ({ act, clause, due, left, overdue }) => `§${clause} ${act} ${due} ${left}${overdue ? ' overdue' : ''}`,
  );

describe('acts with a day', () => {
  it('§13 the list and its confirmation: seven working days; a prepared one waits for the chair', () => {
    expect(owed({}, '2026-09-23')).toEqual([
      '§13 admission-list 2026-09-24 1',
      '§14 confirm-admission 2026-09-24 1',
    ]);
    expect(owed({ admission: 'prepared' }, '2026-09-24')).toEqual(['§14 confirm-admission 2026-09-24 0']);
    expect(owed({ admission: 'prepared' }, '2026-09-25')).toEqual([
      '§14 confirm-admission 2026-09-24 -1 overdue',
    ]);
    expect(owed({ admission: 'confirmed' }, '2026-09-25')).toEqual([]);
  });

  const selected = {
    admission: 'confirmed',
    selectionSignedOn: '2026-09-25',
    selectionPublished: true,
  } as const;
  it('§16 invitations: five working days, for those who passed and are not invited', () => {
    expect(owed({ ...selected, contenders: 2, notInvited: 1 }, '2026-10-05')).toEqual([
      '§16 invite 2026-10-02 -1 overdue',
    ]);
    expect(owed({ ...selected, contenders: 2, notInvited: 0 }, '2026-10-05')).toEqual([]);
  });

  it('§19 the hand-over: three working days from the vote; from the selection where nobody passed', () => {
    const voted = { ...selected, contenders: 2, signedOn: '2026-10-09' };
    expect(owed(voted, '2026-10-14')).toEqual(['§19 handover 2026-10-14 0']);
    expect(owed(voted, '2026-10-15')).toEqual(['§19 handover 2026-10-14 -1 overdue']);
    expect(owed({ ...voted, handedOver: true }, '2026-10-15')).toEqual([]);
    expect(owed({ ...selected }, '2026-10-01')).toEqual(['§19 handover 2026-09-30 -1 overdue']);
    expect(owed({ ...selected, selectionPublished: false }, '2026-10-01')).toEqual([]);
  });

  it('§20 the republican commission has no term', () => {
    expect(owed({ stage: 'republican' }, '2026-12-01')).toEqual([]);
  });
});

describe('reminders', () => {
  const called = (changes: Partial<Clocked>, at: string): string[] => {
    const now = Date.parse(at);
    const acts = dueActs({ ...begun, ...changes }, edition, placement, now);
    return occasions(acts, edition, now).map(
      ({ kind, due, acts: of }) => `${kind} ${due} ${of.map(({ act }) => act).join()}`,
    );
  };
  const both = 'admission-list,confirm-admission';
  test.each([
    ['two working days before', '2026-09-22T12:00:00+05:00', []],
    ['the day before, before the hour', '2026-09-23T09:59:59+05:00', []],
    ['the day before, at the hour', '2026-09-23T10:00:00+05:00', [`soon 2026-09-24 ${both}`]],
    ['on the day', '2026-09-24T23:59:59+05:00', [`soon 2026-09-24 ${both}`]],
    ['the day after', '2026-09-25T10:00:00+05:00', [`overdue 2026-09-24 ${both}`]],
    ['a Sunday after', '2026-09-27T10:00:00+05:00', [`overdue 2026-09-24 ${both}`]],
  ])('%s', (_, at, expected) => {
    expect(called({}, at)).toEqual(expected);
  });

  it('nothing is called for where nothing is owed', () => {
    expect(called({ admission: 'confirmed' }, '2026-09-25T12:00:00+05:00')).toEqual([]);
  });
});

describe('the order of what is owed', () => {
  // The list of §13 is owed by 24 September, the invitations of §16 since 9 September.
  const state = { selectionSignedOn: '2026-09-02', selectionPublished: true, contenders: 1, notInvited: 1 };
  it('is that of its days, the longest overdue first', () => {
    expect(owed(state, '2026-09-25')).toEqual([
      '§16 invite 2026-09-09 -12 overdue',
      '§13 admission-list 2026-09-24 -1 overdue',
      '§14 confirm-admission 2026-09-24 -1 overdue',
    ]);
  });

  it('acts of one day are one reminder, those of another another', () => {
    const now = noon('2026-09-24');
    const acts = dueActs({ ...begun, ...state }, edition, placement, now);
    expect(occasions(acts, edition, now).map(({ kind, due, acts: of }) => [kind, due, of.length])).toEqual([
      ['overdue', '2026-09-09', 1],
      ['soon', '2026-09-24', 2],
    ]);
  });
});
