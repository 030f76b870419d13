// The days of the contest as a calendar file: those that follow from the placement and those that were published.

import type { APIRoute } from 'astro';
import type { Language } from '#rules/application';
import { calendarText } from '#rules/ical';
import type { Event } from '#rules/ical';
import {
  checkDay,
  edition,
  everyLanguage,
  placement,
  publicationDay,
  publications,
} from '../../data/contest.ts';
import { republican } from '../../data/standing.ts';
import { words } from '../../data/texts.ts';

export const getStaticPaths = everyLanguage;
const MINUTE_MS = 60_000;

export const GET: APIRoute = ({ params, site }) => {
  const language = params.lang as Language;
  const t = (key: string): string => words(language, 'site', key);
  const address = new URL(`/${language}/`, site).href;
  const named = (key: string, day: string | null): Event[] =>
    day === null
      ? []
      : [
          {
            uid: `${edition.edition}-${key}`,
            day,
            summary: `${t('contest-name')}: ${t(`line-${key}`)}`,
            address,
          },
        ];
  const events: Event[] = [
    ...named('placed', placement?.placementDay ?? null),
    ...(placement === null
      ? []
      : [
          {
            uid: `${edition.edition}-submission`,
            // The last minute: the deadline itself is midnight, which calendars show on the day after.
            startsAt: Date.parse(placement.deadline) - MINUTE_MS,
            minutes: 1,
            summary: `${t('contest-name')}: ${t('deadline')}`,
            address,
          },
        ]),
    ...named('check', checkDay),
    ...named('list', publicationDay('list')),
    ...named('winners', republican?.signedOn ?? null),
  ];
  const stamp = Date.parse(publications.at(-1)?.at ?? '1970-01-01T00:00:00.000Z');
  const text = calendarText(events, { stamp, host: site?.hostname ?? 'localhost' });
  return new Response(text, { headers: { 'content-type': 'text/calendar; charset=utf-8' } });
};
