import { describe, expect, it, test } from 'vitest';
import { steps } from '#rules/lifecycle';
import type { CommissionState } from '#rules/lifecycle';
import { edition, placedAt } from '../support/edition.ts';

const PLACED = Date.parse('2026-09-01T12:00:00+05:00');
const placement = placedAt(PLACED);
const AFTER = Date.parse(placement.deadline);
const fresh: CommissionState = {
  stage: 'regional',
  formed: true,
  begun: false,
  admission: 'none',
  undecided: 0,
  missingSheets: 10,
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
/** 'possible', 'done', or the reason why an act is locked. */
function stateOf(act: string, changes: Partial<CommissionState>, now = AFTER): string {
  const step = steps({ ...fresh, ...changes }, edition, placement, now).find((row) => row.act === act);
  return step?.why === null || step === undefined
    ? (step?.state ?? 'no such act')
    : `§${step.why.clause} ${step.why.code}`;
}
const confirmed = { admission: 'confirmed' as const };
const published = {
  ...confirmed,
  committed: true,
  opened: true,
  selectionSignedOn: '2026-09-30',
  selectionPublished: true,
};
const open = { quorate: true, silent: 0, casting: false, outcome: null };

describe('§12 nothing is decided before the term is over', () => {
  test.each([
    [-1, '§12 TERM_NOT_OVER'],
    [0, 'possible'],
    [1, 'possible'],
  ])('%i ms from the deadline: %s', (offset, state) => {
    expect(stateOf('admission-list', {}, AFTER + offset)).toBe(state);
  });
  it('§11 and nothing before the placement', () => {
    const step = steps(fresh, edition, null, AFTER).find(({ act }) => act === 'admission-list');
    expect(step?.why).toMatchObject({ clause: '11', code: 'NOT_PLACED' });
  });
});

test.each<[string, string, Partial<CommissionState>, string]>([
  ['§5 a commission must be formed', 'admission-list', { formed: false }, '§5 COMMISSION_NOT_FORMED'],
  ['§13 the chair confirms what was prepared', 'confirm-admission', {}, '§13 ADMISSION_NOT_PREPARED'],
  ['§14 the chair confirms', 'confirm-admission', { admission: 'prepared' }, 'possible'],
  ['§14 marking waits for admission', 'mark', {}, '§14 ADMISSION_NOT_CONFIRMED'],
  ['§15 marking', 'mark', confirmed, 'possible'],
  ['§15 all sheets first', 'commit-sheets', confirmed, '§15 SHEETS_MISSING'],
  ['§14 what came after the list', 'decide-application', { ...confirmed, undecided: 1 }, 'possible'],
  ['§14 nothing after the list', 'decide-application', confirmed, 'done'],
  ['§15 commitments', 'commit-sheets', { ...confirmed, missingSheets: 0 }, 'possible'],
  [
    '§14 before what came later is decided',
    'commit-sheets',
    { ...confirmed, undecided: 1 },
    '§14 APPLICATIONS_UNDECIDED',
  ],
  ['§15 opening waits for commitments', 'open-sheets', confirmed, '§15 SHEETS_NOT_COMMITTED'],
  [
    '§15 the protocol waits for opening',
    'sign-selection',
    { ...confirmed, committed: true },
    '§15 SHEETS_NOT_OPENED',
  ],
  [
    '§15 publication waits for the protocol',
    'publish-selection',
    { opened: true },
    '§15 PROTOCOL_NOT_SIGNED',
  ],
  ['§16 invitations wait for the selection', 'invite', confirmed, '§15 SELECTION_NOT_PUBLISHED'],
  ['§16 invitations', 'invite', { ...published, contenders: 2, notInvited: 2 }, 'possible'],
  [
    '§16 all are invited before the sitting',
    'open-sitting',
    { ...published, contenders: 2, notInvited: 1 },
    '§16 NOT_INVITED',
  ],
  ['§5 a notice', 'call-sitting', { ...published, contenders: 2 }, 'possible'],
  ['§5 no second notice', 'call-sitting', { ...published, contenders: 2, called: true }, 'done'],
  ['§17 no notice without contenders', 'call-sitting', published, '§17 NO_CONTENDERS'],
  [
    '§5 no notice while it sits',
    'call-sitting',
    { ...published, contenders: 2, sitting: open },
    '§5 SITTING_OPEN',
  ],
  ['§5 no notice for nothing', 'call-sitting', {}, '§15 SELECTION_NOT_PUBLISHED'],
  ['§17 a sitting', 'open-sitting', { ...published, contenders: 2 }, 'possible'],
  ['§17 no sitting without contenders', 'open-sitting', published, '§17 NO_CONTENDERS'],
  [
    '§5 no ballot without quorum',
    'ballot',
    { ...published, sitting: { ...open, quorate: false } },
    '§5 NO_QUORUM_NO_DECISION',
  ],
  [
    '§5 called again without quorum',
    'open-sitting',
    { ...published, contenders: 2, sitting: { ...open, quorate: false } },
    'possible',
  ],
  ['§5 not twice at once', 'open-sitting', { ...published, contenders: 2, sitting: open }, '§5 SITTING_OPEN'],
  [
    '§17 every ballot before the end',
    'close-vote',
    { ...published, sitting: { ...open, silent: 1 } },
    '§5 BALLOTS_MISSING',
  ],
  ['§5 no casting vote without a tie', 'casting-vote', { ...published, sitting: open }, '§5 NO_TIE'],
  ['§5 the casting vote', 'casting-vote', { ...published, sitting: { ...open, casting: true } }, 'possible'],
  [
    '§5 the protocol waits for the decision',
    'sign-protocol',
    { ...published, sitting: open },
    '§5 NOT_DECIDED',
  ],
  [
    '§17 publication waits for the protocol',
    'publish-result',
    { ...published, contenders: 2 },
    '§5 PROTOCOL_NOT_SIGNED',
  ],
  ['§17 a region where nobody passed', 'publish-result', published, 'possible'],
  ['§19 handover waits for the publication', 'handover', published, '§17 RESULT_NOT_PUBLISHED'],
  ['§19 the Agency has nothing to receive yet', 'receive-handover', published, '§19 NOT_HANDED_OVER'],
  ['§19 the Agency receives', 'receive-handover', { ...published, handedOver: true }, 'possible'],
  [
    '§19 the Agency has received',
    'receive-handover',
    { ...published, handedOver: true, handoverReceived: true },
    'done',
  ],
  ['§20 the republic waits for the list', 'open-sitting', { stage: 'republican' }, '§18 LIST_NOT_PUBLISHED'],
  [
    '§20 the republican sitting',
    'open-sitting',
    { stage: 'republican', listPublished: true, contenders: 3 },
    'possible',
  ],
  [
    '§21 winners',
    'publish-result',
    { stage: 'republican', listPublished: true, signedOn: '2026-11-02' },
    'possible',
  ],
])('%s', (_, act, changes, state) => expect(stateOf(act, changes)).toBe(state));

describe('§13, §16, §19 due days', () => {
  const due = (act: string, changes: Partial<CommissionState>) =>
    steps({ ...fresh, ...changes }, edition, placement, AFTER).find((row) => row.act === act)?.due;
  it('stand beside the acts they bind', () => {
    expect(due('admission-list', {})).toBe('2026-09-24');
    expect(due('invite', { ...published, contenders: 1, notInvited: 1 })).toBe('2026-10-07');
    expect(due('handover', { ...published, signedOn: '2026-10-22' })).toBe('2026-10-28');
    // Where nobody passed the selection's protocol is the decision.
    expect(due('handover', published)).toBe('2026-10-05');
    expect(due('handover', { ...published, contenders: 1 })).toBeNull();
  });
  it('an open step is overdue after its day', () => {
    const late = steps(fresh, edition, placement, Date.parse('2026-09-25T00:00:00+05:00'));
    expect(late.find(({ act }) => act === 'admission-list')?.overdue).toBe(true);
  });
});
