// What the press is told of the announcement, of an extension of its term and of a moved day.

import { formatDay, formatDeadline } from '#rules/dates-in-words';
import type { CalendarBody, ExtensionBody, PlacementBody } from '#rules/publication';
import { checkBy } from '#rules/terms';
import { announcementBlocks } from './announcement.ts';
import { heading, link, list, text } from './blocks.ts';
import type { Block, Inline } from './blocks.ts';
import { speaker, termsOf } from './telling.ts';
import type { Telling } from './telling.ts';

const apply = (telling: Telling): Block =>
  text(speaker(telling)('apply'), link(`${telling.origin}/${telling.language}/apply/`));

/** The whole announcement with its dates. */
export function toldPlacement(telling: Telling, { edition, placement }: PlacementBody): Block[] {
  const { language, announcement, origin } = telling;
  const say = speaker(telling);
  const addresses = [placement.siteAddress, ...placement.socialAddresses].filter((at) => at !== '');
  return [
    ...announcementBlocks(announcement, { language, edition, placement, origin }),
    heading(say('dates')),
    list([
      say('placed-on', { day: formatDay(placement.placementDay, language) }),
      say('last-day', { deadline: formatDeadline(placement.lastDay, language) }),
      say('checked-by', { day: formatDay(checkBy(placement.lastDay, edition), language) }),
    ]),
    apply(telling),
    ...(addresses.length === 0 ? [] : [heading(say('placed-at')), list(addresses.map(addressOf))]),
  ];
}

/** A person typed it: what is no address of the web stays words. */
const addressOf = (address: string): Inline[] => [/^https?:\/\//.test(address) ? link(address) : address];

export function toldExtension(telling: Telling, { lastDay, reason }: ExtensionBody): Block[] {
  const { language } = telling;
  const say = speaker(telling);
  return [
    text(say('lead-extension', { deadline: formatDeadline(lastDay, language) })),
    text(say('reason', { reason: reason[language] })),
    text(say('extension-rest')),
    apply(telling),
  ];
}

export function toldCalendar(telling: Telling, { date, working, reason }: CalendarBody): Block[] {
  const { language } = telling;
  const say = speaker(telling);
  const day = formatDay(date, language);
  const { placement } = termsOf(telling);
  return [
    text(say(working ? 'lead-calendar-working' : 'lead-calendar-off', { day })),
    text(say('reason', { reason: reason[language] })),
    text(say('calendar-rest')),
    text(say('deadline', { deadline: formatDeadline(placement.lastDay, language) })),
  ];
}
