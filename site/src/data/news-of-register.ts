// Each publication as a piece of news: what it is, what it says in a sentence, where it is read.

import type { Language } from '#rules/application';
import { REPUBLIC } from '#rules/edition';
import type { PublicationBody, SignedPublication } from '#rules/publication';
import { publications, regionName } from './contest.ts';
import { summary } from './news-summary.ts';
import { words } from './texts.ts';
import { isTold, packPath, pictureName } from '../press/files.ts';
import { commissionAddress, resultsAddress } from '../results/addresses.ts';

export type Entry = {
  number: number;
  hash: string;
  at: string;
  title: string;
  summary: string;
  path: string;
  /** Path of its picture; null where there is none. */
  picture: string | null;
};

const say = (language: Language, key: string, values: Record<string, string | number> = {}): string =>
  words(language, 'data', key, values);

const regionOf = (body: PublicationBody): string | null =>
  'commission' in body && body.commission !== REPUBLIC ? body.commission : null;

function pathOf({ contest, body }: SignedPublication, language: Language): string {
  const region = regionOf(body);
  if (region !== null) return commissionAddress(language, contest, region);
  return body.kind === 'republican' || body.kind === 'list'
    ? resultsAddress(language, contest)
    : `/${language}/announcement/`;
}

function entry(publication: SignedPublication, language: Language): Entry {
  const { number, hash, at, body, contest } = publication;
  const region = regionOf(body);
  const kind = words(language, 'site', `kind-${body.kind}`);
  const corrected = 'correction' in body && body.correction !== undefined;
  return {
    number,
    hash,
    at,
    title: [
      corrected ? `${say(language, 'news-corrected')}: ${kind}` : kind,
      ...(region === null ? [] : [regionName(region, language)]),
    ].join(' – '),
    summary: summary(body, language),
    path: pathOf(publication, language),
    picture: isTold(publication) ? packPath(contest, number, pictureName(language, 'wide')) : null,
  };
}

/** Newest first; of the edition in force where no other is given. */
export const entries = (language: Language, of: readonly SignedPublication[] = publications): Entry[] =>
  of.map((publication) => entry(publication, language)).reverse();
