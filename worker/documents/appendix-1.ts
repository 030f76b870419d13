// Appendix 1 filled in: what stands in it, in one language. The page and the document print the same.

import type { ApplicationForm, FiledFile, Language } from '#rules/application';
import type { Edition } from '#rules/edition';
import { receivingCommission } from '#rules/routing';
import { commissionName } from '../pages/names.ts';
import { words } from '../texts.ts';

/** A line: a label and what was filled in, '' where it is left for the hand. */
export type Line = { label: string; value: string; hint?: string };
export type Appendix1 = {
  head: string;
  title: string;
  to: Line[];
  body: Line[];
  agreed: string;
  attached: Line;
  date: string;
  signature: string;
};

// More names would not leave the page on one sheet.
const MOST_NAMES = 8;

export function appendix1(
  language: Language,
  form: ApplicationForm,
  files: Pick<FiledFile, 'kind' | 'name'>[],
  edition: Edition,
): Appendix1 {
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'documents', `appendix-1.${key}`, values);
  const { commission } = receivingCommission(form, edition);
  const person = (name: string, position: string): string => [name, position].filter(Boolean).join(', ');
  const attached = files.filter(({ kind }) => kind !== 'form').map(({ name }) => name);
  const rest = attached.length - MOST_NAMES;
  const names = [...attached.slice(0, MOST_NAMES), ...(rest > 0 ? [say('more', { n: rest })] : [])];
  const organisation = language === 'ru' ? form.organisationRu : form.organisationKk;
  return {
    head: say('head'),
    title: say('title'),
    to: [
      { label: say('to'), value: commission === '' ? '' : commissionName(language, commission) },
      {
        label: say('from'),
        value: person(form.signatoryName, form.signatoryPosition),
        hint: say('from-hint'),
      },
      { label: say('phone'), value: form.phone },
      { label: say('email'), value: form.email },
    ],
    body: [
      { label: say('request'), value: organisation },
      {
        label: say('represented'),
        value: form.representatives.map(({ name, position }) => person(name, position)).join('; '),
      },
    ],
    agreed: say('agreed'),
    attached: { label: say('attached'), value: names.join('; ') },
    date: say('date'),
    signature: say('signature'),
  };
}
