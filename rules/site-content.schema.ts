// Reads what the site shows beside the register: a build from anything else stops.

import * as z from 'zod/mini';
import type { SiteContent } from './site-content.ts';

const language = z.enum(['kk', 'ru', 'en']);
const said = z.strictObject({ kk: z.string(), ru: z.string(), en: z.string() });
const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/));

const question = z.strictObject({
  id: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  language,
  clause: z.string(),
  wording: said,
  answer: said,
  askedOn: day,
  answeredOn: day,
});
const composition = z.strictObject({
  commission: z.string(),
  people: z.array(
    z.strictObject({
      role: z.enum(['chair', 'member', 'secretary']),
      name: z.string(),
      position: z.string(),
      employer: z.string(),
    }),
  ),
  publishedOn: day,
});

const schema = z.strictObject({
  format: z.literal('uzdik-site/1'),
  revision: z.int().check(z.minimum(0)),
  questions: z.array(question),
  compositions: z.array(composition),
});

/** Throws where `text` is not what the worker gives. */
export const parseSiteContent = (text: string): SiteContent => schema.parse(JSON.parse(text));
