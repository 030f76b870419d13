// §5 conflicts of interest: what is proposed to a member.

import { describe, expect, test } from 'vitest';
import { likelyConflict } from '#rules/conflicts';

describe('§5 an employer that looks like the applicant', () => {
  const organisation = {
    kk: 'Абай облысының Жұмыспен қамту және әлеуметтік бағдарламалар басқармасы',
    ru: 'Управление занятости и социальных программ области Абай',
  };
  test.each([
    ['the same', 'Управление занятости и социальных программ области Абай', true],
    [
      'typed with a Russian keyboard',
      'абай облысынын жумыспен камту жане алеуметтик багдарламалар баскармасы',
      true,
    ],
    [
      'within a longer name',
      'ГУ «Управление занятости и социальных программ области Абай», отдел кадров',
      true,
    ],
    ['half of the telling words', 'Центр занятости и социальных услуг', true],
    ['one telling word of four', 'Институт занятости', false],
    ['only words that everybody has', 'Управление области', false],
    ['something else', 'Қоғамдық бірлестік «Ашық қоғам»', false],
    ['nothing', '', false],
  ])('%s', (_, employer, expected) => {
    expect(likelyConflict(employer, organisation)).toBe(expected);
  });
});
