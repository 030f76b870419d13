// Puts a text in a language: placeholders filled, plural chosen. The texts themselves are content.

import type { Language } from './application.ts';

type Plural = { one?: string; few?: string; many?: string; other: string };
export type Entry = Record<Language, string | Plural>;

/** The text of `entry`; `values.n` chooses a plural. Throws when a placeholder has no value. */
export function say(entry: Entry, language: Language, values: Record<string, string | number> = {}): string {
  const form = entry[language];
  const text = typeof form === 'string' ? form : (form[pluralOf(Number(values.n), language)] ?? form.other);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for {${name}} in «${text}»`);
    return String(value);
  });
}

/** CLDR plural category of a whole number. Kazakh nouns do not change after numerals. */
export function pluralOf(n: number, language: Language): keyof Plural {
  if (language === 'kk') return 'other';
  if (language === 'en') return n === 1 ? 'one' : 'other';
  if (!Number.isInteger(n)) return 'other';
  const tens = Math.abs(n) % 100;
  const ones = tens % 10;
  if (ones === 1 && tens !== 11) return 'one';
  if (ones >= 2 && ones <= 4 && (tens < 12 || tens > 14)) return 'few';
  return 'many';
}
