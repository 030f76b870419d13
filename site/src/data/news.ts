// News of one edition: what the staff wrote and every publication of the register, the newest first.

import { getCollection } from 'astro:content';
import type { CollectionEntry } from 'astro:content';
import type { Language } from '#rules/application';
import { localDay } from '#rules/days';
import { newsAddress } from '../results/addresses.ts';
import { contest } from './contest.ts';
import { printed } from './editions.ts';
import { entries } from './news-of-register.ts';
import type { Contest } from './read-contest.ts';

export type Item = {
  /** Local. */
  day: string;
  title: string;
  summary: string;
  path: string;
};
type Written = CollectionEntry<'news'>;

const written = await getCollection('news');

/** '2026/news/first-day.kk' → the edition's year, the name in the address, the language. */
function placeOf({ id }: Written): { year: string; slug: string; lang: string } {
  const [year = '', , file = ''] = id.split('/');
  const [slug = '', lang = ''] = file.split('.');
  return { year, slug, lang };
}

/** Pages of what the staff wrote about the editions of this build. */
export const newsPaths = () =>
  written
    .map((entry) => ({ params: placeOf(entry), props: { entry } }))
    .filter(({ params }) => printed.some(({ year }) => year === params.year));

/** What the staff wrote about one edition, the newest first. */
export const writtenIn = (language: Language, year = contest.year): (Item & { slug: string })[] =>
  written
    .map((entry) => ({ entry, place: placeOf(entry) }))
    .filter(({ place }) => place.lang === language && place.year === year)
    .map(({ entry: { data }, place: { slug } }) => ({
      day: data.date,
      title: data.title,
      summary: data.summary,
      path: newsAddress(language, year, slug),
      slug,
    }))
    .sort((a, b) => b.day.localeCompare(a.day) || a.slug.localeCompare(b.slug));

/** All news of one edition, the newest first; of one day what the staff wrote before publications. */
export function newsOf(language: Language, of: Contest = contest): Item[] {
  const published = entries(language, of.publications).map(({ at, title, summary, path }) => ({
    day: localDay(Date.parse(at)),
    title,
    summary,
    path,
  }));
  return [...writtenIn(language, of.year), ...published].sort((a, b) => b.day.localeCompare(a.day));
}
