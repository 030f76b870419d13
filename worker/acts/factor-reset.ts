// A second factor that is lost (the phone and the recovery codes with it): one person of the Agency asks for a new one,
// another person grants it. Until then nothing changes; from then on the next sign-in makes a new factor.

import * as z from 'zod/mini';
import { answerFactorReset, dropFactor, insertFactorReset, openFactorReset } from '../db/factors.ts';
import { endSessions } from '../db/sessions.ts';
import { clauseOf, newId, refuse } from './act.ts';
import type { DeskAct } from './act.ts';

const askInput = z.object({
  seat: z.string(),
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)),
});

export const askFactorReset: DeskAct<z.infer<typeof askInput>> = {
  name: 'ask-factor-reset',
  roles: ['agency'],
  fresh: true,
  input: askInput,
  async plan({ db, at, seat, stage, file }, input) {
    const whose = file.seats.find(({ id, endedAt }) => id === input.seat && endedAt === null);
    if (whose === undefined || whose.email === seat.email) return refuse(clauseOf(stage), 'SEAT_UNKNOWN');
    if ((await openFactorReset(db, whose.id)) !== null) return refuse(clauseOf(stage), 'ALREADY_DONE');
    const id = newId();
    return {
      changes: [insertFactorReset(db, { id, ...input, askedBy: seat.id }, at)],
      body: { id, ...input },
    };
  },
};

const answerInput = z.object({ seat: z.string(), granted: z.boolean() });

export const grantFactorReset: DeskAct<z.infer<typeof answerInput>> = {
  name: 'answer-factor-reset',
  roles: ['agency', 'secretary', 'chair'],
  fresh: true,
  input: answerInput,
  async plan({ db, at, env, seat, stage, file }, { seat: id, granted }) {
    const asked = await openFactorReset(db, id);
    const whose = file.seats.find((row) => row.id === id);
    if (asked === null || whose === undefined) return refuse(clauseOf(stage), 'SEAT_UNKNOWN');
    const asker = asked.askedBy === seat.id || asked.askedByEmail === seat.email;
    if (asker || whose.email === seat.email) return refuse(clauseOf(stage), 'SECOND_PERSON_NEEDED');
    return {
      changes: [
        ...answerFactorReset(db, { id: asked.id, granted, by: seat.id }, at),
        ...(granted ? [...dropFactor(db, whose.email), endSessions(db, whose.email)] : []),
      ],
      letters: granted
        ? [
            {
              key: `factor-reset:${asked.id}`,
              to: whose.email,
              language: whose.language,
              template: 'factor-reset',
              values: { link: `${env.ORIGIN}/desk/${whose.language}/sign-in/` },
            },
          ]
        : [],
      body: { id: asked.id, seat: id, granted },
    };
  },
};
