// Whether the three languages of a text say the same: what is written by hand in one stands in the others.

import type { Language } from '#rules/application';
import type { Mistake, Piece, StaffText } from './staff-text.ts';

const INSIDE = /^\/(kk|ru|en)\//;

/** Links of a text that lead into another language. */
export const foreignLinks = ({ file, pieces }: StaffText, language: Language): Mistake[] =>
  pieces
    .filter(({ kind, said }) => kind === 'link' && INSIDE.test(said) && !said.startsWith(`/${language}/`))
    .map(({ said, line }) => ({
      ...{ file, line, what: `the link ${said} leads into another language` },
      remedy: `write ${said.replace(INSIDE, `/${language}/`)}`,
    }));

/** Numbers that are typed where only components may say them. */
export const typedNumbers = ({ file, pieces }: StaffText): Mistake[] =>
  pieces
    .filter(({ kind }) => kind === 'number')
    .map(({ said, line }) => ({
      ...{ file, line, what: `the number ${said} is typed` },
      remedy: 'let <Number of="…" />, <Term of="…" /> or <Day of="…" /> say it',
    }));

/** What a text has and `other` has not, or the other way round; the same place in the three languages is not asked. */
export function unlike(text: StaffText, other: StaffText): Mistake[] {
  if (text.date !== other.date) {
    const what = `the date is ${text.date ?? 'none'}, and ${other.date ?? 'none'} in ${other.file}`;
    return [
      { file: text.file, line: text.dateLine, what, remedy: 'write the same day in the three languages' },
    ];
  }
  return [...lacking(text, other), ...lacking(other, text)];
}

function lacking(from: StaffText, of: StaffText): Mistake[] {
  const left = of.pieces.map(sameness);
  return from.pieces.flatMap((piece) => {
    const found = left.indexOf(sameness(piece));
    if (found >= 0) {
      left.splice(found, 1);
      return [];
    }
    const { said, line, kind } = piece;
    const what = `the ${kind} ${said} is not in ${of.file}`;
    return [{ file: from.file, line, what, remedy: 'write it there too, or take it out here' }];
  });
}

/** Links inside the site are the same in every language but for its folder. */
const sameness = ({ kind, said }: Piece): string =>
  `${kind} ${kind === 'link' ? said.replace(INSIDE, '/') : said}`;
