// Letters that may wait for a person never wait past a term.

import { describe, expect, it } from 'vitest';
import { editFindings, HOLDABLE, heldUntil } from '#rules/letters';
import { messageFindings, MOST_FILES, MOST_MESSAGES, threadStage } from '#rules/messages';
import { edition } from '../support/edition.ts';

const FRIDAY = Date.parse('2026-09-18T05:00:00Z');
const iso = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString();

describe('a held letter leaves', () => {
  it.each([
    ['no term: the end of the next working day', null, '2026-09-21T19:00:00.000Z'],
    ['a term the day after that changes nothing', '2026-09-22', '2026-09-21T19:00:00.000Z'],
    ['a term that ends on that day', '2026-09-21', '2026-09-21T19:00:00.000Z'],
    ['a term that ends before it', '2026-09-20', '2026-09-20T19:00:00.000Z'],
    ['the last day itself', '2026-09-18', '2026-09-18T19:00:00.000Z'],
    ['a term that is over: at once', '2026-09-17', null],
  ])('%s', (_, due, until) => {
    expect(iso(heldUntil(FRIDAY, due, edition))).toBe(until);
  });

  it('receipts and links are not among those that may wait', () => {
    for (const template of [
      'filed',
      'filed-late',
      'sign-in',
      'draft-link',
      'message',
      'extended',
      'withdrawn',
    ])
      expect([template, HOLDABLE[template]]).toEqual([template, undefined]);
  });
});

describe('a changed letter', () => {
  it('keeps what was decided, whatever the line ends; §14 is named where it does not', () => {
    const facts = ['KZ-1', 'Құжаттар  толық емес', ''];
    expect(editFindings({ subject: 'KZ-1', body: 'Құжаттар\nтолық емес' }, facts, '14')).toEqual([]);
    expect(editFindings({ subject: 'KZ-1', body: 'Құжаттар толық' }, facts, '14')).toMatchObject([
      { clause: '14', code: 'LETTER_LACKS' },
    ]);
  });
});

describe('a message', () => {
  const written = { text: 'x', files: 0, withdrawn: false, before: 0 };
  const codes = (changes: Partial<typeof written>): string[] =>
    messageFindings({ ...written, ...changes }).map(({ code }) => code);

  it('has words or a file, so many and no more', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ text: ' ' })).toEqual(['MESSAGE_EMPTY']);
    expect(codes({ text: '', files: 1 })).toEqual([]);
    expect([codes({ files: MOST_FILES }), codes({ files: MOST_FILES + 1 })]).toEqual([
      [],
      ['MESSAGE_FILES_MANY'],
    ]);
    expect([codes({ before: MOST_MESSAGES - 1 }), codes({ before: MOST_MESSAGES })]).toEqual([
      [],
      ['MESSAGES_MANY'],
    ]);
    expect(codes({ withdrawn: true })).toEqual(['MESSAGES_CLOSED']);
  });

  it('of a finalist goes to the republican commission', () => {
    expect([threadStage('passed'), threadStage('finalist')]).toEqual(['regional', 'republican']);
  });
});

describe('§14 what is said of a changed letter', () => {
  const long = (subject: number, body: number) =>
    editFindings({ subject: 'x'.repeat(subject), body: 'x'.repeat(body) }, [], '15');
  const tooLong = (max: number) => [{ clause: '15', code: 'TOO_LONG', kind: 'refusal', values: { max } }];
  it('a subject of 200 characters, a letter of 10,000', () => {
    expect(long(200, 10_000)).toEqual([]);
    expect(long(201, 1)).toEqual(tooLong(200));
    expect(long(1, 10_001)).toEqual(tooLong(10_000));
  });

  it('names the fact that it lost, without the blanks around it', () => {
    const lacks = (fact: string) => [
      { clause: '14', code: 'LETTER_LACKS', kind: 'refusal', values: { fact } },
    ];
    expect(editFindings({ subject: 'a', body: 'b c' }, [' b\nc ', 'a b', '  '], '14')).toEqual([]);
    expect(editFindings({ subject: 'a', body: 'bc' }, [' b c\n'], '14')).toEqual(lacks('b c'));
  });
});
