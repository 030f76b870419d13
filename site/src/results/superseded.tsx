/** @jsxImportSource hono/jsx */
// A publication that a later one superseded, as it was published: it stays at an address of its own.

import { formatInstant } from '#rules/dates-in-words';
import { correctionOf, inForce, publisherOf, supersededBy } from '#rules/publication';
import type { PublicationBody, SignedPublication } from '#rules/publication';
import { regionName } from '../data/regions.ts';
import { speaker } from '../data/texts.ts';
import { commissionAddress, resultsAddress, supersededAddress } from './addresses.ts';
import { List } from './overview.tsx';
import { Corrected } from './parts.tsx';
import type { View } from './parts.tsx';
import { Regional } from './region.tsx';
import { Republican } from './republic.tsx';
import { Selection } from './selection.tsx';

/** Publications that a later one superseded, in order. */
export const supersededOf = (publications: readonly SignedPublication[]): SignedPublication[] => {
  const force = inForce(publications);
  return publications.filter((row) => !force.includes(row));
};

export function SupersededPage(view: View & { publication: SignedPublication }) {
  const { language, publications, publication } = view;
  const t = speaker(language);
  const { number, at, body, contest: year } = publication;
  const by = supersededBy(publications, number);
  const commission = publisherOf(body);
  const now =
    by === undefined || !inForce(publications).includes(by)
      ? supersededAddress(language, year, by?.number ?? number)
      : body.kind === 'list'
        ? `${resultsAddress(language, year)}#list`
        : commissionAddress(language, year, commission);
  return (
    <>
      <p class="crumbs">
        <a href={resultsAddress(language, year)}>← {t('results-of', { year })}</a>
      </p>
      <h1>
        {t(`kind-${body.kind}`)}
        {commission === '' ? '' : ` – ${regionName(commission, language)}`}
      </h1>
      <p class="meta">
        {t('publication-n', { n: number })}. {t('published-on')}: {formatInstant(at, language)}.
      </p>
      {by === undefined ? null : (
        <div class="notice notice--error">
          <p>
            <strong>{t('superseded')}</strong> {t('corrected-on')}: {formatInstant(by.at, language)}.{' '}
            {t('correction-reason')}: {correctionOf(by.body)?.reason[language]}
          </p>
          <p>
            <a href={now}>{t('later-publication', { n: by.number })}</a>
          </p>
        </div>
      )}
      <Corrected language={language} publication={publication} />
      <Was {...view} from={publication} body={body} />
    </>
  );
}

function Was(view: View & { from: SignedPublication; body: PublicationBody }) {
  const { language, edition, from, body } = view;
  switch (body.kind) {
    case 'selection':
      return <Selection {...{ language, edition, from, body }} />;
    case 'regional':
      return <Regional {...{ language, edition, from, body }} won={false} />;
    case 'list':
      return (
        <section class="card stack">
          <List language={language} year={edition.edition} body={body} />
        </section>
      );
    case 'republican':
      return <Republican {...view} from={from} body={body} />;
    default:
      return null;
  }
}
