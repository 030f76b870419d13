// The check of a register, step by step: each way of spoiling one shows at its step, the words say the numbers, and a
// verifier written from docs/register.md alone agrees.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, test } from 'vitest';
import findings from '#content/texts/findings.json' with { type: 'json' };
import verify from '#content/texts/verify.json' with { type: 'json' };
import { LANGUAGES } from '#rules/application';
import { canonical } from '#rules/canonical';
import { VERIFY_CODES } from '#rules/verify-codes';
import { verifyRegister } from '#rules/verify-register';
import type { Pins } from '#rules/verify-register';
import { brokenAt, lineWords } from '#rules/verify-words';
import type { Texts } from '#rules/verify-words';
import { bodies, registerOf } from '../support/register.ts';
import { brokenSteps } from '../support/second-verifier.js';
import { CASES } from '../support/tampered.ts';
import { tiedContest } from '../support/contest.ts';

let text: string;
beforeAll(async () => {
  text = canonical(await registerOf(await tiedContest()));
});

const broken = async (register: string, pins?: Pins): Promise<[number, string][]> => {
  const { steps } = await verifyRegister(register, pins);
  return steps
    .filter(({ findings: found }) => found.length > 0)
    .map(({ publication, name }) => [publication, name]);
};

describe('a true register', () => {
  it('holds, also for a verifier written from the description', async () => {
    for (const register of [text, canonical(await registerOf(await bodies()))]) {
      expect(await broken(register)).toEqual([]);
      expect(brokenSteps(register)).toEqual([]);
    }
  });
});

describe('a register spoilt in one way', () => {
  test.each(CASES)('%s shows at the step «%s»', async (_, __, make) => {
    const { text: spoilt, pins, publication, step } = make(text);
    const found = await broken(spoilt, pins);
    expect(found[0]).toEqual([publication, step]);
    expect(brokenSteps(spoilt, pins)).toEqual(found);
  });

  it('is tried in more than twenty ways', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(20);
  });
});

describe('the words', () => {
  const textsIn = (language: (typeof LANGUAGES)[number]): Texts => ({
    language,
    verify: Object.fromEntries(Object.entries(verify).map(([key, entry]) => [key, entry[language]])),
    findings: Object.fromEntries(Object.entries(findings).map(([key, entry]) => [key, entry[language]])),
  });
  const rules = join(import.meta.dirname, '../../rules');
  const sources = readdirSync(rules)
    .filter(
      (name) =>
        /^(verify|recount|ballots|marks|moved-days|receipt)/.test(name) && !/-(codes|words)/.test(name),
    )
    .map((name) => readFileSync(join(rules, name), 'utf8'))
    .join('\n');

  it.each(LANGUAGES)('%s says the numbers of the selection and where a register breaks', async (language) => {
    const { steps } = await verifyRegister(text);
    const texts = textsIn(language);
    const said = steps.flatMap(({ lines }) => lines.map((line) => lineWords(texts, line)));
    expect(said.filter((line) => /[{}]|– –|undefined|^line-/.test(line))).toEqual([]);
    expect(said.some((line) => line.includes('24 + 24 + 24 + 24 + 24 = 120; 120 > 15 × 5 = 75'))).toBe(true);
    expect(said.some((line) => line.includes('15 + 15 + 15 + 15 + 15 = 75; 75 ≤ 15 × 5 = 75'))).toBe(true);
    const hash = steps.find(({ name }) => name === 'hash');
    expect(hash && brokenAt(texts, 5, hash)).toBe(
      {
        kk: 'Бұзылған жері: № 5 жарияланым, қадам – «Хэш».',
        ru: 'Нарушено: публикация № 5, шаг «Хэш».',
        en: 'Broken at publication 5, step “Hash”.',
      }[language],
    );
    const step = steps.find(({ name }) => name === 'votes');
    if (step !== undefined)
      expect(brokenAt(texts, 17, step)).toBe(
        {
          kk: 'Бұзылған жері: № 17 жарияланым, қадам – «Дауыстар», 17-тармақ.',
          ru: 'Нарушено: публикация № 17, шаг «Голоса», пункт 17.',
          en: 'Broken at publication 17, step “Votes”, paragraph 17.',
        }[language],
      );
  });

  it('exist for every line and step, and for nothing else', () => {
    const quoted = (key: string): boolean => sources.includes(`'${key.replace(/^(line|step)-/, '')}'`);
    const keys = Object.keys(verify).filter((key) => /^(line|step)-/.test(key));
    expect(keys.filter((key) => !quoted(key))).toEqual([]);
    const codes = [...sources.matchAll(/\bline\(([^{)]*)/g)].flatMap(([, head = '']) =>
      [...head.matchAll(/'([\w-]+)'/g)].map(([, code]) => `line-${code ?? ''}`),
    );
    const names = [...sources.matchAll(/\bstep\(\s*'([\w-]+)'/g)].map(([, name]) => `step-${name ?? ''}`);
    expect(codes.length).toBeGreaterThan(20);
    // `line(body.kind === 'regional' ? …` quotes the kind too.
    const kind = 'line-regional';
    expect([...codes, ...names].filter((key) => !(key in verify) && key !== kind)).toEqual([]);
  });

  it('exist for every finding of a check, so that the page carries them and no more', () => {
    const found = Object.keys(findings).filter((code) => sources.includes(`'${code}'`));
    const elsewhere = ['VIOLATION_REASON_MISSING'];
    expect([...VERIFY_CODES].sort()).toEqual(
      [...found.filter((code) => !elsewhere.includes(code)), 'RECEIPT_UNREADABLE'].sort(),
    );
  });

  it('glue no ending to a number in Kazakh', () => {
    const glued = Object.entries(verify).filter(([, { kk }]) => /\}[а-яәіңғүұқөһ]/i.test(kk));
    expect(glued).toEqual([]);
  });
});
