// A reader asks. Nobody is signed in and no key comes with a static form: the same question from the same form is one
// question, so what was asked is its own key.

import type { Finding } from '#rules/finding';
import { canonical } from '#rules/canonical';
import { questionFindings } from '#rules/questions';
import type { Question } from '#rules/questions';
import { sha256Hex } from '#rules/register';
import { commit, NO_HEAD } from '../db/commit.ts';
import { insertQuestion } from '../db/questions.ts';
import { newId } from './act.ts';

/** Takes a question at `at`, milliseconds; findings where it cannot be taken. */
export async function askQuestion(db: D1Database, question: Question, at: number): Promise<Finding[]> {
  const findings = questionFindings(question);
  if (findings.length > 0) return findings;
  const { language, clause } = question;
  const id = newId();
  await commit(db, {
    name: 'ask-question',
    stream: `question:${id}`,
    actor: 'reader',
    at,
    request: { key: `question:${await sha256Hex(canonical(question))}`, payload: question },
    head: NO_HEAD,
    // What was asked may name people: it stands in its own row alone.
    body: { question: id, language, clause },
    guards: [],
    changes: insertQuestion(db, id, question, at),
    letters: [],
    answer: {},
  });
  return [];
}
