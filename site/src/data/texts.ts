// The words of the site, by area and key, in the reader's language.

import apply from '#content/texts/apply.json' with { type: 'json' };
import data from '#content/texts/data.json' with { type: 'json' };
import desk from '#content/texts/desk.json' with { type: 'json' };
import diploma from '#content/texts/diploma.json' with { type: 'json' };
import findings from '#content/texts/findings.json' with { type: 'json' };
import keeping from '#content/texts/keeping.json' with { type: 'json' };
import questions from '#content/texts/questions.json' with { type: 'json' };
import site from '#content/texts/site.json' with { type: 'json' };
import terms from '#content/texts/terms.json' with { type: 'json' };
import verify from '#content/texts/verify.json' with { type: 'json' };
import type { Language } from '#rules/application';
import { say } from '#rules/wording';

const texts = { apply, data, desk, diploma, findings, keeping, questions, site, terms, verify };
type Entry = Parameters<typeof say>[0];

/** The text of `area.key`; an unknown key stops the build. */
export function words(
  language: Language,
  area: keyof typeof texts,
  key: string,
  values?: Record<string, string | number>,
): string {
  const entry = (texts[area] as Record<string, Entry>)[key];
  if (entry === undefined) throw new Error(`content/texts/${area}.json has no «${key}»`);
  return say(entry, language, values);
}

/** Words of one area and language, for a page that calls it `t`. */
export const speaker =
  (language: Language) =>
  (key: string, values?: Record<string, string | number>): string =>
    words(language, 'site', key, values);

/** Unfilled texts of one area and language, for a script that fills them: all of them, or those of `keys`. */
export function formsOf(
  language: Language,
  area: keyof typeof texts,
  keys: readonly string[] = Object.keys(texts[area]),
): Record<string, Entry[Language]> {
  const entries = texts[area] as Record<string, Entry>;
  return Object.fromEntries(
    keys.map((key) => {
      const entry = entries[key];
      if (entry === undefined) throw new Error(`content/texts/${area}.json has no «${key}»`);
      return [key, entry[language]];
    }),
  );
}
