// The words of press packs in a reader's language.

import press from '#content/texts/press.json' with { type: 'json' };
import type { Language } from '#rules/application';
import { say } from '#rules/wording';

type Entry = Parameters<typeof say>[0];
export type PressKey = keyof typeof press;

export const pressWords = (
  language: Language,
  key: PressKey,
  values?: Record<string, string | number>,
): string => say((press as Record<string, Entry>)[key] as Entry, language, values);
