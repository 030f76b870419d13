// Addresses of results, which never change once they were published: the edition's year, then the region.

import type { Language } from '#rules/application';
import { slugOf } from '../data/regions.ts';

/** The list of all editions. */
export const editionsAddress = (language: Language): string => `/${language}/results/`;

export const resultsAddress = (language: Language, year: string): string => `/${language}/results/${year}/`;

/** Of the commission `code`: a region's page, or the republican stage. */
export const commissionAddress = (language: Language, year: string, code: string): string =>
  `${resultsAddress(language, year)}${slugOf(code)}/`;

/** Everybody whose name is public. */
export const organisationsAddress = (language: Language, year: string): string =>
  `${resultsAddress(language, year)}organisations/`;

/** Where a publication stands among the others, with its hash. */
export const sourceAddress = (language: Language, year: string, number: number): string =>
  `/${language}/verify/?edition=${year}#n${number}`;

/** A publication that a later one superseded. */
export const supersededAddress = (language: Language, year: string, number: number): string =>
  `${resultsAddress(language, year)}publications/${number}/`;

/** What the staff wrote, by the edition that it is about. */
export const newsAddress = (language: Language, year: string, slug: string): string =>
  `/${language}/news/${year}/${slug}/`;

/** The edition's results and register as data. */
export const dataAddress = (year: string, file: string): string => `/data/${year}/${file}`;
