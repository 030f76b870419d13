// What a press text is made from: a publication, those before it, the language, the site's address. Nothing that came
// later counts, so the text is the same whenever it is made.

import type { Language } from '#rules/application';
import type { Edition, Placement } from '#rules/edition';
import { inForceAfter } from '#rules/moved-days';
import type { SignedPublication } from '#rules/publication';
import { publisherOf } from '#rules/publication';
import { regionName } from '../data/regions.ts';
import type { ToldPublication } from './files.ts';
import { pressWords } from './words.ts';
import type { PressKey } from './words.ts';

export type Telling = {
  language: Language;
  publication: ToldPublication;
  /** All publications of the register up to this one. */
  before: readonly SignedPublication[];
  /** The announcement's MDX in this language. */
  announcement: string;
  /** Scheme and host of the site. */
  origin: string;
};

/** The words of press packs with the region's name at hand. */
export const speaker =
  ({ language, publication: { body } }: Telling) =>
  (key: PressKey, values: Record<string, string | number> = {}): string =>
    pressWords(language, key, { region: regionName(publisherOf(body), language), ...values });

/** The edition and the placement as they were in force with this publication. */
export function termsOf({ publication, before }: Telling): { edition: Edition; placement: Placement } {
  const placed = before.find(({ body }) => body.kind === 'placement')?.body;
  if (placed?.kind !== 'placement')
    throw new Error(`Publication ${publication.number} has no placement before it`);
  return inForceAfter(placed, before);
}
