// Each publication as a piece of news: what it is, what it says in a sentence, where it is read.

import type { Language } from '#rules/application';
import { formatDay, formatDeadline } from '#rules/dates-in-words';
import type { PublicationBody, SignedPublication } from '#rules/publication';
import { nameIn, publications, regionName, slugOf } from './contest.ts';
import { words } from './texts.ts';

export type Entry = {
  number: number;
  hash: string;
  at: string;
  title: string;
  summary: string;
  path: string;
};

const say = (language: Language, key: string, values: Record<string, string | number> = {}): string =>
  words(language, 'data', key, values);

/** The sentence of one publication. */
function summary(body: PublicationBody, language: Language): string {
  switch (body.kind) {
    case 'placement':
      return say(language, 'news-placement', { deadline: formatDeadline(body.placement.lastDay, language) });
    case 'extension':
      return say(language, 'news-extension', { deadline: formatDeadline(body.lastDay, language) });
    case 'calendar':
      return words(language, 'site', body.working ? 'moved-working' : 'moved-off', {
        day: formatDay(body.date, language),
      });
    case 'commitments':
      return say(language, 'news-commitments', { n: body.filings.length });
    case 'selection':
      return say(language, 'news-selection', {
        received: body.received,
        admitted: body.admitted.length,
        passed: body.admitted.filter(({ passed }) => passed).length,
      });
    case 'regional':
      return body.finalist === null
        ? say(language, 'news-no-finalist')
        : say(language, 'news-finalist', { name: nameIn(language, body.finalist.organisation) });
    case 'list':
      return say(language, 'news-list', { n: body.finalists.length });
    case 'republican':
      return say(language, 'news-winners', {
        names: body.winners.map(({ organisation }) => nameIn(language, organisation)).join('; '),
      });
  }
}

const regionOf = (body: PublicationBody): string | null =>
  'commission' in body && body.commission !== 'KZ' ? body.commission : null;

function pathOf(body: PublicationBody): string {
  const region = regionOf(body);
  if (region !== null) return `results/2026/${slugOf(region)}/`;
  return body.kind === 'republican' || body.kind === 'list' ? 'results/2026/' : 'announcement/';
}

function entry({ number, hash, at, body }: SignedPublication, language: Language): Entry {
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
    path: `/${language}/${pathOf(body)}`,
  };
}

/** Newest first. */
export const entries = (language: Language): Entry[] =>
  publications.map((publication) => entry(publication, language)).reverse();
