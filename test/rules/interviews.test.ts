import { describe, expect, it, test } from 'vitest';
import {
  evenSlots,
  isWindow,
  overlap,
  overlapFindings,
  slotFindings,
  startsBeside,
  talkFindings,
  talkState,
} from '#rules/interviews';

const at = (local: string): number => Date.parse(`${local}:00+05:00`);
const window = { day: '2026-09-22', from: '09:00', until: '10:30' };
const codes = (findings: { clause: string; code: string }[]): string[] =>
  findings.map(({ clause, code }) => `§${clause} ${code}`);

describe('§16 interviews laid out evenly', () => {
  it.each([
    ['whole slots alone', [window], 40, ['09:00', '09:40']],
    ['up to the last minute', [window], 30, ['09:00', '09:30', '10:00']],
    ['a minute too long', [window], 91, []],
    ['the whole window', [window], 90, ['09:00']],
  ] as const)('%s', (_, windows, minutes, starts) => {
    expect(evenSlots([...windows], minutes)).toEqual(starts.map((time) => at(`2026-09-22T${time}`)));
  });

  it('go over several days in order of time, and none is there twice', () => {
    const windows = [
      { day: '2026-09-23', from: '23:00', until: '24:00' },
      { day: '2026-09-22', from: '09:00', until: '09:30' },
      { day: '2026-09-23', from: '23:00', until: '23:30' },
    ];
    const starts = ['2026-09-22T09:00', '2026-09-23T23:00', '2026-09-23T23:30'];
    expect(evenSlots(windows, 30)).toEqual(starts.map(at));
  });

  it('a window is a day with hours that go forward', () => {
    expect(isWindow(window)).toBe(true);
    expect(isWindow({ ...window, until: '09:00' })).toBe(false);
    expect(isWindow({ ...window, day: '' })).toBe(false);
    expect(isWindow({ ...window, from: '' })).toBe(false);
  });

  it.each([
    ['one too few', 2, 3, ['§16 SLOTS_FEW']],
    ['as many as needed', 3, 3, []],
    ['one more', 4, 3, []],
  ] as const)('%s', (_, have, needed, found) => {
    const slots = Array.from({ length: have }, (_, index) => at('2026-09-22T09:00') + index);
    expect(codes(slotFindings(slots, needed, '16', at('2026-09-21T09:00')))).toEqual(found);
  });

  it('are not set in the past', () => {
    const slot = at('2026-09-22T09:00');
    expect(codes(slotFindings([slot], 1, '16', slot))).toEqual(['§16 INTERVIEW_IN_THE_PAST']);
    expect(slotFindings([slot], 1, '16', slot - 1)).toEqual([]);
  });
});

describe('§16 interviews are individual', () => {
  const ten = { startsAt: at('2026-09-22T10:00'), minutes: 30 };
  it.each([
    ['that ends when the next begins', '09:30', 30, []],
    ['a minute longer', '09:30', 31, ['§16 INTERVIEWS_OVERLAP']],
    ['at the same time', '10:00', null, ['§16 INTERVIEWS_OVERLAP']],
    ['in the last minute', '10:29', null, ['§16 INTERVIEWS_OVERLAP']],
    ['that begins at the end', '10:30', 30, []],
    ['of no known length before it', '09:59', null, []],
  ] as const)('one %s', (_, time, minutes, found) => {
    const one = { startsAt: at(`2026-09-22T${time}`), minutes };
    expect(codes(overlapFindings([one], [ten], '16'))).toEqual(found);
    expect(codes(overlapFindings([ten, one], [], '16'))).toEqual(found);
  });

  it.each([
    ['ends where the other begins', '09:30', true],
    ['reaches into it by a minute', '09:31', false],
    ['begins where the other ends', '10:30', true],
    ['begins a minute before its end', '10:29', false],
  ] as const)('a free time that %s', (_, start, stands) => {
    const startsAt = at(`2026-09-22T${start}`);
    expect(startsBeside([startsAt], 30, [ten])).toEqual(stands ? [startsAt] : []);
  });

  it('says which time is taken', () => {
    const [finding] = overlapFindings([ten], [ten], '20');
    expect(finding).toEqual({
      clause: '20',
      code: 'INTERVIEWS_OVERLAP',
      kind: 'refusal',
      values: { day: '2026-09-22', time: '10:00' },
    });
  });
});

describe('§16 the word of an applicant on the time', () => {
  const startsAt = at('2026-09-22T09:00');
  test.each([
    ['before it begins', { startsAt, heard: false }, startsAt - 1, []],
    ['at its beginning', { startsAt, heard: false }, startsAt, ['§16 INTERVIEW_OVER']],
    ['once the commission has met', { startsAt, heard: true }, startsAt - 1, ['§16 INTERVIEW_OVER']],
    ['without an invitation', null, startsAt - 1, ['§16 INTERVIEW_NONE']],
  ] as const)('%s', (_, invitation, now, found) => {
    expect(codes(talkFindings(invitation, null, '16', now))).toEqual(found);
  });

  it('takes a slot that is free and to come', () => {
    const invitation = { startsAt, heard: false };
    const chosen = (wanted: number, now: number): string[] =>
      codes(talkFindings(invitation, { startsAt: wanted, free: [startsAt + 60_000] }, '16', now));
    expect(chosen(startsAt + 60_000, startsAt - 1)).toEqual([]);
    expect(chosen(startsAt + 120_000, startsAt - 1)).toEqual(['§16 SLOT_NOT_FREE']);
  });

  it('waits for the secretary where it asks', () => {
    expect(talkState([])).toBe('open');
    expect(talkState(['confirmed'])).toBe('agreed');
    expect(talkState(['confirmed', 'asked'])).toBe('waiting');
    expect(talkState(['asked', 'declined'])).toBe('open');
    expect(talkState(['asked', 'moved', 'chosen'])).toBe('agreed');
  });
});

describe('§16 what is laid out, and what it is heard against', () => {
  it.each([
    ['there is no such day', { day: '2026-02-29' }, false],
    ['a leap day', { day: '2028-02-29' }, true],
    ['a year of six digits', { day: '+002026-09-22' }, false],
    ['a day and more', { day: '2026-09-22x' }, false],
    ['a blank before the hour', { from: ' 09:00' }, false],
    ['an hour and more', { from: '09:00x' }, false],
    ['an hour that there is not', { until: '25:00' }, false],
    ['the last minute of the day', { from: '23:59', until: '24:00' }, true],
    ['no end', { until: '' }, false],
    ['an end at the beginning', { until: '09:00' }, false],
  ] as const)('%s', (_, change, expected) => expect(isWindow({ ...window, ...change })).toBe(expected));

  it.each([
    ['no length', 0, 0],
    ['less than none', -30, 0],
    ['a minute', 1, 90],
    ['longer than the window', 120, 0],
  ])('%s: so many slots', (_, minutes, count) => {
    expect(evenSlots([window], minutes)).toHaveLength(count);
  });

  it('one in the past is enough, and what is missing is said in numbers', () => {
    expect(slotFindings([1000, 2000], 2, '16', 1500)).toEqual([
      { clause: '16', code: 'INTERVIEW_IN_THE_PAST', kind: 'refusal' },
    ]);
    expect(slotFindings([2000], 3, '20', 1500)).toEqual([
      { clause: '20', code: 'SLOTS_FEW', kind: 'refusal', values: { n: 1, min: 3 } },
    ]);
  });

  it('one of no known length takes its minute', () => {
    const one = { startsAt: 0, minutes: null };
    const after = (startsAt: number) => overlap(one, { startsAt, minutes: null });
    expect([after(0), after(59_999), after(60_000)]).toEqual([true, true, false]);
  });

  it('the first of two that clash is named', () => {
    const talk = (time: string) => ({ startsAt: at(`2026-09-22T${time}`), minutes: 30 });
    const found = overlapFindings([talk('11:00'), talk('10:00')], [talk('10:00'), talk('11:00')], '16');
    expect(found.map(({ values }) => values)).toEqual([{ day: '2026-09-22', time: '11:00' }]);
  });

  it('a slot that begins now is not free', () => {
    const [now, startsAt] = [1000, 5000];
    const word = (wanted: number) =>
      talkFindings({ startsAt, heard: false }, { startsAt: wanted, free: [now, now + 1] }, '20', now);
    expect(word(now)).toEqual([{ clause: '20', code: 'SLOT_NOT_FREE', kind: 'refusal' }]);
    expect(word(now + 1)).toEqual([]);
  });
});
