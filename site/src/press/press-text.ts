// The news text of a publication: headline, what it says, where it is officially read and how it is checked.

import { formatDay, formatInstant } from '#rules/dates-in-words';
import { localDay } from '#rules/days';
import { correctionOf } from '#rules/publication';
import { words } from '../data/texts.ts';
import { heading, link, text, title } from './blocks.ts';
import type { Block } from './blocks.ts';
import { officialPath } from './files.ts';
import { headline } from './headline.ts';
import { speaker } from './telling.ts';
import type { Telling } from './telling.ts';
import { toldList, toldRegional, toldRepublican, toldSelection } from './told-results.ts';
import { toldCalendar, toldExtension, toldPlacement } from './told-terms.ts';

export function pressText(telling: Telling): Block[] {
  const { language, publication } = telling;
  return [
    title(headline(publication, language)),
    ...(publication.mode === 'real'
      ? []
      : [text({ strong: words(language, 'site', `mode-${publication.mode}`) })]),
    ...corrected(telling),
    ...told(telling),
    ...source(telling),
  ];
}

function told(telling: Telling): Block[] {
  const { body } = telling.publication;
  switch (body.kind) {
    case 'placement':
      return toldPlacement(telling, body);
    case 'extension':
      return toldExtension(telling, body);
    case 'calendar':
      return toldCalendar(telling, body);
    case 'selection':
      return toldSelection(telling, body);
    case 'regional':
      return toldRegional(telling, body);
    case 'list':
      return toldList(telling, body);
    case 'republican':
      return toldRepublican(telling, body);
  }
}

/** That it takes the place of an earlier publication, and why. */
function corrected(telling: Telling): Block[] {
  const { language, publication, before } = telling;
  const correction = correctionOf(publication.body);
  if (correction === undefined) return [];
  const earlier = before.find(({ number }) => number === correction.supersedes);
  const day = earlier === undefined ? '–' : formatDay(localDay(Date.parse(earlier.at)), language);
  const reason = correction.reason[language];
  return [text(speaker(telling)('correction', { n: correction.supersedes, day, reason }))];
}

function source(telling: Telling): Block[] {
  const { language, publication, origin } = telling;
  const { number, at, hash } = publication;
  const say = speaker(telling);
  return [
    heading(say('source')),
    text(say('page'), link(origin + officialPath(publication, language))),
    text(say('register', { n: number, at: formatInstant(at, language), hash })),
    text(say('verify'), link(`${origin}/${language}/verify/`)),
  ];
}
