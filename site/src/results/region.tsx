/** @jsxImportSource hono/jsx */
// One region: the finalist, the sitting and its votes, the selection as numbers added and compared.

import { formatDay } from '#rules/dates-in-words';
import type { RegionalBody, SignedPublication } from '#rules/publication';
import { nameIn, regionName, regions, slugOf } from '../data/regions.ts';
import { speaker } from '../data/texts.ts';
import { resultsAddress } from './addresses.ts';
import { Clause, Corrected, Source, standing } from './parts.tsx';
import type { View } from './parts.tsx';
import { Selection } from './selection.tsx';
import { Votes } from './votes.tsx';

export function RegionPage(view: View & { code: string }) {
  const { language, edition, code } = view;
  const year = edition.edition;
  const t = speaker(language);
  const selection = standing(view, 'selection', code);
  const regional = standing(view, 'regional', code);
  const committed = standing(view, 'commitments', code) !== undefined;
  const finalist = regional?.body.finalist ?? null;
  const winners = standing(view, 'republican')?.body.winners ?? [];
  return (
    <>
      <p class="crumbs">
        <a href={resultsAddress(language, year)}>← {t('results-of', { year })}</a>
      </p>
      <h1>{regionName(code, language)}</h1>
      <p class="meta">
        {regions.find((row) => row.code === code)?.department[language]} ·{' '}
        <a href={`/${language}/commissions/#${slugOf(code)}`}>{t('composition-of')}</a>
      </p>
      {selection === undefined ? (
        <p class="notice">{t(committed ? 'region-committed' : 'region-not-yet')}</p>
      ) : null}
      <Corrected language={language} publication={regional} />
      {regional === undefined ? null : (
        <Regional
          {...{ language, edition }}
          from={regional}
          body={regional.body}
          won={winners.some(({ filing }) => filing === finalist?.filing)}
        />
      )}
      <Corrected language={language} publication={selection} />
      {selection === undefined ? null : (
        <Selection {...{ language, edition }} from={selection} body={selection.body} />
      )}
    </>
  );
}

/** The outcome of a region and the votes it follows from. */
export function Regional({
  language,
  edition,
  from,
  body,
  won,
}: Pick<View, 'language' | 'edition'> & { from: SignedPublication; body: RegionalBody; won: boolean }) {
  const t = speaker(language);
  const { finalist } = body;
  return (
    <>
      <section class="card stack">
        <h2>{t('finalist')}</h2>
        {finalist === null ? (
          <p>{t('no-finalist')}</p>
        ) : (
          <p class="name">
            <strong>{nameIn(language, finalist.organisation)}</strong>{' '}
            {won ? <span class="tag tag--gold">{t('winner')}</span> : null}
          </p>
        )}
        <p class="meta">
          {t('signed-on')}: {formatDay(body.signedOn, language)}. <Clause language={language} n="17" />{' '}
          <Source language={language} publication={from} />
        </p>
      </section>
      {body.sittings.length === 0 ? null : (
        <Votes
          {...{ language, edition, body }}
          stage="regional"
          names={finalist === null ? {} : { [finalist.filing]: nameIn(language, finalist.organisation) }}
        />
      )}
    </>
  );
}
