// Regions by their code: names, addresses, and how an organisation's name is printed.

import regionList from '#content/regions.json' with { type: 'json' };
import type { Language } from '#rules/application';
import type { Organisation } from '#rules/publication';
import { words } from './texts.ts';

export const regions = regionList;

/** An organisation gives its name in Kazakh and in Russian; English pages show the Russian one. */
export const nameIn = (language: Language, organisation: Organisation): string =>
  (language === 'kk' ? organisation.kk : organisation.ru).replaceAll('№ ', '№\u00a0');

export function regionName(code: string, language: Language): string {
  return (
    regionList.find((region) => region.code === code)?.name[language] ?? words(language, 'desk', 'republic')
  );
}

export const slugOf = (code: string): string =>
  regionList.find((region) => region.code === code)?.slug ?? 'republic';
