// npm run verify -- DIPLOMA.pdf --register …: whether the register confirms a diploma, step by step.

import { readFile } from 'node:fs/promises';
import diplomaTexts from '#content/texts/diploma.json' with { type: 'json' };
import { checkDiploma, STEPS, verdictOf } from '#rules/diploma';
import { readCode } from '#rules/diploma-code';
import type { Code } from '#rules/diploma-code';
import type { Register } from '#rules/publication';
import { broken } from './verify-print.ts';

/** The code of a diploma in a file, at an address or in `source` itself; null where there is none. */
export async function diplomaCode(source: string): Promise<Code | null> {
  const own = readCode(source);
  if (own !== null) return own;
  if (/^https?:.*\.pdf$/.test(source)) {
    const answer = await fetch(source).catch(() => null);
    return answer?.ok === true ? readCode(Buffer.from(await answer.arrayBuffer()).toString('latin1')) : null;
  }
  const bytes = await readFile(source).catch(() => null);
  return bytes === null ? null : readCode(bytes.toString('latin1'));
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Prints what was found; true where the diploma holds. */
export async function verifyDiploma(code: Code, registerText: string): Promise<boolean> {
  const { keys, publications } = JSON.parse(registerText) as Register;
  const check = await checkDiploma(code, keys, publications);
  const { number, kk, ru, date, head, mode } = code.diploma;
  for (const step of STEPS) {
    const found = check.steps[step];
    const name = diplomaTexts[`step-${step}`].en;
    if (found?.length === 0) say(`holds   ${name}`);
    if (found === null) say(`–       ${name}: not looked at`);
    for (const finding of found ?? []) process.stdout.write(broken(`diploma, ${step}`, finding));
  }
  const verdict = verdictOf(check);
  if (verdict === 'wrong') {
    say('THE DIPLOMA DOES NOT HOLD.');
    return false;
  }
  say(
    verdict === 'holds'
      ? 'The diploma holds. Compare the paper with what is signed:'
      : 'THE DIPLOMA NO LONGER HOLDS. It was given so:',
  );
  for (const line of [`No. ${number}, ${date}`, kk, ru, `Publication: ${head}`, `Key: ${check.key ?? ''}`])
    say(`  ${line}`);
  if (check.now !== null)
    say(`Now: No. ${check.now.number}, ${check.now.kk} / ${check.now.ru}, publication ${check.now.head}`);
  if (mode !== 'real') say('It is not of the real contest: its data are fictional.');
  return verdict === 'holds';
}
