// The publications that have a press pack, as the page of packs lists them: the whole country's first, then by region, the
// newest first.

import type { Language } from '#rules/application';
import { REPUBLIC } from '#rules/edition';
import { publisherOf } from '#rules/publication';
import { isTold } from '../press/files.ts';
import type { ToldPublication } from '../press/files.ts';
import { publications, regionName, regions } from './contest.ts';

export const told: ToldPublication[] = publications.filter(isTold);

const newestOf = (code: string): ToldPublication[] =>
  told.filter(({ body }) => publisherOf(body) === code).reverse();

/** Of the Agency and the Republican Commission. */
export const ofRepublic: ToldPublication[] = told
  .filter(({ body }) => ['', REPUBLIC].includes(publisherOf(body)))
  .reverse();

/** Regions that have published, in their order. */
export const ofRegions = (language: Language): { code: string; name: string; packs: ToldPublication[] }[] =>
  regions.flatMap(({ code }) => {
    const packs = newestOf(code);
    return packs.length === 0 ? [] : [{ code, name: regionName(code, language), packs }];
  });
