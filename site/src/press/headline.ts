// The headline of a publication: the same in its press text, on the page of packs and where a page is shared.

import type { Language } from '#rules/application';
import { formatDay } from '#rules/dates-in-words';
import { correctionOf, publisherOf } from '#rules/publication';
import { regionName } from '../data/regions.ts';
import type { ToldPublication } from './files.ts';
import { pressWords } from './words.ts';

export function headline({ body }: ToldPublication, language: Language): string {
  const plain = plainHeadline(body, language);
  return correctionOf(body) === undefined ? plain : pressWords(language, 'corrected', { title: plain });
}

function plainHeadline(body: ToldPublication['body'], language: Language): string {
  const region = capital(regionName(publisherOf(body), language));
  switch (body.kind) {
    case 'calendar':
      return pressWords(language, body.working ? 'title-calendar-working' : 'title-calendar-off', {
        day: formatDay(body.date, language),
      });
    case 'selection':
      return pressWords(language, 'title-selection', { region });
    case 'regional':
      return pressWords(language, body.finalist === null ? 'title-regional-none' : 'title-regional', {
        region,
      });
    case 'placement':
    case 'extension':
    case 'list':
    case 'republican':
      return pressWords(language, `title-${body.kind}`);
  }
}

/** «область Абай» at the beginning of a line. */
export const capital = (said: string): string => said.charAt(0).toUpperCase() + said.slice(1);
