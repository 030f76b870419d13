// Names that the desk prints for codes.

import regions from '#content/regions.json';
import type { Language } from '#rules/application';
import { words } from '../texts.ts';

/** A commission by its region's name; the republican one and the Agency by their own. */
export function commissionName(language: Language, code: string): string {
  const region = regions.find((row) => row.code === code);
  return region === undefined
    ? words(language, 'desk', code === 'KZ' ? 'republic' : 'agency')
    : region.name[language];
}

export const allCommissions = [...regions.map((region) => region.code), 'KZ'];
