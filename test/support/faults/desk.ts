// What the desk writes: pages that take a form or a file, and the acts.

import { commissionOf } from '../../../host/rehearsal/cast.ts';
import { fullForm } from '../edition.ts';
import { CLEAN, COMMISSION, MARKS, OTHER, SPARE } from '../races/rows.ts';
import type { World } from '../races/world.ts';
import { act, bytes, filesOf, form } from './ask.ts';
import { ACT, id, invitation, LATER, PDF } from './scenario.ts';
import type { Scenario } from './scenario.ts';

const reason = { kk: 'x', ru: 'x', en: 'x' };

const pages: Scenario[] = [
  {
    route: 'POST /api/desk/:commission/intake',
    name: 'an application on paper',
    ask: async (world) => {
      const fields = { language: 'ru', channel: 'post', handedInAt: '2026-09-14T17:30', ...fullForm() };
      const files = [{ field: 'files.form', name: 'scan.pdf', bytes: PDF }];
      return filesOf(await world.as('secretary'), `/api/desk/${COMMISSION}/intake`, fields, files);
    },
    again: { tables: ['drafts'], why: 'what was typed is saved again before it is filed' },
  },
  {
    route: 'POST /api/desk/:commission/sheet-draft',
    name: 'a sheet tapped',
    state: (world) => world.admitted(),
    ask: async (world) =>
      form(await world.as('member1'), `/api/desk/${COMMISSION}/sheet-draft`, {
        application: id(world),
        after: '0',
        'marks.0': '3',
      }),
  },
  {
    route: 'POST /api/desk/:commission/paper-sheet',
    name: 'a sheet on paper',
    state: (world) => world.admitted(),
    ask: async (world) => {
      const fields = { application: id(world), seat: '3', marks: MARKS, violations: CLEAN, reason: '' };
      const files = [{ field: 'scan', name: 'sheet.pdf', bytes: PDF }];
      return filesOf(await world.as('secretary'), `/api/desk/${COMMISSION}/paper-sheet`, fields, files);
    },
  },
  {
    route: 'POST /api/desk/:commission/protocol-file',
    name: 'the scan of a protocol',
    ask: async (world) => bytes(await world.as('secretary'), `/api/desk/${COMMISSION}/protocol-file`, PDF),
  },
  {
    route: 'POST /api/desk/:commission/protocol/:act',
    name: 'a signed protocol',
    state: (world) => {
      world.marked();
      for (const name of ['committed', 'opened']) world.milestone(name);
    },
    ask: async (world) =>
      filesOf(
        await world.as('secretary'),
        `/api/desk/${COMMISSION}/protocol/sign-selection`,
        { signedOn: '2026-09-16' },
        [{ field: 'file', name: 'p.pdf', bytes: PDF }],
      ),
  },
  {
    route: 'POST /api/sessions/end',
    name: 'a session that is ended',
    ask: async (world) => form(await world.as('member5'), '/api/sessions/end', { session: 'others' }),
  },
];

type Acting = (world: World) => [part: string, input: unknown, commission?: string];
const acting = (name: string, how: Acting, more: Partial<Scenario> = {}): Scenario => ({
  route: ACT,
  name,
  async ask(world) {
    const [part, input, commission = COMMISSION] = how(world);
    const who = await world.as(part, part === 'agency' ? '' : commission);
    return act(who, commission, name, input);
  },
  ...more,
});
const voted =
  (silent: number[]) =>
  (world: World): void => {
    world.invited();
    const cast = [1, 2, 3, 4, 5].filter((seat) => !silent.includes(seat));
    world.sitting('sitting-of-faults', Object.fromEntries(cast.map((seat) => [seat, [id(world)]])));
  };
const appearances = (world: World) =>
  world.ids.map((application) => ({ application, appearance: 'appeared' }));
const person = { name: 'Адам', position: 'Маман', employer: '', email: 'new@example.kz', language: 'kk' };

const acts: Scenario[] = [
  acting('set-commission', () => ['agency', { seats: commissionOf(SPARE, 3) }, SPARE]),
  acting('appoint', () => ['agency', { as: 'observer', ...person }]),
  acting('extend', () => ['agency', { lastDay: '2026-10-05', reason }, 'agency']),
  acting('move-day', () => ['agency', { date: '2026-10-08', working: false, reason }, 'agency']),
  acting('publish-composition', () => ['agency', {}]),
  acting('remind-commission', () => ['agency', {}]),
  acting('take-extract', () => [
    'agency',
    { commission: COMMISSION, from: '2026-09-01', to: '2026-09-30' },
    'agency',
  ]),
  acting('transfer', (world) => ['secretary', { application: id(world), target: OTHER, reason: 'x' }]),
  acting('withdraw', (world) => ['secretary', { application: id(world), reason: 'x' }]),
  acting('recuse', (world) => ['member2', { application: id(world), reason: 'x' }]),
  acting('declare', (world) => ['member1', { items: [{ application: id(world), conflict: false }] }]),
  acting('propose', (world) => [
    'secretary',
    { application: id(world), admitted: true, grounds: [], reason: '' },
  ]),
  acting('admission-list', (world) => ['secretary', { items: world.items(world.ids) }]),
  acting('confirm-admission', () => ['chair', { version: 1 }], { state: (world) => world.listed() }),
  acting(
    'mark',
    (world) => [
      'member1',
      { application: id(world), marks: MARKS, violations: CLEAN, remarks: CLEAN.map(() => '') },
    ],
    { state: (world) => world.admitted() },
  ),
  acting('commit-sheets', () => ['secretary', {}], { state: (world) => world.marked() }),
  acting(
    'invite-evenly',
    () => [
      'secretary',
      {
        windows: [{ day: '2026-09-28', from: '09:00', until: '18:00' }],
        minutes: 30,
        place: 'x',
        open: true,
      },
    ],
    {
      state: (world) => {
        world.invited();
        world.run('DELETE FROM invitations');
      },
    },
  ),
  acting('call-sitting', () => ['secretary', { startsAt: '2026-09-20T05:00:00.000Z', place: 'x' }], {
    state: (world) => invitation(world, LATER),
  }),
  acting(
    'open-sitting',
    (world) => ['secretary', { present: [1, 2, 3, 4, 5], appearances: appearances(world) }],
    {
      state: (world) => world.invited(),
    },
  ),
  acting('ballot', (world) => ['member4', { choices: [id(world)] }], { state: voted([5]) }),
  acting('close-vote', () => ['secretary', {}], { state: voted([]) }),
  acting('send-message', (world) => ['secretary', { application: id(world), text: 'Сұрақ' }]),
];

export const desk: Scenario[] = [...pages, ...acts];
