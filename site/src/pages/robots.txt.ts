// Everything public may be read by anybody; the desk and applications are not. A demo or a rehearsal is kept by no
// search engine, so that nobody takes it for the contest.

import type { APIRoute } from 'astro';
import { mode } from '../data/contest.ts';
import { earlier } from '../data/editions.ts';
import { dataAddress } from '../results/addresses.ts';

/** Each archived edition has one of its own, made with its pages. */
const sitemaps = (site: URL | undefined): string[] =>
  ['/sitemap.xml', ...earlier.map(({ contest }) => dataAddress(contest, 'sitemap.xml'))].map(
    (path) => `Sitemap: ${new URL(path, site).href}`,
  );

export const GET: APIRoute = ({ site }) =>
  new Response(
    mode === 'real'
      ? ['User-agent: *', 'Disallow: /desk/', 'Disallow: /api/', ...sitemaps(site), ''].join('\n')
      : 'User-agent: *\nDisallow: /\n',
  );
