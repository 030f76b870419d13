// §5, §15: sheets, conflicts of interest, commitments, the publication of the selection, objections.

import { expect } from 'vitest';
import { commissionOf } from '../../../host/rehearsal/cast.ts';
import type { SignedPublication } from '#rules/publication';
import type { Pair, Side } from './run.ts';
import { act, bySecretary, forget, own, twice } from './sides.ts';
import { CLEAN, COMMISSION, MARKS } from './rows.ts';
import type { World } from './world.ts';

const sheet = (world: World, more: object = {}) => ({
  application: world.ids[0],
  marks: MARKS,
  violations: CLEAN,
  ...more,
});
const ONE_SHEET = { mark_sheets: 1 };
const COMMITTING = { milestones: 1, publications: 1 };
const commit = async (world: World): Promise<Side> =>
  act(await world.as('secretary'), 'commit-sheets', {}, COMMITTING, ['STATE_CHANGED']);

/** What is published is what stands: the sheets in force, and how many may not mark. */
function committedAsItIs(world: World, done: boolean): void {
  if (!done) return;
  const [row] = world.run<{ signed: string }>("SELECT signed FROM publications WHERE kind = 'commitments'");
  const { body } = JSON.parse(row?.signed ?? '') as SignedPublication;
  const published = body.kind === 'commitments' ? body.filings : [];
  const standing = world.run<{ filing: string; recused: number; commitments: string }>(
    `SELECT a.filing, (SELECT count(*) FROM recusals r WHERE r.application = a.id) AS recused,
       (SELECT json_group_array(commitment) FROM (SELECT commitment FROM mark_sheets m WHERE m.application = a.id
          AND m.version = (SELECT max(version) FROM mark_sheets n WHERE n.application = a.id AND n.seat = m.seat)
          AND NOT EXISTS (SELECT 1 FROM recusals r WHERE r.application = a.id AND r.seat = m.seat)
        ORDER BY commitment)) AS commitments
     FROM applications a WHERE a.commission = ? ORDER BY a.filing`,
    COMMISSION,
  );
  expect(published).toEqual(
    standing.map((one) => ({ ...one, commitments: JSON.parse(one.commitments) as string[] })),
  );
}
const uncommitted = (world: World): void => {
  world.run("DELETE FROM milestones WHERE name = 'committed'");
  world.run('DELETE FROM mark_sheets WHERE version > 1');
  world.cutRegister();
};

export const MARKING: Pair[] = [
  {
    name: "the same member's mark twice",
    state: (world) => world.admitted(),
    sides: (world) =>
      twice(async (device) => {
        const marks = MARKS.map((mark) => mark - device + 1);
        const input = sheet(world, { marks, after: 0 });
        return act(await world.as('member2', COMMISSION, device), 'mark', input, ONE_SHEET, [
          'STATE_CHANGED',
        ]);
      }),
    undo: (world) => forget(world, 'mark_sheets'),
  },
  {
    name: "the member's mark against the same sheet from paper",
    state: (world) => world.admitted(),
    sides: async (world) => [
      act(await world.as('member2'), 'mark', sheet(world, { after: 0 }), ONE_SHEET, ['STATE_CHANGED']),
      act(await world.as('secretary'), 'mark', sheet(world, { seat: 3 }), ONE_SHEET, [
        'SHEET_FILED_BY_MEMBER',
      ]),
    ],
    undo: (world) => forget(world, 'mark_sheets'),
  },
  {
    name: 'a mark against a late save of the same sheet: the save never outlives it',
    state: (world) => world.admitted(),
    both: true,
    sides: async (world) => {
      const phone = await world.as('member2', COMMISSION, 2);
      return [
        act(await world.as('member2'), 'mark', sheet(world, { after: 0 }), ONE_SHEET),
        {
          act: 'sheet-draft',
          quiet: true,
          send: () =>
            phone.form(`/api/desk/${COMMISSION}/sheet-draft`, {
              application: world.ids[0] ?? '',
              'marks.0': '1',
            }),
          adds: {},
          loses: ['STATE_CHANGED'],
        },
      ];
    },
    undo: (world) => forget(world, 'mark_sheets'),
  },
  {
    name: 'recuse against mark: a recused seat has no sheet that counts',
    state: (world) => world.admitted(),
    both: true,
    sides: async (world) => [
      act(await world.as('member2'), 'recuse', { application: world.ids[0], reason: 'x' }, { recusals: 1 }),
      act(await world.as('member2', COMMISSION, 2), 'mark', sheet(world), ONE_SHEET, ['SEAT_RECUSED']),
    ],
    undo: (world) => forget(world, 'mark_sheets', 'recusals'),
  },
  {
    name: 'declaring a conflict against the same sheet from paper',
    state: (world) => world.admitted(),
    both: true,
    sides: async (world) => [
      conflict(await world.as('member6'), world, []),
      paperOf6(await world.as('secretary'), world),
    ],
    undo: (world) => {
      forget(world, 'mark_sheets', 'recusals');
      world.run('DELETE FROM declarations WHERE conflict = 1');
    },
  },
  {
    name: 'a changed mark against commit-sheets: what is published is what stands',
    state: (world) => world.marked(),
    both: true,
    sides: async (world) => [
      act(await world.as('member2'), 'mark', sheet(world, { reason: 'x' }), ONE_SHEET, ['ALREADY_DONE']),
      await commit(world),
    ],
    holds: (world, [, committed]) => committedAsItIs(world, committed),
    undo: uncommitted,
  },
  {
    name: 'declaring a conflict against commit-sheets: what is published is what stands',
    state: (world) => world.marked(),
    both: true,
    sides: async (world) => [
      conflict(await world.as('member6'), world, ['SHEETS_COMMITTED']),
      await commit(world),
    ],
    holds: (world, [, committed]) => committedAsItIs(world, committed),
    undo: (world) => {
      uncommitted(world);
      forget(world, 'recusals');
      world.run('DELETE FROM declarations WHERE conflict = 1');
    },
  },
  {
    name: 'commit-sheets twice',
    state: (world) => world.marked(),
    sides: (world) => bySecretary(world, 'commit-sheets', {}, COMMITTING, ['ALREADY_DONE']),
    undo: uncommitted,
  },
  {
    name: 'set-commission against the first mark: nobody who marked is replaced',
    state: (world) => world.admitted(),
    sides: async (world) => [
      act(
        await world.as('agency', ''),
        'set-commission',
        { seats: commissionOf(COMMISSION, 1) },
        { seats: 8, outbox: 8 },
        ['ALREADY_DONE'],
      ),
      act(await world.as('member2'), 'mark', sheet(world), ONE_SHEET, [
        'SEAT_UNKNOWN',
        'CONFLICT_NOT_DECLARED',
      ]),
    ],
    undo: (world) => {
      forget(world, 'mark_sheets');
      world.reseat();
    },
  },
  {
    name: 'answer-objection twice',
    state: objected,
    sides: (world) =>
      twice(async (device) =>
        act(
          await world.as('agency', '', device),
          'answer-objection',
          { application: world.ids[0], number: 1, answer: `answer ${device}` },
          { outbox: 1 },
          ['ALREADY_DONE'],
          'agency',
        ),
      ),
    undo: (world) => {
      forget(world, 'outbox', 'objections');
      objected(world);
    },
  },
  {
    name: 'the same recusal by the member and by the secretary',
    state: (world) => world.admitted(),
    sides: async (world) => [
      act(await world.as('member2'), 'recuse', { application: world.ids[0], reason: 'x' }, { recusals: 1 }, [
        'ALREADY_RECUSED',
      ]),
      act(
        await world.as('secretary'),
        'recuse',
        { application: world.ids[0], seat: world.seat('member2'), reason: 'y' },
        { recusals: 1 },
        ['ALREADY_RECUSED'],
      ),
    ],
    undo: (world) => forget(world, 'recusals'),
  },
  {
    name: 'a member declares on two devices: the first word stands',
    state: (world) => world.admitted(),
    sides: async (world) => [
      conflict(await world.as('member6'), world, ['APPLICATION_UNKNOWN']),
      act(
        await world.as('member6', COMMISSION, 2),
        'declare',
        { items: [{ application: world.ids[0], conflict: false }] },
        { declarations: 1 },
        ['APPLICATION_UNKNOWN'],
      ),
    ],
    undo: (world) => {
      forget(world, 'recusals');
      world.run('DELETE FROM declarations WHERE seat = ?', world.seat('member6'));
    },
  },
  {
    name: 'the applicant withdraws against commit-sheets',
    state: (world) => world.marked(),
    both: true,
    sides: async (world) => [own(world, 'withdraw', { withdrawals: 1, outbox: 1 }), await commit(world)],
    undo: (world) => {
      uncommitted(world);
      forget(world, 'withdrawals', 'outbox');
    },
  },
];

function conflict(who: Parameters<typeof act>[0], world: World, loses: string[]): Side {
  const items = [{ application: world.ids[0], conflict: true, reason: 'x' }];
  return act(who, 'declare', { items }, { declarations: 1, recusals: 1 }, loses);
}
function paperOf6(who: Parameters<typeof act>[0], world: World): Side {
  return act(who, 'mark', sheet(world, { seat: 7 }), ONE_SHEET, ['SEAT_RECUSED']);
}
function objected(world: World): void {
  world.run(
    "INSERT INTO objections (application, number, against, text, filed_at, late) VALUES (?, 1, 'not-admitted', 'x', 0, 0)",
    world.ids[0] ?? '',
  );
}
