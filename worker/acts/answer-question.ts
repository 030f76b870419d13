// The Agency answers a reader's question in public, or declines it with a reason that is never published. What is
// published is the Agency's wording of the question: a reader may have named people in it.

import * as z from 'zod/mini';
import type { Language } from '#rules/application';
import { canonical } from '#rules/canonical';
import { localDay } from '#rules/days';
import { answerFindings } from '#rules/questions';
import { sha256Hex } from '#rules/register';
import { questionAnchor } from '#rules/site-content';
import type { PublishedQuestion, Said } from '#rules/site-content';
import type { Letter } from '../db/commit.ts';
import { decideQuestion, questionBy } from '../db/questions.ts';
import type { Asked } from '../db/questions.ts';
import { putContent } from '../db/site-content.ts';
import { refuse } from './act.ts';
import type { DeskAct } from './act.ts';

const said = z.object({
  kk: z._default(z.string(), ''),
  ru: z._default(z.string(), ''),
  en: z._default(z.string(), ''),
});
const plain = (all: Said): Said => {
  const text = (one: Language): string => all[one].replace(/\r\n?/g, '\n').trim();
  return { kk: text('kk'), ru: text('ru'), en: text('en') };
};
const streamOf = ({ id }: Asked): string => `question:${id}`;
const next = ({ decision }: Asked): number => (decision?.number ?? 0) + 1;

function letterFor(
  { id, mail, language }: Asked,
  number: number,
  template: string,
  values: Letter['values'],
): Letter[] {
  return mail === null ? [] : [{ key: `question:${id}:${number}`, to: mail, language, template, values }];
}

const answering = z.object({ question: z.string(), wording: said, answer: said });

export const answerQuestion: DeskAct<z.infer<typeof answering>> = {
  name: 'answer-question',
  roles: ['agency'],
  input: answering,
  async plan({ env, db, at, seat }, input) {
    const question = await questionBy(db, input.question);
    if (question === null) return refuse('8', 'QUESTION_UNKNOWN');
    const { id, language, clause, askedAt } = question;
    const [wording, answer] = [plain(input.wording), plain(input.answer)];
    const findings = answerFindings(wording, answer, language);
    if (findings.length > 0) return { refused: findings };
    const number = next(question);
    const published: PublishedQuestion = {
      id,
      language,
      clause,
      wording,
      answer,
      askedOn: localDay(askedAt),
      answeredOn: localDay(at),
    };
    const body = canonical(published);
    return {
      stream: streamOf(question),
      changes: [
        ...decideQuestion(db, id, { number, kind: 'answered', reason: '', at, by: seat.id }),
        putContent(db, 'question', id, body, at),
      ],
      letters: letterFor(question, number, 'question-answered', {
        answer: answer[language],
        link: `${env.ORIGIN}/${language}/questions/#${questionAnchor(id)}`,
      }),
      body: { question: id, number, published: await sha256Hex(body) },
      answer: { number },
    };
  },
};

const declining = z.object({ question: z.string(), reason: z.string() });

export const declineQuestion: DeskAct<z.infer<typeof declining>> = {
  name: 'decline-question',
  roles: ['agency'],
  input: declining,
  async plan({ db, at, seat }, input) {
    const question = await questionBy(db, input.question);
    if (question === null) return refuse('8', 'QUESTION_UNKNOWN');
    const reason = input.reason.trim();
    if (reason === '') return refuse('8', 'REASON_MISSING');
    if (question.decision?.kind === 'declined') return refuse('8', 'ALREADY_DONE');
    const { id } = question;
    const number = next(question);
    return {
      stream: streamOf(question),
      changes: [
        ...decideQuestion(db, id, { number, kind: 'declined', reason, at, by: seat.id }),
        ...(question.published === null ? [] : [putContent(db, 'question', id, '', at)]),
      ],
      letters: letterFor(question, number, 'question-declined', { reason }),
      body: { question: id, number },
      answer: { number },
    };
  },
};
