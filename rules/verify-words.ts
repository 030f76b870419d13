// The words of a check, for a reader's page and for the command: a line of a step with its numbers, a finding, the step
// at which a register breaks. Texts come from outside, so that a page carries one language only.

import type { Language } from './application.ts';
import { formatDay, formatInstant } from './dates-in-words.ts';
import type { Clause, Finding } from './finding.ts';
import { pluralOf } from './wording.ts';
import { isOfTheRules } from './verify-steps.ts';
import type { Line, Step, StepName } from './verify-steps.ts';

type Form = string | { one?: string; few?: string; many?: string; other: string };
/** Of one language: content/texts/verify.json, and of findings.json what a check can find. */
export type Texts = { language: Language; verify: Record<string, Form>; findings: Record<string, Form> };
type Values = Record<string, string | number>;

const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Days and instants as people write them; one that no calendar has stays as it is. */
function shown(value: string | number, language: Language): string {
  const text = String(value);
  if (DAY.test(text)) return formatDay(text, language);
  return INSTANT.test(text) && !Number.isNaN(Date.parse(text)) ? formatInstant(text, language) : text;
}

function fill(form: Form | undefined, code: string, values: Values, language: Language): string {
  if (form === undefined) return code;
  const text = typeof form === 'string' ? form : (form[pluralOf(Number(values.n), language)] ?? form.other);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => shown(values[name] ?? '–', language));
}

/** Words of `content/texts/verify.json`. */
export const wordsOf = ({ language, verify }: Texts, key: string, values: Values = {}): string =>
  fill(verify[key], key, values, language);

export const lineWords = (texts: Texts, { code, values }: Line): string =>
  wordsOf(texts, `line-${code}`, values);

export const stepName = (texts: Texts, name: StepName): string => wordsOf(texts, `step-${name}`);

/** `publication` is where the finding stands. */
export const findingWords = (
  { language, findings }: Texts,
  { code, values }: Finding,
  publication: number,
): string => fill(findings[code], code, { publication, ...values }, language);

const clauseWords = (texts: Texts, clause: Clause): string =>
  clause.startsWith('A')
    ? wordsOf(texts, 'appendix', { clause: clause.slice(1) })
    : wordsOf(texts, 'clause', { clause });

/** The paragraph that a step checks; null for a step of the register itself. */
export const paragraphOf = (texts: Texts, { name, clause }: Pick<Step, 'name' | 'clause'>): string | null =>
  isOfTheRules(name) ? clauseWords(texts, clause) : null;

/** «Broken at publication 17, step “Votes”, paragraph 17», or without a paragraph where the register itself breaks. */
export function brokenAt(texts: Texts, publication: number, { name, clause, findings }: Step): string {
  const step = stepName(texts, name);
  if (publication === 0) return wordsOf(texts, 'broken-file', { step });
  const paragraph = paragraphOf(texts, { name, clause: findings[0]?.clause ?? clause });
  return paragraph === null
    ? wordsOf(texts, 'broken-seal', { publication, step })
    : wordsOf(texts, 'broken-at', { publication, step, clause: paragraph });
}
