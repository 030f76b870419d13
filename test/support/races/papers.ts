// §5, §15, §17–19, §23: what is signed, published, handed over, put right and announced.

import { expect } from 'vitest';
import type { Pair, Side } from './run.ts';
import { act, bySecretary, forget, own, twice } from './sides.ts';
import { COMMISSION, OTHER, SIGNED } from './rows.ts';
import { done } from './world.ts';
import type { World } from './world.ts';

const WORDS = { kk: 'x', ru: 'x', en: 'x' };
const NEXT_DAY = '2026-09-17';

const without =
  (milestone: string, ...tables: string[]) =>
  (world: World): void => {
    forget(world, ...tables);
    world.run('DELETE FROM milestones WHERE name = ?', milestone);
    world.cutRegister();
  };

/** Committed and opened by rows. */
function opened(world: World): void {
  world.marked();
  for (const name of ['committed', 'opened']) world.milestone(name);
}
/** A decided sitting whose protocol is not signed. */
async function unsigned(world: World): Promise<void> {
  await world.decided();
  world.run("DELETE FROM milestones WHERE name = 'protocol-signed'");
}

/** The day under a protocol is put right by the secretary; a day later, so that there is a later one. */
async function correctDay(world: World, device: number): Promise<Side> {
  return act(
    await world.as('secretary', COMMISSION, device),
    'correct-protocol',
    { of: 'selection', signedOn: NEXT_DAY, protocolSha256: '', reason: WORDS },
    { corrections: 1 },
    ['CORRECTION_OPEN'],
  );
}
async function published(world: World): Promise<void> {
  await world.selected();
  await world.house.moveClock(`${NEXT_DAY}T05:00:00.000Z`);
}
async function prepared(world: World): Promise<void> {
  await published(world);
  done(await (await correctDay(world, 1)).send());
}
async function prepareAgain(world: World): Promise<void> {
  forget(world, 'correction_answers', 'corrections', 'outbox');
  world.cutRegister();
  done(await (await correctDay(world, 1)).send());
}
const confirm = async (world: World, device = 1): Promise<Side> =>
  act(
    await world.as('chair', COMMISSION, device),
    'confirm-correction',
    { correction: 1 },
    { correction_answers: 2, publications: 1 },
    ['CORRECTION_NONE', 'ALREADY_DONE'],
  );

const MANIFEST = 'a'.repeat(64);
function handedOver(world: World): void {
  world.milestone('published');
  world.run("INSERT INTO handovers VALUES (?, 1, ?, 'contenders', 1, '', 0, 'test')", COMMISSION, MANIFEST);
}
const receives = async (world: World, who: string, name: string): Promise<Side> =>
  act(
    await world.as(who, ''),
    name,
    { manifestSha256: MANIFEST, ...(name === 'refuse-handover' ? { reason: 'x' } : {}) },
    { handover_answers: 1, outbox: 1 },
    ['ALREADY_DONE', 'NOT_HANDED_OVER'],
  );

export const PAPERS: Pair[] = [
  {
    name: 'open-sheets twice',
    state: (world) => {
      world.marked();
      world.milestone('committed');
    },
    sides: (world) => bySecretary(world, 'open-sheets', {}, { milestones: 1 }, ['ALREADY_DONE']),
    undo: without('opened'),
  },
  {
    name: 'sign-selection twice',
    state: opened,
    sides: (world) => bySecretary(world, 'sign-selection', SIGNED, { milestones: 1 }, ['ALREADY_DONE']),
    undo: without('selection-signed'),
  },
  {
    name: 'the applicant withdraws against publish-selection: who is published is heard, or said to have withdrawn',
    state: (world) => world.signed(),
    both: true,
    sides: async (world) => [
      own(world, 'withdraw', { withdrawals: 1, outbox: 1 }, ['STATE_CHANGED']),
      act(await world.as('secretary'), 'publish-selection', {}, ({ other, otherFirst }) => ({
        publications: 1,
        milestones: 1,
        outbox: other && otherFirst ? 2 : 3,
      })),
    ],
    holds: (world) => {
      // A withdrawal counts as one after the selection by its instant: who is named must not have gone before it.
      const gone = world.run(
        `SELECT w.application FROM publications p, json_each(p.signed, '$.body.admitted') j
         JOIN applications a ON a.filing = j.value ->> 'filing' JOIN withdrawals w ON w.application = a.id
         JOIN milestones m ON m.commission = a.commission AND m.name = 'selection-published'
         WHERE p.kind = 'selection' AND w.at < m.at`,
      );
      expect(gone).toEqual([]);
    },
    undo: (world) => {
      unpublished(world);
      forget(world, 'withdrawals');
    },
  },
  {
    name: 'publish-selection twice',
    state: (world) => world.signed(),
    sides: (world) =>
      bySecretary(world, 'publish-selection', {}, { publications: 1, milestones: 1, outbox: 3 }, [
        'ALREADY_DONE',
      ]),
    undo: unpublished,
  },
  {
    name: 'publications of two regions at once: both, one after the other',
    state: async (world) => {
      await world.signed();
      await world.signed(OTHER);
    },
    both: true,
    sides: async (world) => [
      act(
        await world.as('secretary'),
        'publish-selection',
        {},
        { publications: 1, milestones: 1, outbox: 3 },
      ),
      act(
        await world.as('secretary', OTHER),
        'publish-selection',
        {},
        { publications: 1, milestones: 1, outbox: 1 },
        [],
        OTHER,
      ),
    ],
    undo: unpublished,
  },
  {
    name: 'sign-protocol twice',
    state: unsigned,
    sides: (world) => bySecretary(world, 'sign-protocol', SIGNED, { milestones: 1 }, ['ALREADY_DONE']),
    undo: without('protocol-signed'),
  },
  {
    name: 'publish-result twice',
    state: (world) => world.decided(),
    sides: (world) =>
      bySecretary(world, 'publish-result', {}, { milestones: 1, publications: 1, outbox: 3 }, [
        'ALREADY_DONE',
      ]),
    undo: without('published', 'outbox'),
  },
  {
    name: 'the applicant withdraws against publish-result: nobody withdraws from what is public',
    state: (world) => world.decided(),
    both: true,
    sides: async (world) => [
      own(world, 'withdraw', { withdrawals: 1, outbox: 1 }, ['ALREADY_DECIDED', 'STATE_CHANGED']),
      act(
        await world.as('secretary'),
        'publish-result',
        {},
        {
          milestones: 1,
          publications: 1,
          outbox: 3,
        },
      ),
    ],
    undo: without('published', 'outbox', 'withdrawals'),
  },
  {
    name: 'handover twice: each of them its own number',
    state: async (world) => {
      await world.decided();
      await world.scanned();
      done(await (await world.as('secretary')).json(`/api/desk/${COMMISSION}/publish-result`, {}));
    },
    sides: (world) => bySecretary(world, 'handover', {}, { handovers: 1 }, ['ALREADY_DONE']),
    undo: (world) => forget(world, 'handovers'),
  },
  {
    name: 'a hand-over received against sent back',
    state: handedOver,
    sides: async (world) => [
      await receives(world, 'agency', 'receive-handover'),
      await receives(world, 'agency2', 'refuse-handover'),
    ],
    undo: (world) => forget(world, 'handover_answers', 'outbox'),
  },
  {
    name: 'two corrections at once: one is open',
    state: published,
    sides: (world) => twice((device) => correctDay(world, device)),
    undo: (world) => forget(world, 'corrections'),
  },
  {
    name: 'confirm-correction twice',
    state: prepared,
    sides: async (world) => [await confirm(world), await confirm(world, 2)],
    undo: prepareAgain,
  },
  {
    name: 'confirm-correction against decline-correction',
    state: prepared,
    sides: async (world) => [
      await confirm(world),
      act(await world.as('secretary'), 'decline-correction', { correction: 1 }, { correction_answers: 1 }, [
        'CORRECTION_NONE',
      ]),
    ],
    undo: prepareAgain,
  },
  {
    name: 'announce-award twice',
    state: (world) => world.winner(world.ids[0] ?? ''),
    sides: async (world) => {
      const one = async (who: string): Promise<Side> =>
        act(
          await world.as(who, ''),
          'announce-award',
          { startsAt: '2026-12-01T10:00:00+05:00', place: who },
          { milestones: 1, outbox: 1 },
          ['ALREADY_DONE'],
          'agency',
        );
      return [await one('agency'), await one('agency2')];
    },
    undo: (world) => {
      forget(world, 'outbox');
      world.run("DELETE FROM milestones WHERE name = 'award-announced'");
    },
  },
];

function unpublished(world: World): void {
  forget(world, 'outbox');
  world.run("DELETE FROM milestones WHERE name = 'selection-published'");
  world.cutRegister();
}
