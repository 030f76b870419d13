// §16: invitations, slots that applicants take, times that the secretary moves, what is handed in meanwhile.

import { expect } from 'vitest';
import { multipart, newKey } from '../../../host/rehearsal/client.ts';
import type { Pair, Side } from './run.ts';
import { act, bySecretary, forget, opening, unopened } from './sides.ts';
import { COMMISSION } from './rows.ts';
import type { Applicant, World } from './world.ts';

const DAY = '2026-09-25';
const at = (hour: number): number => Date.parse(`${DAY}T${hour}:00:00+05:00`);
const ONE_TALK = { interview_talks: 1 };
const MOVED = { interview_talks: 1, outbox: 1 };

/** The applications as they wait for an invitation, or with one each at ten, eleven and twelve; two slots are open. */
const uninvited = (world: World): void => {
  world.invited();
  world.run('DELETE FROM invitations');
};
function withSlots(world: World): void {
  uninvited(world);
  slotsAgain(world);
}
function slotsAgain(world: World): void {
  invitedAgain(world);
  forget(world, 'slots');
  for (const hour of [15, 16]) {
    world.run(
      "INSERT INTO slots (commission, stage, starts_at, minutes, place) VALUES (?, 'regional', ?, 30, 'x')",
      COMMISSION,
      at(hour),
    );
  }
}
function invitedAgain(world: World): void {
  forget(world, 'interview_talks', 'outbox', 'invitations');
  for (const [index, id] of world.ids.entries()) {
    world.run(
      "INSERT INTO invitations (application, stage, starts_at, place, sent_at) VALUES (?, 'regional', ?, 'x', 0)",
      id,
      at(10 + index),
    );
  }
}

/** An applicant's word on the time. */
function word(applicant: Applicant | undefined, fields: object, adds: Side['adds'], loses: string[]): Side {
  if (applicant === undefined) throw new Error('nobody has filed');
  const body = new URLSearchParams({ stage: 'regional', ...fields }).toString();
  const headers = {
    ...applicant.bearer,
    'idempotency-key': newKey(),
    'content-type': 'application/x-www-form-urlencoded',
  };
  return {
    act: 'interview',
    send: () => applicant.client.send('/api/applications/interview', { method: 'POST', body, headers }),
    adds,
    loses,
  };
}
const takes = (applicant: Applicant | undefined, hour: number, loses: string[]): Side =>
  word(applicant, { act: 'chosen', startsAt: new Date(at(hour)).toISOString() }, MOVED, loses);

const startsAt = (hour: number): string => `${DAY}T${hour}:00:00+05:00`;
async function move(world: World, id: string | undefined, hour: number, loses: string[]): Promise<Side> {
  const input = { application: id, startsAt: startsAt(hour), place: 'x', reason: 'x' };
  return act(await world.as('secretary'), 'move-interview', input, MOVED, loses);
}
async function invite(world: World, hour: number, device = 1): Promise<Side> {
  const invitations = world.ids.map((application, index) => ({
    application,
    startsAt: startsAt(hour + index),
    place: 'x',
  }));
  const adds = { invitations: 3, outbox: 3 };
  return act(await world.as('secretary', COMMISSION, device), 'invite', { invitations }, adds, [
    'ALREADY_DONE',
    'INTERVIEWS_OVERLAP',
  ]);
}

/** No two contenders are asked to come at one time. */
const apart = (world: World): void => {
  const [row] = world.run<{ same: number }>(
    'SELECT count(*) - count(DISTINCT starts_at) AS same FROM invitations',
  );
  expect(row?.same).toBe(0);
};

export const INTERVIEWS: Pair[] = [
  {
    name: 'invite twice',
    state: uninvited,
    sides: async (world) => [await invite(world, 10), await invite(world, 11, 2)],
    undo: (world) => forget(world, 'invitations', 'outbox'),
  },
  {
    name: 'invite by hand against invite-evenly',
    state: uninvited,
    sides: async (world) => [
      await invite(world, 10),
      act(
        await world.as('secretary', COMMISSION, 2),
        'invite-evenly',
        { windows: [{ day: DAY, from: '09:00', until: '12:00' }], minutes: 30, place: 'x' },
        { invitations: 3, outbox: 3 },
        ['ALREADY_DONE', 'INTERVIEWS_OVERLAP'],
      ),
    ],
    undo: (world) => forget(world, 'invitations', 'outbox'),
  },
  {
    name: 'an applicant takes a slot against invite-evenly over the same time',
    state: (world) => {
      withSlots(world);
      world.run('DELETE FROM invitations WHERE application = ?', world.ids[2] ?? '');
    },
    both: true,
    sides: async (world) => [
      takes(world.applicants.get('A'), 15, ['SLOT_NOT_FREE', 'STATE_CHANGED']),
      act(
        await world.as('secretary'),
        'invite-evenly',
        { windows: [{ day: DAY, from: '15:00', until: '16:00' }], minutes: 30, place: 'x' },
        { invitations: 1, outbox: 1 },
        ['INTERVIEWS_OVERLAP'],
      ),
    ],
    holds: apart,
    undo: (world) => {
      invitedAgain(world);
      world.run('DELETE FROM invitations WHERE application = ?', world.ids[2] ?? '');
    },
  },
  {
    name: 'two applicants take the same slot',
    state: withSlots,
    sides: (world) =>
      Promise.resolve([
        takes(world.applicants.get('A'), 15, ['SLOT_NOT_FREE', 'STATE_CHANGED']),
        takes(world.applicants.get('B'), 15, ['SLOT_NOT_FREE', 'STATE_CHANGED']),
      ]),
    holds: apart,
    undo: invitedAgain,
  },
  {
    name: 'an applicant takes a slot against the secretary moving another there',
    state: withSlots,
    sides: async (world) => [
      takes(world.applicants.get('A'), 15, ['SLOT_NOT_FREE', 'STATE_CHANGED']),
      await move(world, world.ids[1], 15, ['STATE_CHANGED', 'INTERVIEWS_OVERLAP']),
    ],
    holds: apart,
    undo: invitedAgain,
  },
  {
    name: 'an applicant takes a slot against the secretary moving the same interview: the last word is the one that stands',
    state: withSlots,
    both: true,
    sides: async (world) => [
      takes(world.applicants.get('A'), 15, ['STATE_CHANGED']),
      await move(world, world.ids[0], 16, []),
    ],
    holds: (world) => {
      const [row] = world.run<{ same: number }>(
        `SELECT i.starts_at = t.starts_at AS same FROM invitations i JOIN interview_talks t ON t.application = i.application
         WHERE i.application = ? ORDER BY t.number DESC LIMIT 1`,
        world.ids[0] ?? '',
      );
      expect(row?.same).toBe(1);
    },
    undo: invitedAgain,
  },
  {
    name: 'the same applicant asks for another time on two devices',
    state: withSlots,
    sides: (world) =>
      Promise.resolve([
        word(world.applicants.get('A'), { act: 'asked', text: 'x' }, ONE_TALK, [
          'STATE_CHANGED',
          'MOVE_ASKED_ALREADY',
        ]),
        word(world.applicants.get('A'), { act: 'asked', text: 'y' }, ONE_TALK, [
          'STATE_CHANGED',
          'MOVE_ASKED_ALREADY',
        ]),
      ]),
    undo: invitedAgain,
  },
  {
    name: 'move-interview against decline-move: what is granted is not declined',
    state: asked,
    both: true,
    sides: async (world) => [
      await move(world, world.ids[0], 16, []),
      act(
        await world.as('secretary', COMMISSION, 2),
        'decline-move',
        { application: world.ids[0], reason: 'x' },
        MOVED,
        ['MOVE_NOT_ASKED'],
      ),
    ],
    undo: asked,
  },
  {
    name: 'an applicant takes a slot against open-sitting',
    state: withSlots,
    both: true,
    sides: async (world) => [
      takes(world.applicants.get('A'), 15, ['INTERVIEW_OVER', 'STATE_CHANGED']),
      await opening(world, []),
    ],
    undo: (world) => {
      unopened(world);
      invitedAgain(world);
    },
  },
  {
    name: 'an applicant takes a slot against close-slots of it: what is taken stays',
    state: withSlots,
    sides: async (world) => [
      takes(world.applicants.get('A'), 15, ['SLOT_NOT_FREE', 'STATE_CHANGED']),
      act(await world.as('secretary'), 'close-slots', { starts: [startsAt(15)] }, { slots: -1 }, [
        'SLOT_NOT_FREE',
      ]),
    ],
    holds: (world, [taken]) => {
      const [row] = world.run<{ open: number }>('SELECT count(*) AS open FROM slots');
      expect(row?.open).toBe(taken ? 2 : 1);
    },
    undo: slotsAgain,
  },
  {
    name: 'open-slots twice over the same hours',
    state: withSlots,
    sides: (world) => bySecretary(world, 'open-slots', opened(17), { slots: 2 }, ['SLOTS_NONE']),
    undo: slotsAgain,
  },
  {
    name: 'open-slots against the secretary moving an interview there',
    state: withSlots,
    both: true,
    ignores: ['slots'],
    sides: async (world) => [
      act(await world.as('secretary', COMMISSION, 2), 'open-slots', opened(17), {}),
      await move(world, world.ids[0], 17, []),
    ],
    holds: apart,
    undo: slotsAgain,
  },
  {
    name: 'close-slots against open-sitting',
    state: withSlots,
    both: true,
    sides: async (world) => [
      act(
        await world.as('secretary', COMMISSION, 2),
        'close-slots',
        { starts: [startsAt(15)] },
        { slots: -1 },
        ['INTERVIEW_OVER', 'STATE_CHANGED'],
      ),
      await opening(world, []),
    ],
    undo: (world) => {
      unopened(world);
      slotsAgain(world);
    },
  },
  {
    name: 'the applicant hands in a link against open-sitting: nothing comes once the commission has met',
    state: async (world) => {
      await world.selected();
      invitedAgain(world);
    },
    both: true,
    sides: async (world) => [handsIn(world.applicants.get('A')), await opening(world, [])],
    undo: (world) => {
      unopened(world);
      forget(world, 'materials');
    },
  },
];

/** Two slots in the hour that begins at `hour`. */
const opened = (hour: number) => ({
  windows: [{ day: DAY, from: `${hour}:00`, until: `${hour + 1}:00` }],
  minutes: 30,
  place: 'x',
});

function asked(world: World): void {
  withSlotsOnce(world);
  world.run(
    "INSERT INTO interview_talks (application, stage, number, act, text, starts_at, at) VALUES (?, 'regional', 1, 'asked', 'x', ?, 0)",
    world.ids[0] ?? '',
    at(10),
  );
}
/** The first time everything, afterwards what a round changes. */
function withSlotsOnce(world: World): void {
  if (world.run('SELECT 1 FROM slots').length === 0) withSlots(world);
  else invitedAgain(world);
}

function handsIn(applicant: Applicant | undefined): Side {
  if (applicant === undefined) throw new Error('nobody has filed');
  const sent = multipart(
    [
      ['key', newKey()],
      ['link.video', 'https://example.kz/v'],
    ],
    [],
  );
  const headers = { ...applicant.bearer, ...sent.headers };
  return {
    act: 'add-material',
    send: () => applicant.client.send('/api/applications/materials', { ...sent, method: 'POST', headers }),
    adds: { materials: 1 },
    loses: ['MATERIALS_HEARD', 'STATE_CHANGED'],
  };
}
