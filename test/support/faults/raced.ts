// Acts of the desk as the races send them: the state before a round, and one side of it alone.

import { PAIRS } from '../races/index.ts';
import { json } from './ask.ts';
import { ACT } from './scenario.ts';
import type { Scenario } from './scenario.ts';

/** The act, the pair in which it races, and which of the two it is. */
const RACED: [act: string, pair: string, side?: 1][] = [
  ['end-appointment', 'two administrators end each other: one stays'],
  ['replace-seat', 'replace-seat twice: one successor'],
  ['ask-factor-reset', 'ask-factor-reset twice'],
  ['answer-factor-reset', 'a new second factor granted against declined'],
  ['place', 'place twice: one announcement'],
  ['return-admission', 'return-admission against confirm-admission'],
  ['decide-application', 'decide-application twice'],
  ['open-sheets', 'open-sheets twice'],
  ['sign-selection', 'sign-selection twice'],
  ['publish-selection', 'publish-selection twice'],
  ['invite', 'invite twice'],
  ['move-interview', 'an applicant takes a slot against the secretary moving another there', 1],
  ['open-slots', 'open-slots twice over the same hours'],
  ['close-slots', 'close-slots against open-sitting'],
  ['decline-move', 'move-interview against decline-move: what is granted is not declined', 1],
  ['call-off-sitting', 'call-off-sitting twice'],
  ['set-attendance', 'a ballot against set-attendance without that seat', 1],
  ['set-appearance', 'a ballot against set-appearance of whom it names', 1],
  ['casting-vote', 'casting-vote twice: by the chair and entered by the secretary'],
  ['sign-protocol', 'sign-protocol twice'],
  ['publish-result', 'publish-result twice'],
  ['handover', 'handover twice: each of them its own number'],
  ['receive-handover', 'a hand-over received against sent back'],
  ['refuse-handover', 'a hand-over received against sent back', 1],
  ['correct-protocol', 'two corrections at once: one is open'],
  ['confirm-correction', 'confirm-correction twice'],
  ['decline-correction', 'confirm-correction against decline-correction', 1],
  ['answer-objection', 'answer-objection twice'],
  ['announce-award', 'announce-award twice'],
  ['resend-letter', 'resend-letter twice: it leaves again once'],
  ['edit-letter', 'edit-letter against release-letter: what leaves is not changed after it'],
  ['release-letter', 'release-letter twice'],
  ['answer-question', 'answer-question against decline-question: both, and the last one stands'],
  ['decline-question', 'answer-question against decline-question: both, and the last one stands', 1],
];

export const raced: Scenario[] = RACED.map(([name, of, side = 0]) => {
  const pair = PAIRS.find((one) => one.name === of);
  if (pair === undefined) throw new Error(`no pair races as «${of}»`);
  return {
    route: ACT,
    name,
    async state(world) {
      await pair.state(world);
      // Who acts is signed in before the state is kept.
      await pair.sides(world, 1);
    },
    async ask(world) {
      const one = (await pair.sides(world, 1))[side];
      if (one?.act !== name || one.asked === undefined) throw new Error(`«${of}» does not send ${name}`);
      return json(one.asked.who, one.asked.path, one.asked.input);
    },
  };
});

/** Acts without a scenario of their own, and which one stands for them. */
export const ALIKE: Record<string, string> = {
  'publish-list': 'publish-result: one batch of a publication, its milestone and its letters',
  'correct-sheet': 'correct-protocol: one batch of a correction that waits for the chair',
  'correct-ballot': 'correct-protocol, as above',
  'correct-name': 'correct-protocol, as above',
};
