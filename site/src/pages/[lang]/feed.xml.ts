// Publications and what the staff wrote as an Atom feed (RFC 4287), newest first.

import type { APIRoute } from 'astro';
import type { Language } from '#rules/application';
import { escaped } from '#rules/markup';
import { everyLanguage } from '../../data/contest.ts';
import { writtenIn } from '../../data/news.ts';
import { entries } from '../../data/news-of-register.ts';
import { words } from '../../data/texts.ts';

export const getStaticPaths = everyLanguage;

// A feed says when it changed; before the first publication there is nothing that could have.
const NEVER = '2026-01-01T00:00:00.000Z';

/** A day of the staff's is that day from its beginning, local. */
const told = (language: Language) =>
  [
    ...entries(language).map((entry) => ({ ...entry, id: `/data/register.json#${entry.number}` })),
    ...writtenIn(language).map((item) => ({
      ...item,
      id: item.path,
      at: `${item.day}T00:00:00+05:00`,
      picture: null,
    })),
  ].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));

export const GET: APIRoute = ({ params, site }) => {
  const language = params.lang as Language;
  const whole = (path: string): string => escaped(new URL(path, site).href);
  const news = told(language);
  const items = news.map(
    ({ id, at, title, summary, path, picture }) => `  <entry>
    <id>${whole(id)}</id>
    <title>${escaped(title)}</title>
    <updated>${at}</updated>
    <link rel="alternate" hreflang="${language}" href="${whole(path)}"/>
${picture === null ? '' : `    <link rel="enclosure" type="image/png" href="${whole(picture)}"/>\n`}    <summary>${escaped(summary)}</summary>
  </entry>
`,
  );
  const xml = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
  <id>${whole(`/${language}/feed.xml`)}</id>
  <title>${escaped(words(language, 'site', 'contest-name'))}</title>
  <subtitle>${escaped(words(language, 'site', 'about'))}</subtitle>
  <updated>${news[0]?.at ?? NEVER}</updated>
  <author><name>${escaped(words(language, 'site', 'agency'))}</name></author>
  <link rel="self" href="${whole(`/${language}/feed.xml`)}"/>
  <link rel="alternate" hreflang="${language}" href="${whole(`/${language}/`)}"/>
${items.join('')}</feed>
`;
  return new Response(xml, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } });
};
