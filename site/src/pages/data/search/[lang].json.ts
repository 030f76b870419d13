// What the search page of a language fetches.

import type { Language } from '#rules/application';
import { everyLanguage } from '../../../data/contest.ts';
import { entriesIn } from '../../../data/search.ts';

export const getStaticPaths = everyLanguage;

export const GET = ({ params }: { params: { lang: Language } }): Response =>
  Response.json(entriesIn(params.lang));
