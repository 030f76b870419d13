// A reader's question and the Agency's answer. The regulation knows neither; §8 wants results told, and a question asked
// in public is answered in public.

import type { Language } from './application.ts';
import { refusal } from './finding.ts';
import type { Finding } from './finding.ts';
import { isEmail } from './form-errors.ts';
import type { Said } from './site-content.ts';

/** Longest question and answer, in characters. */
export const LONGEST_QUESTION = 2000;
export const LONGEST_ANSWER = 8000;

export type Question = {
  language: Language;
  /** '' where it is about no paragraph. */
  clause: string;
  text: string;
  /** '' where no answer by mail is wanted. */
  mail: string;
};

const wrong = (code: string, field: string, values?: Finding['values']): Finding =>
  refusal('8', code, values, field);

/** What cannot be taken; everything else is for people to read. */
export const questionFindings = ({ text, mail }: Question): Finding[] => [
  ...(text.trim() === '' ? [wrong('QUESTION_EMPTY', 'text')] : []),
  ...(text.length > LONGEST_QUESTION ? [wrong('TOO_LONG', 'text', { max: LONGEST_QUESTION })] : []),
  ...(mail !== '' && !isEmail(mail) ? [wrong('EMAIL_INVALID', 'mail')] : []),
];

/** An answer and the wording of its question are said in the asker's language at least, and always both of them. */
export function answerFindings(wording: Said, answer: Said, asked: Language): Finding[] {
  const languages = Object.keys(answer) as Language[];
  const half = languages.some((one) => (wording[one] === '') !== (answer[one] === ''));
  const long = languages.some((one) => Math.max(answer[one].length, wording[one].length) > LONGEST_ANSWER);
  return [
    ...(wording[asked] === '' || answer[asked] === '' ? [wrong('ANSWER_MISSING', `answer.${asked}`)] : []),
    ...(half ? [wrong('ANSWER_HALF', 'answer')] : []),
    ...(long ? [wrong('TOO_LONG', 'answer', { max: LONGEST_ANSWER })] : []),
  ];
}
