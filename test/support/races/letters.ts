// What is written to people and what they are shown beside the procedure: letters, messages, questions, compositions.

import type { Pair, Side } from './run.ts';
import { act, bySecretary, forget } from './sides.ts';
import { COMMISSION, OTHER } from './rows.ts';
import type { World } from './world.ts';

const KEY = 'not-admitted:of-races';
/** A letter of a refusal that its secretary wanted to see first. */
function held(world: World): void {
  forget(world, 'letter_texts', 'outbox');
  world.run(
    `INSERT INTO outbox (key, recipient, language, template, vals, created_at, due_at, about, held)
     VALUES (?, 'x@example.kz', 'ru', 'not-admitted', ?, 0, ?, ?, 1)`,
    KEY,
    JSON.stringify({ reference: 'UZ26', grounds: 'LATE', reason: 'x' }),
    Date.parse('2027-01-01T00:00:00Z'),
    world.ids[0] ?? '',
  );
}
const release = async (world: World, device = 1): Promise<Side> =>
  act(await world.as('secretary', COMMISSION, device), 'release-letter', { letter: KEY }, {}, [
    'LETTER_NOT_HELD',
  ]);
const edit = async (world: World, device = 1): Promise<Side> => {
  const body = 'UZ26. Представлены по истечении срока (пункт 14). x';
  return act(
    await world.as('secretary', COMMISSION, device),
    'edit-letter',
    { letter: KEY, subject: `Решение ${device}`, body },
    { letter_texts: 1 },
    ['LETTER_NOT_HELD'],
  );
};

function asked(world: World): void {
  forget(world, 'outbox', 'site_content', 'question_decisions', 'questions');
  world.run("INSERT INTO questions VALUES ('q', 0, 'kk', '', 'x')");
}

const composed = async (world: World, who: string, commission: string): Promise<Side> =>
  act(await world.as(who, ''), 'publish-composition', {}, { site_content: 1 }, [], commission);

export const LETTERS: Pair[] = [
  {
    name: 'release-letter twice',
    state: held,
    sides: async (world) => [await release(world), await release(world, 2)],
    undo: held,
  },
  {
    name: 'edit-letter against release-letter: what leaves is not changed after it',
    state: held,
    both: true,
    sides: async (world) => [await edit(world), await release(world, 2)],
    undo: held,
  },
  {
    name: 'edit-letter twice: two versions, the newest counts',
    state: held,
    both: true,
    sides: async (world) => [await edit(world), await edit(world, 2)],
    undo: held,
  },
  {
    name: 'resend-letter twice: it leaves again once',
    state: held,
    both: true,
    sides: (world) => bySecretary(world, 'resend-letter', { letter: KEY }, {}),
    undo: held,
  },
  {
    name: 'remind-commission twice: once a day',
    state: (world) => forget(world, 'outbox'),
    sides: async (world) => {
      const one = async (who: string): Promise<Side> =>
        act(await world.as(who, ''), 'remind-commission', {}, { outbox: 2 }, ['REMINDED_TODAY']);
      return [await one('agency'), await one('agency2')];
    },
    undo: (world) => forget(world, 'outbox'),
  },
  {
    name: 'answer-question against decline-question: both, and the last one stands',
    state: asked,
    both: true,
    sides: async (world) => [
      act(
        await world.as('agency', ''),
        'answer-question',
        { question: 'q', wording: { kk: 'x' }, answer: { kk: 'x' } },
        { question_decisions: 1, site_content: 1 },
        [],
        'agency',
      ),
      act(
        await world.as('agency2', ''),
        'decline-question',
        { question: 'q', reason: 'x' },
        // What was published before it is taken off.
        ({ other, otherFirst }) => ({
          question_decisions: 1,
          ...(other && otherFirst ? { site_content: 1 } : {}),
        }),
        [],
        'agency',
      ),
    ],
    undo: asked,
  },
  {
    name: 'the composition of one commission published twice',
    state: (world) => forget(world, 'site_content'),
    both: true,
    sides: async (world) => [
      await composed(world, 'agency', COMMISSION),
      await composed(world, 'agency2', COMMISSION),
    ],
    undo: (world) => forget(world, 'site_content'),
  },
  {
    name: 'the compositions of two commissions at once: both, one after the other',
    state: (world) => forget(world, 'site_content'),
    both: true,
    sides: async (world) => [
      await composed(world, 'agency', COMMISSION),
      await composed(world, 'agency2', OTHER),
    ],
    undo: (world) => forget(world, 'site_content'),
  },
  {
    name: 'two messages of secretaries at once',
    state: (world) => forget(world, 'outbox'),
    both: true,
    sides: (world) =>
      bySecretary(world, 'send-message', (device) => ({ application: world.ids[0], text: `x ${device}` }), {
        messages: 1,
        outbox: 1,
      }),
    undo: (world) => forget(world, 'messages', 'outbox'),
  },
  {
    name: 'take-extract twice',
    state: () => undefined,
    both: true,
    sides: async (world) => {
      const one = async (who: string): Promise<Side> =>
        act(
          await world.as(who, ''),
          'take-extract',
          { commission: COMMISSION, from: '2026-09-01', to: '2026-09-16' },
          {},
          [],
          'agency',
        );
      return [await one('agency'), await one('agency2')];
    },
    undo: () => undefined,
  },
];
