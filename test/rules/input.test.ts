// What is typed and cannot be read (§13), and what stands beside the procedure: messages, materials, questions.

import { describe, expect, it, test } from 'vitest';
import { formErrors, isEmail, isLink, LONGEST, linksOf, normalPhone } from '#rules/form-errors';
import { materialFindings } from '#rules/materials';
import { messageFindings, threadStage } from '#rules/messages';
import { answerFindings, questionFindings } from '#rules/questions';
import { questionAnchor, NO_CONTENT, saidIn } from '#rules/site-content';
import { dice } from '../support/hostile/dice.ts';
import { edition, fullForm } from '../support/edition.ts';

describe('§13 what cannot be read is sent back with its field', () => {
  const wrong = (code: string, field: string, values?: object) => [
    { clause: '13', code, kind: 'refusal', field, ...(values === undefined ? {} : { values }) },
  ];
  test.each<[keyof typeof LONGEST, number]>([
    ['organisationKk', 500],
    ['organisationRu', 500],
    ['services', 5000],
    ['signatoryName', 200],
    ['signatoryPosition', 300],
  ])('%s takes %d characters and not one more', (field, max) => {
    expect(formErrors(fullForm({ [field]: 'ә'.repeat(max) }), edition)).toEqual([]);
    expect(formErrors(fullForm({ [field]: 'ә'.repeat(max + 1) }), edition)).toEqual(
      wrong('TOO_LONG', field, { max }),
    );
  });

  it('an address of 254 characters, links of 5,000, a report of 20,000', () => {
    const mail = (length: number): string => `${'a'.repeat(length - 11)}@example.kz`;
    const links = (length: number): string => `https://example.kz/${'a'.repeat(length - 19)}`;
    const report = (length: number): string[] => ['1', 'ә'.repeat(length), '3', '4', '5', '6'];
    expect(
      formErrors(fullForm({ email: mail(254), links: links(5000), report: report(20_000) }), edition),
    ).toEqual([]);
    expect(
      formErrors(fullForm({ email: mail(255), links: links(5001), report: report(20_001) }), edition),
    ).toEqual([
      ...wrong('TOO_LONG', 'email', { max: 254 }),
      ...wrong('TOO_LONG', 'links', { max: 5000 }),
      ...wrong('TOO_LONG', 'report.1', { max: 20_000 }),
    ]);
  });

  test.each<[object, string, string]>([
    [{ email: 'clerk' }, 'EMAIL_INVALID', 'email'],
    [{ phone: '123' }, 'PHONE_INVALID', 'phone'],
    [{ kind: 'club' }, 'KIND_UNKNOWN', 'kind'],
    [{ region: '99' }, 'REGION_UNKNOWN', 'region'],
    [{ links: 'https://example.kz/a\nexample.kz' }, 'LINK_INVALID', 'links'],
    [{ bin: '12345678901' }, 'BIN_FORMAT', 'bin'],
    [{ bin: '1234567890123' }, 'BIN_FORMAT', 'bin'],
    [{ bin: '12345678901x' }, 'BIN_FORMAT', 'bin'],
    [{ bin: 'x12345678901' }, 'BIN_FORMAT', 'bin'],
  ])('%j', (change, code, field) => {
    expect(formErrors(fullForm(change), edition)).toEqual(wrong(code, field));
  });

  it('nothing typed is nothing wrong', () => {
    const bare = { email: '', phone: '', kind: '', region: '', links: '', bin: '' };
    expect(formErrors(fullForm(bare), edition)).toEqual([]);
  });

  it('the last digit of a business number follows from the others, for any eleven digits', () => {
    const roll = dice(13);
    let without = 0;
    for (let time = 0; time < 3000; time += 1) {
      const digits = Array.from({ length: 11 }, () => roll.below(10));
      const sum = (first: number): number =>
        digits.reduce((all, digit, index) => all + digit * (((index + first - 1) % 11) + 1), 0) % 11;
      const last = sum(1) < 10 ? sum(1) : sum(3);
      without += last === 10 ? 1 : 0;
      for (let given = 0; given < 10; given += 1) {
        const found = formErrors(fullForm({ bin: `${digits.join('')}${given}` }), edition);
        if (found.length === (given === last ? 0 : 1)) continue;
        expect([digits, given, found]).toEqual([digits, last, []]);
      }
    }
    // Some have no last digit at all.
    expect(without).toBeGreaterThan(0);
  });

  test.each([
    ['a@b.kz', true],
    ['a.b@c.d.kz', true],
    ['a@b', false],
    ['a b@c.kz', false],
    ['a@b.kz c', false],
    ['a@b@c.kz', false],
    ['@b.kz', false],
    ['a@b.', false],
    [' a@b.kz', false],
  ])('%s is an address: %s', (text, expected) => expect(isEmail(text)).toBe(expected));

  test.each([
    ['https://a.kz', true],
    ['https://a.kz/b?c=d', true],
    ['http://a.kz', false],
    ['x https://a.kz', false],
    ['https://a', false],
    ['https://a.kz/b c', false],
    ['https://a.kz b', false],
  ])('%s is a link: %s', (text, expected) => expect(isLink(text)).toBe(expected));

  it('links stand one a line, without blanks around them', () => {
    expect(linksOf({ links: ' https://a.kz \n\nhttps://b.kz' })).toEqual(['https://a.kz', 'https://b.kz']);
  });

  test.each([
    ['+77011234567', '+77011234567'],
    ['87011234567', '+77011234567'],
    ['187011234567', null],
    ['870112345678', null],
    ['+770112345678', null],
    ['8+77011234567', null],
    ['x+77011234567', null],
  ])('%s as a number: %s', (text, expected) => expect(normalPhone(text)).toBe(expected));
});

describe('§16, §17 materials', () => {
  test.each([
    ['passed', false, []],
    ['finalist', false, []],
    ['passed', true, ['§17 MATERIALS_HEARD refusal']],
    ['finalist', true, ['§17 MATERIALS_HEARD refusal']],
    ['admitted', false, ['§16 MATERIALS_NOT_NOW refusal']],
    ['received', true, ['§17 MATERIALS_HEARD refusal']],
  ] as const)('%s, heard %s', (standing, heard, expected) => {
    expect(
      materialFindings(standing, heard).map(({ clause, code, kind }) => `§${clause} ${code} ${kind}`),
    ).toEqual(expected);
  });
});

describe('§12 a message beside the procedure', () => {
  const plain = { text: 'x', files: 0, withdrawn: false, before: 0 };
  const refused = (code: string, values?: object) => [
    { clause: '12', code, kind: 'refusal', ...(values === undefined ? {} : { values }) },
  ];
  test.each<[object, object[]]>([
    [{}, []],
    [{ text: ' ', files: 1 }, []],
    [{ text: ' ' }, refused('MESSAGE_EMPTY')],
    [{ withdrawn: true }, refused('MESSAGES_CLOSED')],
    [{ before: 199 }, []],
    [{ before: 200 }, refused('MESSAGES_MANY', { max: 200 })],
    [{ text: 'x'.repeat(10_000) }, []],
    [{ text: 'x'.repeat(10_001) }, refused('TOO_LONG', { max: 10_000 })],
    [{ files: 5 }, []],
    [{ files: 6 }, refused('MESSAGE_FILES_MANY', { max: 5 })],
  ])('%j', (change, expected) => {
    expect(messageFindings({ ...plain, ...change })).toEqual(expected);
  });

  test.each([
    ['passed', 'regional'],
    ['finalist', 'republican'],
    ['winner', 'republican'],
    ['not-winner', 'republican'],
    ['received', 'regional'],
  ] as const)('%s writes to the %s commission', (standing, stage) => {
    expect(threadStage(standing)).toBe(stage);
  });
});

describe('a question of a reader and its answer', () => {
  const asked = { language: 'kk', clause: '', text: 'Қашан?', mail: '' } as const;
  const refusal = (code: string, field: string, values?: object) => [
    { clause: '8', code, kind: 'refusal', field, ...(values === undefined ? {} : { values }) },
  ];
  test.each<[object, object[]]>([
    [{}, []],
    [{ mail: 'a@b.kz' }, []],
    [{ text: ' \n' }, refusal('QUESTION_EMPTY', 'text')],
    [{ text: 'x'.repeat(2000) }, []],
    [{ text: 'x'.repeat(2001) }, refusal('TOO_LONG', 'text', { max: 2000 })],
    [{ mail: 'a' }, refusal('EMAIL_INVALID', 'mail')],
  ])('%j', (change, expected) => {
    expect(questionFindings({ ...asked, ...change })).toEqual(expected);
  });

  const said = (kk: string, ru: string, en: string) => ({ kk, ru, en });
  test.each<[string, object, object, object[]]>([
    ['in one language', said('а', '', ''), said('б', '', ''), []],
    ['in three', said('а', 'а', 'a'), said('б', 'б', 'b'), []],
    ['not in the asker’s', said('', 'а', ''), said('', 'б', ''), refusal('ANSWER_MISSING', 'answer.kk')],
    [
      'without its wording',
      said('', '', ''),
      said('б', '', ''),
      [...refusal('ANSWER_MISSING', 'answer.kk'), ...refusal('ANSWER_HALF', 'answer')],
    ],
    ['half in another language', said('а', 'а', ''), said('б', '', ''), refusal('ANSWER_HALF', 'answer')],
    ['of 8,000 characters', said('а', '', ''), said('x'.repeat(8000), '', ''), []],
    [
      'longer',
      said('а', '', ''),
      said('x'.repeat(8001), '', ''),
      refusal('TOO_LONG', 'answer', { max: 8000 }),
    ],
    [
      'with a longer wording',
      said('x'.repeat(8001), '', ''),
      said('б', '', ''),
      refusal('TOO_LONG', 'answer', { max: 8000 }),
    ],
  ])('an answer %s', (_, wording, answer, expected) => {
    expect(answerFindings(wording as never, answer as never, 'kk')).toEqual(expected);
  });

  it('is read in one’s own language, else in that in which it was asked, under an address of eight digits', () => {
    expect(saidIn(said('а', '', ''), 'ru', 'kk')).toEqual({ text: 'а', language: 'kk' });
    expect(saidIn(said('а', 'б', ''), 'ru', 'kk')).toEqual({ text: 'б', language: 'ru' });
    expect(questionAnchor('0123456789abcdef')).toBe('q-01234567');
    expect(NO_CONTENT).toEqual({ format: 'uzdik-site/1', revision: 0, questions: [], compositions: [] });
  });
});
