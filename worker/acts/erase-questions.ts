// Readers' questions go with the people's data of their contest: the words as they were typed, addresses and letters. What
// the Agency published of them stays.

import { commit, headOf } from '../db/commit.ts';
import { eraseQuestionsUntil, questionsUntil } from '../db/questions.ts';

const STREAM = 'erase:questions';

/** Erases at `at` what was asked until `ended`; both in milliseconds. */
export async function eraseQuestions(db: D1Database, ended: number, at: number): Promise<void> {
  const questions = await questionsUntil(db, ended);
  if (questions === 0) return;
  await commit(db, {
    name: 'erase',
    stream: STREAM,
    actor: 'tick',
    at,
    request: { key: `${STREAM}:${at}`, payload: {} },
    head: await headOf(db, STREAM),
    body: { applications: [], files: 0, questions },
    guards: [],
    changes: eraseQuestionsUntil(db, ended),
    letters: [],
    answer: {},
  });
}
