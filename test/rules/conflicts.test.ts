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

describe('§5 what is told by a name', () => {
  test.each([
    ['a word of four letters', 'Абай институты', 'Служба Абай', true],
    ['a word of three', 'Институт Дом', 'Дом юстиции', false],
    ['one of two telling words', 'Институт занятости', 'Служба занятости', true],
    ['one of three', 'Институт занятости', 'Служба занятости населения', false],
    ['no telling word at all', 'Институт занятости', 'Управление', false],
    ['the same common words', 'Управление района', 'Управление района', true],
    ['the employer within the applicant', 'Управление', 'Управление района', true],
    ['the applicant within the employer', 'Управление района', 'Управление', true],
  ])('%s', (_, employer, ru, expected) => {
    expect(likelyConflict(employer, { kk: 'Мүлдем басқа ұйым', ru })).toBe(expected);
  });

  test('a name that is not there is no name', () => {
    expect(likelyConflict('Институт', { kk: 'Мүлдем басқа ұйым', ru: ' ' })).toBe(false);
    expect(likelyConflict(' ', { kk: '', ru: '' })).toBe(false);
  });
});
