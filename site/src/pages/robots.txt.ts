// Everything public may be read by anybody; the desk and applications are not. A demo or a rehearsal is kept by no
// search engine, so that nobody takes it for the contest.

import type { APIRoute } from 'astro';
import { mode } from '../data/contest.ts';

export const GET: APIRoute = ({ site }) =>
  new Response(
    mode === 'real'
      ? `User-agent: *\nDisallow: /desk/\nDisallow: /api/\nSitemap: ${new URL('/sitemap.xml', site).href}\n`
      : 'User-agent: *\nDisallow: /\n',
  );
