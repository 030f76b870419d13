// Whether one page says the same in the three languages: its numbers and dates, its links, its places that others lead to,
// its headings.

import { LANGUAGES } from '#rules/application';
import type { Language } from '#rules/application';

export type Pages = Record<Language, string>;

const FOREIGN = /^\/(kk|ru|en)\//;

/** The page's own part, without scripts. */
const mainOf = (html: string): string =>
  (/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html).replace(/<(script|style)[\s\S]*?<\/\1>/g, '');
const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, one = '']) => one).sort();

const SAID: Record<string, (main: string, language: Language) => string[]> = {
  number: (main) => found(main.replace(/<[^>]*>/g, ' ').replace(/&#\d+;/g, ' '), /(\d+)/g),
  date: (main) => found(main, /datetime="([^"]*)"/g),
  // The original of the regulation is linked from its translations.
  link: (main, language) =>
    found(main, /href="([^"]*)"/g)
      .filter((href) => !FOREIGN.test(href) || href.startsWith(`/${language}/`))
      // A whole address is somebody's word, such as where the announcement stands: it is the same in each.
      .map((href) =>
        /^https?:/.test(href) ? href : href.replaceAll(`/${language}/`, '/').replaceAll(`-${language}.`, '.'),
      )
      .sort(),
  // Places in a text of the staff are made of its headings, which are words.
  place: (main) => found(main.replace(/<article[\s\S]*?<\/article>/g, ''), /\sid="([^"]*)"/g),
  heading: (main) => found(main, /<(h[1-6])[\s>]/g),
};

/** What the Kazakh page has and another has not, or the other way round: 'ru lacks the number 120'. */
export function unlike(pages: Pages): string[] {
  return LANGUAGES.filter((language) => language !== 'kk').flatMap((language) =>
    Object.entries(SAID).flatMap(([kind, of]) => {
      const [kk, other] = [of(mainOf(pages.kk), 'kk'), of(mainOf(pages[language]), language)];
      return [
        ...without(kk, other).map((one) => `${language} lacks the ${kind} ${one}`),
        ...without(other, kk).map((one) => `kk lacks the ${kind} ${one} of ${language}`),
      ];
    }),
  );
}

function without(list: string[], other: string[]): string[] {
  const left = [...other];
  return list.filter((one) => {
    const index = left.indexOf(one);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}
