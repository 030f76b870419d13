// The whole procedure at its turning points: every act with its paragraph, who does it, whether it is possible, until when,
// and why not. The answers stand in procedure.txt; the dead ends and the completeness of an application beside them.

import { describe, expect, it, test } from 'vitest';
import { completeness } from '#rules/completeness';
import { DEAD_ENDS, deadEndsOf } from '#rules/dead-ends';
import type { Standstill } from '#rules/dead-ends';
import { steps } from '#rules/lifecycle';
import type { CommissionState } from '#rules/lifecycle';
import { editFindings, heldUntil } from '#rules/letters';
import { receivingCommission, transferFindings } from '#rules/routing';
import { answersIn } from '../support/answers.ts';
import { edition, fullForm, placedAt } from '../support/edition.ts';

const { expectSaid, unasked } = answersIn(new URL('procedure.txt', import.meta.url));
const PLACED = Date.parse('2026-09-01T12:00:00+05:00');
const placement = placedAt(PLACED);
const AFTER = Date.parse(placement.deadline);
const DAY = 86_400_000;
const fresh: CommissionState = {
  ...{ stage: 'regional', formed: true, begun: false, admission: 'none', undecided: 0, missingSheets: 10 },
  ...{ committed: false, opened: false, selectionSignedOn: null, selectionPublished: false, contenders: 0 },
  ...{ notInvited: 0, called: false, sitting: null, signedOn: null, published: false, handedOver: false },
  ...{ handoverReceived: false, listPublished: false },
};
const confirmed = { admission: 'confirmed', begun: true } as const;
const marked = { ...confirmed, missingSheets: 0 };
const published = {
  ...{ ...marked, committed: true, opened: true, selectionSignedOn: '2026-09-30', selectionPublished: true },
  contenders: 2,
};
const open = { quorate: true, silent: 0, casting: false, outcome: null };
const signed = { ...published, sitting: { ...open, outcome: 'decided' as const }, signedOn: '2026-10-12' };
const republican = { stage: 'republican', listPublished: true, contenders: 3 } as const;

const CASES: [string, Partial<CommissionState>, number, (typeof placement | null)?][] = [
  ['nothing is placed', {}, AFTER, null],
  ['the term runs', {}, AFTER - 1],
  ['the term is over', {}, AFTER],
  ['nobody is appointed', { formed: false }, AFTER],
  ['the list is prepared', { admission: 'prepared' }, AFTER],
  ['the list is confirmed and sheets are missing', confirmed, AFTER + 20 * DAY],
  ['one came after the list', { ...confirmed, undecided: 1 }, AFTER],
  ['every sheet is filed', marked, AFTER],
  ['the sheets are committed', { ...marked, committed: true }, AFTER],
  ['the sheets are opened', { ...marked, committed: true, opened: true }, AFTER],
  ['the protocol of the selection is signed', { ...published, selectionPublished: false }, AFTER],
  ['one is not invited', { ...published, notInvited: 1 }, AFTER],
  ['all are invited', published, AFTER + 14 * DAY],
  ['nobody passed', { ...published, contenders: 0 }, AFTER],
  ['a sitting is called', { ...published, called: true }, AFTER],
  ['a sitting is open and two are silent', { ...published, sitting: { ...open, silent: 2 } }, AFTER],
  ['all have voted', { ...published, sitting: open }, AFTER],
  ['there is a tie', { ...published, sitting: { ...open, casting: true } }, AFTER],
  ['a sitting has no quorum', { ...published, sitting: { ...open, quorate: false } }, AFTER],
  ['a sitting did not decide', { ...published, sitting: { ...open, outcome: 'new-sitting' } }, AFTER],
  ['a sitting elected nobody', { ...published, sitting: { ...open, outcome: 'none' } }, AFTER],
  ['a sitting decided', { ...published, sitting: { ...open, outcome: 'decided' } }, AFTER],
  ['the protocol is signed', signed, AFTER],
  ['the result is public', { ...signed, published: true }, AFTER],
  ['the papers are handed over', { ...signed, published: true, handedOver: true }, AFTER],
  [
    'the papers are received',
    { ...signed, published: true, handedOver: true, handoverReceived: true },
    AFTER,
  ],
  ['the republican commission before the list', { ...republican, listPublished: false }, AFTER],
  ['it is not formed', { ...republican, formed: false }, AFTER],
  ['it has finalists to invite', { ...republican, notInvited: 3 }, AFTER],
  ['it has invited all', republican, AFTER],
  ['it sits', { ...republican, sitting: { ...open, silent: 1 } }, AFTER],
  ['it has a tie', { ...republican, sitting: { ...open, casting: true } }, AFTER],
  ['it has no quorum', { ...republican, sitting: { ...open, quorate: false } }, AFTER],
  ['it has decided', { ...republican, sitting: { ...open, outcome: 'decided' } }, AFTER],
  [
    'its result is public',
    {
      ...republican,
      sitting: { ...open, outcome: 'decided' },
      signedOn: '2026-10-20',
      published: true,
      begun: true,
    },
    AFTER,
  ],
];

describe('§5–§21 what is possible, by whom, until when, and why not', () => {
  test.each(CASES)('%s', (name, changes, now, placed = placement) => {
    const said = steps({ ...fresh, ...changes }, edition, placed, now).map(
      ({ act, by, clause, state, due, overdue, left, why }) =>
        [
          `${act} §${clause} ${by.join(', ')}: ${state}`,
          ...(due === null ? [] : [`by ${due}${overdue ? ' overdue' : ''}`]),
          ...(left === null ? [] : [`left ${left}`]),
          ...(why === null
            ? []
            : [`§${why.clause} ${why.code} ${why.kind} ${JSON.stringify(why.values ?? null)}`]),
        ].join('; '),
    );
    expectSaid(name, said.join('\n'));
  });

  it('every block of the answers is asked for', () => expect(unasked()).toEqual([]));
});

describe('§5, §7, §17, §20 dead ends', () => {
  const nothing: Standstill = { nobodyLeft: false, fewMarkers: false, sitting: null };
  const sitting: NonNullable<Standstill['sitting']> = {
    ...{ quorate: true, closed: false, outcome: null, code: '', candidates: 2, elected: 0, places: 1 },
    ...{ appearances: ['appeared'], voters: 5, minVoters: 4 },
  };
  const codesOf = (state: Partial<Standstill>): string[] =>
    deadEndsOf({ ...nothing, ...state }).map(({ code }) => code);
  const at = (changes: Partial<typeof sitting>): string[] => codesOf({ sitting: { ...sitting, ...changes } });

  it('each says its paragraph, its way on, and whether the text says it', () => {
    expect(
      DEAD_ENDS.map(({ code, clause, way, outcome, interpretation }) =>
        [code, clause, way, outcome, interpretation ? 'as read' : 'as written'].join(' '),
      ),
    ).toEqual([
      'NO_QUORUM 5 call-sitting new-sitting as written',
      'TIE_CHAIR 5 casting-vote casting as written',
      'TIE_WITHOUT_CHAIR 5 call-sitting new-sitting as read',
      'NO_VOTES 17 call-sitting new-sitting as read',
      'ONE_CONTENDER 17 sign-protocol decided as read',
      'NO_CONTENDERS 17 publish-result none as read',
      'FEWER_THAN_THREE 21 sign-protocol decided as read',
      'TIE_REVOTE 21 close-vote revote as read',
      'NO_SHOW 16 ballot decided as read',
      'WITHDRAWN 17 open-sitting decided as read',
      'FEW_SHEETS 15 commit-sheets fewer-sheets as read',
      'TOO_FEW_VOTERS 5 replace-seat new-sitting as read',
    ]);
  });

  test.each<[string, Partial<Standstill>, string[]]>([
    ['nothing has stopped', {}, []],
    ['few may mark', { fewMarkers: true }, ['FEW_SHEETS']],
    ['nobody is left', { nobodyLeft: true }, ['NO_CONTENDERS']],
    ['nobody is left, whatever the sitting', { nobodyLeft: true, sitting }, ['NO_CONTENDERS']],
    [
      'few may mark and nobody is left',
      { fewMarkers: true, nobodyLeft: true },
      ['NO_CONTENDERS', 'FEW_SHEETS'],
    ],
  ])('%s', (_, state, expected) => expect(codesOf(state).sort()).toEqual([...expected].sort()));

  it('a sitting that has not ended has no outcome, whatever it will be called', () => {
    expect(at({ outcome: null, code: 'NO_VOTES' })).toEqual([]);
  });

  test.each<[string, Partial<typeof sitting>, string[]]>([
    ['a sitting goes on', {}, []],
    ['no quorum', { quorate: false, appearances: ['no-show'], voters: 1 }, ['NO_QUORUM']],
    ['a tie for the chair', { outcome: 'casting', code: 'CASTING_VOTE_NEEDED' }, ['TIE_CHAIR']],
    ['a tie for another round', { outcome: 'revote', code: 'TIE_REVOTE' }, ['TIE_REVOTE']],
    ['no votes', { outcome: 'new-sitting', code: 'NO_VOTES' }, ['NO_VOTES']],
    ['as many voters as are needed', { voters: 4 }, []],
    ['one voter fewer', { voters: 3 }, ['TOO_FEW_VOTERS']],
    ['one voter fewer, and closed', { voters: 3, closed: true }, []],
    ['too few voters and nobody to vote on', { voters: 3, candidates: 0 }, []],
    ['too few voters on one', { voters: 3, candidates: 1, places: 3 }, ['TOO_FEW_VOTERS']],
    ['one contender for one place', { candidates: 1 }, ['ONE_CONTENDER']],
    ['one contender for three places', { candidates: 1, places: 3 }, []],
    ['three places, two elected', { outcome: 'decided', places: 3, elected: 2 }, ['FEWER_THAN_THREE']],
    ['three places, three elected', { outcome: 'decided', places: 3, elected: 3 }, []],
    ['three places, not decided', { places: 3, elected: 2 }, []],
    ['one did not come', { appearances: ['appeared', 'no-show'] }, ['NO_SHOW']],
    ['one withdrew', { appearances: ['withdrawn', 'appeared'] }, ['WITHDRAWN']],
  ])('%s', (_, changes, expected) => expect(at(changes)).toEqual(expected));
});

describe('§9, §12 what an application lacks, whole', () => {
  const found = (form: object, files: Parameters<typeof completeness>[1]) =>
    completeness(fullForm(form), files, edition).filter(({ clause }) => clause !== '6');
  const form = { kind: 'form', criterion: null } as const;
  const all = { kind: 'evidence', criterion: null } as const;

  it('a report of blanks is none; a file for one criterion or for all is one', () => {
    const report = ['1', ' ', '3', '', '5', '6'];
    const lack = (criterion: number) => ({
      ...{ clause: '12', code: 'REPORT_MISSING', kind: 'missing' },
      ...{ field: `report.${criterion - 1}`, values: { criterion } },
    });
    expect(found({ report }, [form, all])).toEqual([lack(2), lack(4)]);
    expect(found({ report }, [form, all, { kind: 'report', criterion: 2 }])).toEqual([lack(4)]);
    expect(found({ report }, [form, all, { kind: 'report', criterion: null }])).toEqual([]);
  });

  it('evidence for some criteria is a remark on each of the others; for all, or a link, it is enough', () => {
    const remark = (criterion: number) => ({
      ...{ clause: '12', code: 'EVIDENCE_MISSING_FOR_CRITERION', kind: 'remark', field: 'files.evidence' },
      ...{ values: { criterion }, interpretation: true },
    });
    const some = [1, 2].map((criterion) => ({ kind: 'evidence', criterion }) as const);
    expect(found({}, [form, ...some])).toEqual([3, 4, 5, 6].map(remark));
    expect(found({}, [form, ...some, all])).toEqual([]);
    expect(found({ links: 'https://example.kz/a' }, [form, ...some])).toEqual([]);
    expect(found({}, [form])).toEqual([
      { clause: '12', code: 'EVIDENCE_MISSING', kind: 'missing', field: 'files.evidence' },
    ]);
  });

  it('a representative has a name and a position', () => {
    const lack = { clause: 'A1', code: 'REPRESENTATIVE_MISSING', kind: 'missing', field: 'representatives' };
    for (const [name, position] of [
      [' ', 'Басшы'],
      ['Оспанов', ' '],
    ] as [string, string][])
      expect(found({ representatives: [{ name, position }] }, [form, all])).toEqual([lack]);
  });

  it('§6 goes where its kind says, with a remark where it asked for another region', () => {
    const remark = { clause: '6', code: 'ROUTED_TO_CENTRAL', kind: 'remark', field: 'region' };
    expect(receivingCommission({ kind: 'central_body', region: '10' }, edition)).toEqual({
      commission: '71',
      findings: [remark],
    });
    expect(completeness(fullForm({ kind: 'central_body' }), [form, all], edition)).toEqual([]);
    expect(transferFindings({ from: '10', to: '10', kind: 'local_executive' }, edition)).toEqual([
      { clause: '6', code: 'TRANSFER_NOT_COMPETENT', kind: 'refusal' },
    ]);
  });
});

describe('§14, §18 a letter that is held', () => {
  const at = Date.parse('2026-09-17T10:00:00+05:00');
  const end = (day: string): number => Date.parse(`${day}T24:00:00+05:00`);
  test.each([
    [null, end('2026-09-18')],
    ['2026-09-16', null],
    ['2026-09-17', end('2026-09-17')],
    ['2026-09-18', end('2026-09-18')],
    ['2026-09-21', end('2026-09-18')],
  ])('an act whose term ends on %s', (due, until) => expect(heldUntil(at, due, edition)).toBe(until));

  test.each<[{ subject: string; body: string }, string[], object[]]>([
    [{ subject: 'а', body: 'б  в' }, ['б\nв', ' ', ''], []],
    [{ subject: 'а', body: 'б' }, [' г '], [{ code: 'LETTER_LACKS', values: { fact: 'г' } }]],
    [{ subject: 'а'.repeat(200), body: 'б'.repeat(10_000) }, [], []],
    [{ subject: 'а'.repeat(201), body: 'б' }, [], [{ code: 'TOO_LONG', values: { max: 200 } }]],
    [{ subject: 'а', body: 'б'.repeat(10_001) }, [], [{ code: 'TOO_LONG', values: { max: 10_000 } }]],
  ])('written anew %#', (written, facts, expected) => {
    expect(editFindings(written, facts, '14')).toEqual(
      expected.map((one) => ({ clause: '14', kind: 'refusal', ...one })),
    );
  });
});

describe('§15, §20 one is enough to wait for', () => {
  const why = (changes: Partial<CommissionState>, act: string) =>
    steps({ ...fresh, ...changes }, edition, placement, AFTER).find((step) => step.act === act)?.why;
  const refused = (clause: string, code: string, values?: object) => ({
    ...{ clause, code, kind: 'refusal' },
    ...(values === undefined ? {} : { values }),
  });
  test.each<[string, Partial<CommissionState>, string, object | null]>([
    ['no sheet', marked, 'commit-sheets', null],
    [
      'one sheet',
      { ...marked, missingSheets: 1 },
      'commit-sheets',
      refused('15', 'SHEETS_MISSING', { n: 1 }),
    ],
    [
      'one application',
      { ...marked, undecided: 1 },
      'commit-sheets',
      refused('14', 'APPLICATIONS_UNDECIDED', { n: 1 }),
    ],
    ['nobody to invite', republican, 'open-sitting', null],
    [
      'one to invite',
      { ...republican, notInvited: 1 },
      'open-sitting',
      refused('16', 'NOT_INVITED', { n: 1 }),
    ],
    ['nobody to hear', { ...republican, contenders: 0 }, 'call-sitting', refused('7', 'AGENDA_EMPTY')],
  ])('%s', (_, changes, act, expected) => expect(why(changes, act)).toEqual(expected));
});
