// Whether a member's employer looks like the applicant: a proposal for the member to look at, never a decision. The
// regulation is silent on conflicts of interest (docs/decisions 6).

import { searchFold } from './kazakh.ts';

// Words that half of all state bodies have in their name prove nothing.
const COMMON = new Set(
  [
    'басқармасы',
    'бөлімі',
    'департаменті',
    'комитеті',
    'министрлігі',
    'агенттігі',
    'мекемесі',
    'орталығы',
    'аппараты',
    'әкімдігі',
    'облысы',
    'облысының',
    'ауданы',
    'ауданының',
    'қаласы',
    'қаласының',
    'қазақстан',
    'республикасы',
    'республикасының',
    'мемлекеттік',
    'бойынша',
    'жөніндегі',
    'коммуналдық',
    'управление',
    'отдел',
    'департамент',
    'комитет',
    'министерство',
    'агентство',
    'учреждение',
    'центр',
    'аппарат',
    'акимат',
    'область',
    'области',
    'района',
    'район',
    'город',
    'города',
    'республики',
    'республика',
    'казахстан',
    'государственное',
    'государственный',
    'коммунальное',
  ].map(searchFold),
);
const SHORTEST_WORD = 4;

const telling = (name: string): string[] => [
  ...new Set(
    searchFold(name)
      .split(' ')
      .filter((word) => word.length >= SHORTEST_WORD && !COMMON.has(word)),
  ),
];

/** True where the names are one, one stands within the other, or half of the applicant's telling words are shared. */
export function likelyConflict(employer: string, organisation: { kk: string; ru: string }): boolean {
  const own = searchFold(employer);
  if (own === '') return false;
  return [organisation.kk, organisation.ru].some((name) => {
    const other = searchFold(name);
    if (other === '') return false;
    if (own.includes(other) || other.includes(own)) return true;
    const words = telling(name);
    const shared = words.filter((word) => telling(employer).includes(word)).length;
    return shared > 0 && shared * 2 >= words.length;
  });
}
