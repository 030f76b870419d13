/** @jsxImportSource hono/jsx */
// The republican stage: the winners, equal among themselves, the sitting and its votes (§20, §21).

import type { Language } from '#rules/application';
import { formatDay } from '#rules/dates-in-words';
import type { RepublicanBody } from '#rules/publication';
import { nameIn, regionName, slugOf } from '../data/regions.ts';
import { speaker } from '../data/texts.ts';
import { Clause, Corrected, standing } from './parts.tsx';
import type { View } from './parts.tsx';
import { Votes } from './votes.tsx';

export function RepublicPage(view: View) {
  const { language } = view;
  const t = speaker(language);
  const republican = standing(view, 'republican');
  return (
    <>
      <p class="crumbs">
        <a href={`/${language}/results/2026/`}>← {t('results-of', { year: '2026' })}</a>
      </p>
      <h1>{t('republican-stage')}</h1>
      {republican === undefined ? (
        <p class="notice">{t('republic-not-yet')}</p>
      ) : (
        <>
          <Corrected language={language} publication={republican} />
          <Republican {...view} body={republican.body} />
        </>
      )}
    </>
  );
}

/** The winners and the votes they were elected by; the other finalists by the list in force. */
export function Republican(view: View & { body: RepublicanBody }) {
  const { language, edition, body } = view;
  const t = speaker(language);
  const finalists = [...(standing(view, 'list')?.body.finalists ?? []), ...body.winners];
  const names = Object.fromEntries(finalists.map((row) => [row.filing, nameIn(language, row.organisation)]));
  return (
    <>
      <h2>{t('winners')}</h2>
      <Winners language={language} body={body} />
      <p class="meta">
        {t('signed-on')}: {formatDay(body.signedOn, language)}. <Clause language={language} n="21" />
      </p>
      <Votes {...{ language, edition, body, names }} stage="republican" />
    </>
  );
}

export function Winners({ language, body }: { language: Language; body: RepublicanBody }) {
  const t = speaker(language);
  return (
    <>
      <ul class="winners grid">
        {body.winners.map(({ organisation, commission }) => (
          <li class="card stack">
            <h3>{nameIn(language, organisation)}</h3>
            <p class="meta">
              <a href={`/${language}/results/2026/${slugOf(commission)}/`}>
                {regionName(commission, language)}
              </a>
            </p>
          </li>
        ))}
      </ul>
      <p class="meta">{t('winners-unranked')}</p>
    </>
  );
}
