import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { excerpt, marked, search } from '#rules/search';
import type { Entry } from '#rules/search';

const entries: Entry[] = [
  ['rule', '/kk/rules/#p9', '9-тармақ', 'Мемлекеттік қызметтер көрсететін ұйымдар жіберіледі.'],
  ['rule', '/kk/rules/#p22', 'Диплом', 'Жеңімпаздар дипломмен марапатталады.'],
  ['rule', '/ru/rules/#p5', 'Региональная комиссия', 'Состоит из членов и секретаря.'],
  ['gap', '/ru/questions/#g12', 'Порядок голосования', 'Члены комиссии голосуют открыто.'],
];
const found = (query: string): string[] => search(entries, query).map(([, url]) => url);

describe('what a reader finds', () => {
  test.each([
    ['қызмет by a Russian keyboard', 'кызмет', ['/kk/rules/#p9']],
    ['the same in Kazakh letters, in capitals', 'ҚЫЗМЕТ', ['/kk/rules/#p9']],
    ['a longer form than the text has', 'дипломдарды', ['/kk/rules/#p22']],
    ['a Russian case: the title counts more', 'комиссии', ['/ru/rules/#p5', '/ru/questions/#g12']],
    ['every word has to be there', 'комиссии открыто', ['/ru/questions/#g12']],
    ['three letters are no form of another word', 'дил', []],
    ['nothing typed', ' « » ', []],
    ['what is not there', 'бюджет', []],
  ])('%s', (_, query, urls) => expect(found(query)).toEqual(urls));
});

describe('what is marked', () => {
  it('the words that were found, in the letters of the text', () => {
    expect(marked('Жеңімпаздар: дипломмен!', 'женимпаз')).toEqual([
      { text: 'Жеңімпаздар', hit: true },
      { text: ': дипломмен!', hit: false },
    ]);
  });

  it('nothing of the text is lost or added', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, query) => {
        expect(
          marked(text, query)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it('an excerpt is cut between words around the first hit and says where it is cut', () => {
    const text = `${'бір екі үш '.repeat(20)}диплом ${'төрт бес '.repeat(20)}`.trim();
    const cut = excerpt(text, 'диплом', 60);
    expect(cut).toMatch(/^… [а-яәғқңөұүһі ]*диплом[а-яәғқңөұүһі ]* …$/u);
    expect(cut.length).toBeLessThanOrEqual(64);
    expect(excerpt('қысқа', 'диплом', 60)).toBe('қысқа');
  });
});
