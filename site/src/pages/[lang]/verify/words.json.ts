// The words in which the page of verification shows what it found, read when somebody verifies; of findings those that a
// check can find.

import type { APIRoute } from 'astro';
import type { Language } from '#rules/application';
import { VERIFY_CODES } from '#rules/verify-codes';
import { everyLanguage, regionName, regions } from '../../../data/contest.ts';
import { formsOf, speaker } from '../../../data/texts.ts';

export const getStaticPaths = everyLanguage;

const KINDS = [
  ...['placement', 'extension', 'calendar', 'commitments'],
  ...['selection', 'regional', 'list', 'republican'],
];

export const GET: APIRoute = ({ params }) => {
  const lang = params.lang as Language;
  const t = speaker(lang);
  return Response.json({
    texts: {
      language: lang,
      verify: formsOf(lang, 'verify'),
      findings: formsOf(lang, 'findings', VERIFY_CODES),
    },
    kinds: Object.fromEntries(KINDS.map((kind) => [kind, t(`kind-${kind}`)])),
    regions: Object.fromEntries(regions.map(({ code }) => [code, regionName(code, lang)])),
  });
};
