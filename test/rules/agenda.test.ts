import { describe, expect, it, test } from 'vitest';
import { agendaOf, attendanceFindings, callFindings } from '#rules/agenda';
import type { CommissionState } from '#rules/lifecycle';

const state: CommissionState = {
  stage: 'regional',
  formed: true,
  begun: true,
  admission: 'none',
  undecided: 0,
  missingSheets: 0,
  committed: false,
  opened: false,
  selectionSignedOn: null,
  selectionPublished: false,
  contenders: 0,
  notInvited: 0,
  called: false,
  sitting: null,
  signedOn: null,
  published: false,
  handedOver: false,
  handoverReceived: false,
  listPublished: false,
};
const ready: CommissionState = {
  ...state,
  admission: 'confirmed',
  committed: true,
  opened: true,
  selectionSignedOn: '2026-09-18',
  selectionPublished: true,
  contenders: 2,
};
const failed = { quorate: false, silent: 0, casting: false, outcome: null };

describe('§5 the agenda is what is ready', () => {
  test.each([
    ['nothing', state, []],
    ['§13 a list to confirm', { ...state, admission: 'prepared' }, ['admission']],
    ['§15 sheets opened', { ...ready, selectionSignedOn: null, selectionPublished: false }, ['selection']],
    ['§17 everybody invited', ready, ['interviews', 'vote']],
    ['§16 one not invited', { ...ready, notInvited: 1 }, []],
    ['§17 nobody to hear', { ...ready, contenders: 0 }, []],
    ['§5 again after no quorum', { ...ready, sitting: failed }, ['interviews', 'vote']],
    ['§17 decided', { ...ready, sitting: { ...failed, quorate: true, outcome: 'decided' } }, []],
    ['§20 before the list', { ...ready, stage: 'republican' }, []],
    ['§20 after the list', { ...ready, stage: 'republican', listPublished: true }, ['interviews', 'vote']],
  ] as const)('%s', (_, at, items) => {
    expect(agendaOf(at as CommissionState)).toEqual(items);
  });
});

describe('§5 a notice', () => {
  const call = { startsAt: 1000, agenda: ['vote' as const], ready: ['interviews' as const, 'vote' as const] };
  test.each([
    ['for a time to come', call, 999, undefined],
    ['for now', call, 1000, 'SITTING_IN_THE_PAST'],
    ['for nothing', { ...call, agenda: [] }, 1, 'AGENDA_EMPTY'],
    ['for what is not ready', { ...call, agenda: ['admission' as const] }, 1, 'AGENDA_NOT_READY'],
  ])('%s', (_, notice, now, code) => {
    const [finding] = callFindings(notice, '5', now);
    expect([finding?.code, finding?.clause]).toEqual([code, code === undefined ? undefined : '5']);
  });
});

describe('§5 attendance', () => {
  const open = { closed: false, rounds: 1, voted: [2] };
  it('changes while the sitting is open and no ballot depends on it', () => {
    const codes = (sitting: typeof open, present: number[]): string[] =>
      attendanceFindings(sitting, present, '5').map(({ code }) => code);
    expect(codes(open, [1, 2, 3])).toEqual([]);
    expect(codes(open, [1, 3])).toEqual(['ATTENDANCE_VOTED']);
    expect(codes({ ...open, rounds: 2 }, [1, 2, 3])).toEqual(['ATTENDANCE_FIXED']);
    expect(codes({ ...open, closed: true }, [1, 2, 3])).toEqual(['SITTING_CLOSED']);
  });
});

describe('§5 what is said against it', () => {
  it('one contender is enough to sit, one item that is not ready is not', () => {
    expect(agendaOf({ ...ready, contenders: 1 })).toEqual(['interviews', 'vote']);
    const call = { startsAt: 1000, agenda: ['vote', 'admission'] as const, ready: ['vote'] as const };
    expect(callFindings({ ...call, agenda: [...call.agenda], ready: [...call.ready] }, '7', 1)).toEqual([
      { clause: '7', code: 'AGENDA_NOT_READY', kind: 'refusal' },
    ]);
  });

  it('the first seat that voted and left is named', () => {
    expect(attendanceFindings({ closed: false, rounds: 1, voted: [1, 2, 3] }, [1], '7')).toEqual([
      { clause: '7', code: 'ATTENDANCE_VOTED', kind: 'refusal', values: { seat: 2 } },
    ]);
    expect(attendanceFindings({ closed: true, rounds: 1, voted: [] }, [1], '7')).toEqual([
      { clause: '7', code: 'SITTING_CLOSED', kind: 'refusal' },
    ]);
  });
});
