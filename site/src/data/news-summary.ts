// What a publication says in a sentence: in the feed, under a headline, in a short post.

import type { Language } from '#rules/application';
import { formatDay, formatDeadline } from '#rules/dates-in-words';
import type { PublicationBody } from '#rules/publication';
import { nameIn } from './regions.ts';
import { words } from './texts.ts';

const say = (language: Language, key: string, values: Record<string, string | number> = {}): string =>
  words(language, 'data', key, values);

/** The sentence of one publication. */
export function summary(body: PublicationBody, language: Language): string {
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
