/** @jsxImportSource hono/jsx */
// The republican stage: the winners, equal among themselves, the sitting and its votes (§20, §21).

import type { Language } from '#rules/application';
import { formatDay } from '#rules/dates-in-words';
import { diplomaAddress, diplomaNumbers } from '#rules/diploma';
import { inForce } from '#rules/publication';
import type { RepublicanBody, SignedPublication } from '#rules/publication';
import { nameIn, regionName } from '../data/regions.ts';
import { speaker, words } from '../data/texts.ts';
import { commissionAddress, resultsAddress } from './addresses.ts';
import { Clause, Corrected, Source, standing } from './parts.tsx';
import type { View } from './parts.tsx';
import { Votes } from './votes.tsx';

export function RepublicPage(view: View) {
  const { language, edition } = view;
  const year = edition.edition;
  const t = speaker(language);
  const republican = standing(view, 'republican');
  return (
    <>
      <p class="crumbs">
        <a href={resultsAddress(language, year)}>← {t('results-of', { year })}</a>
      </p>
      <h1>{t('republican-stage')}</h1>
      {republican === undefined ? (
        <p class="notice">{t('republic-not-yet')}</p>
      ) : (
        <>
          <Corrected language={language} publication={republican} />
          <Republican {...view} from={republican} body={republican.body} />
        </>
      )}
    </>
  );
}

/** The winners and the votes they were elected by; the other finalists by the list in force. */
export function Republican(view: View & { from: SignedPublication; body: RepublicanBody }) {
  const { language, edition, publications, from, body } = view;
  const t = speaker(language);
  const finalists = [...(standing(view, 'list')?.body.finalists ?? []), ...body.winners];
  const names = Object.fromEntries(finalists.map((row) => [row.filing, nameIn(language, row.organisation)]));
  return (
    <>
      <h2>{t('winners')}</h2>
      <Winners {...{ language, body, publications }} year={edition.edition} />
      <p class="meta">
        {t('signed-on')}: {formatDay(body.signedOn, language)}. <Clause language={language} n="21" />{' '}
        <Source language={language} publication={from} />
      </p>
      <Votes {...{ language, edition, body, names }} stage="republican" />
    </>
  );
}

type WinnersProps = Pick<View, 'language' | 'publications'> & { year: string; body: RepublicanBody };

/** Of a publication that was superseded, without diplomas: they no longer hold. */
export function Winners({ language, year, body, publications }: WinnersProps) {
  const t = speaker(language);
  const standing = inForce(publications).some((row) => row.body === body);
  const numbers = diplomaNumbers(standing ? publications : []);
  return (
    <>
      <ul class="winners grid">
        {body.winners.map(({ organisation, commission, filing }) => (
          <li class="card stack">
            <h3>{nameIn(language, organisation)}</h3>
            <p class="meta">
              <a href={commissionAddress(language, year, commission)}>{regionName(commission, language)}</a>
            </p>
            <Diploma language={language} number={numbers.get(filing)} />
          </li>
        ))}
      </ul>
      <p class="meta">{t('winners-unranked')}</p>
    </>
  );
}

function Diploma({ language, number }: { language: Language; number: string | undefined }) {
  if (number === undefined) return null;
  return (
    <p class="meta">
      <a href={diplomaAddress(number)}>{words(language, 'diploma', 'download')}</a> № {number}
    </p>
  );
}
