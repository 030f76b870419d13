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

describe('how near a word is to what was typed', () => {
  const hit = (word: string, term: string): boolean => marked(word, term)[0]?.hit === true;
  test.each([
    ['қалада', 'қалам', true],
    ['домик', 'домов', false],
    ['голосование', 'голосовать', true],
    ['конкурс', 'конклав', false],
    ['балам', 'қалам', false],
    ['қалам', 'қалам', true],
    ['диплом', 'ди', true],
    ['мен', 'менің', false],
    ['кодекс', 'кадакс', false],
  ])('«%s» by «%s»: %s', (word, term, expected) => expect(hit(word, term)).toBe(expected));

  const entry = (url: string, title: string, text: string): Entry => ['rule', url, title, text];
  const order = (query: string, ...list: Entry[]): string[] => search(list, query).map(([, url]) => url);
  const [form, begins, same] = [
    entry('f', '', 'қалада'),
    entry('b', '', 'қаламдар'),
    entry('s', '', 'қалам'),
  ];
  it('the same word comes before one that begins with it, and that before another form of it', () => {
    expect(order('қалам', form, begins, same)).toEqual(['s', 'b', 'f']);
    expect(order('қалам', begins, form)).toEqual(['b', 'f']);
    expect(order('қалам', same, begins)).toEqual(['s', 'b']);
  });

  it('another form in a title weighs as much as the same word in a text, and equals keep their order', () => {
    const titled = entry('t', 'Қалада', '');
    expect(order('қалам', titled, same)).toEqual(['t', 's']);
    expect(order('қалам', same, titled)).toEqual(['s', 't']);
  });

  it('the best of several words counts, and each word typed', () => {
    const two = entry('2', '', 'қалада қалам');
    expect(order('қалам', begins, two)).toEqual(['2', 'b']);
    expect(order('қалам диплом', same, entry('d', '', 'қалада диплом'))).toEqual(['d']);
  });
});

describe('an excerpt', () => {
  const text = 'бір екі үш төрт бес алты жеті сегіз тоғыз он';
  test.each([
    ['бір', 20, 'бір екі үш төрт бес …'],
    ['төрт', 20, '… үш төрт бес алты …'],
    ['он', 20, '… жеті сегіз тоғыз он'],
    ['жоқ', 20, '… жеті сегіз тоғыз он'],
    // Cut at a blank to the letter: a third of 18 before the word that was found.
    ['бес', 18, '… төрт бес алты …'],
    ['бес', text.length, text],
    ['бес', text.length + 1, text],
    ['бес', text.length - 1, '… екі үш төрт бес алты жеті сегіз тоғыз он'],
  ])('around «%s», %i long', (query, length, expected) => {
    expect(excerpt(text, query, length)).toBe(expected);
  });

  it('marks each of the words typed, and leaves what stands after the last', () => {
    expect(marked('бір екі', 'екі бір')).toEqual([
      { text: 'бір', hit: true },
      { text: ' ', hit: false },
      { text: 'екі', hit: true },
    ]);
    expect(marked('', 'бір')).toEqual([]);
  });
});
