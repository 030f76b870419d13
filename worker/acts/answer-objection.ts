// The Agency answers an objection. The answer is words: what follows from it is done by acts of its own.

import * as z from 'zod/mini';
import type { ApplicationForm } from '#rules/application';
import { guardUnanswered, insertAnswer, objections } from '../db/materials.ts';
import { refuse } from './act.ts';
import type { DeskAct } from './act.ts';

const input = z.object({
  application: z.string(),
  number: z.coerce.number(),
  answer: z.string().check(z.trim(), z.minLength(1), z.maxLength(20_000)),
});

export const answerObjection: DeskAct<z.infer<typeof input>> = {
  name: 'answer-objection',
  roles: ['agency'],
  input,
  async plan({ db, at, seat }, { application, number, answer }) {
    const found = (await objections(db)).find(
      (row) => row.application === application && row.number === number,
    );
    if (found === undefined) return refuse('14', 'APPLICATION_UNKNOWN');
    if (found.answer !== null) return refuse('14', 'ALREADY_DONE');
    const { email, letterLanguage } = JSON.parse(found.form) as ApplicationForm;
    return {
      stream: `application:${application}`,
      guards: [guardUnanswered(db, found)],
      changes: [insertAnswer(db, found, answer, at, seat.id)],
      letters: [
        {
          key: `objection-answered:${application}:${number}`,
          to: email,
          language: letterLanguage,
          template: 'objection-answered',
          about: application,
          values: { reference: found.reference, answer },
        },
      ],
      body: { application, number, answer },
    };
  },
};
