// Reads what a form sends. A draft may be empty anywhere: whatever is absent becomes the empty value of its type, and
// nothing that was typed is dropped.

import * as z from 'zod/mini';
import type { ApplicationForm } from './application.ts';

const text = z._default(z.string(), '');
const flag = z._default(z.boolean(), false);

export const formSchema = z.object({
  organisationKk: text,
  organisationRu: text,
  kind: text,
  region: text,
  services: text,
  bin: text,
  signatoryName: text,
  signatoryPosition: text,
  signatoryRole: z._default(z.catch(z.enum(['', 'head', 'deputy_head']), ''), ''),
  phone: text,
  email: text,
  representatives: z._default(z.array(z.object({ name: text, position: text })), []),
  report: z._default(z.array(text), []),
  links: text,
  agreesToTerms: flag,
  consents: flag,
  letterLanguage: z._default(z.catch(z.enum(['kk', 'ru', 'en']), 'kk'), 'kk'),
});

/** A form with everything empty. */
export const emptyForm = (): ApplicationForm => z.parse(formSchema, {});
