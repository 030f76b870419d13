/** @jsxImportSource hono/jsx */
// Results: the winners, the national list of §18, the first stage by region.

import type { Language } from '#rules/application';
import { formatDay } from '#rules/dates-in-words';
import { localDay } from '#rules/days';
import { REPUBLIC } from '#rules/edition';
import type { ListBody } from '#rules/publication';
import { nameIn, regionName } from '../data/regions.ts';
import { speaker } from '../data/texts.ts';
import { commissionAddress, dataAddress, editionsAddress, organisationsAddress } from './addresses.ts';
import { Clause, Corrected, Source, standing } from './parts.tsx';
import type { View } from './parts.tsx';
import { Winners } from './republic.tsx';
import { rowsOf } from './rows.ts';
import type { Row } from './rows.ts';

/** True once a commission has published anything. */
export const begun = ({ publications }: View): boolean =>
  publications.some(({ body: { kind } }) => kind !== 'placement' && kind !== 'extension');

/** The page once anything is published. */
export function Overview(view: View) {
  return (
    <>
      <Head {...view} />
      <section class="card stack" id="regions">
        <h2>{speaker(view.language)('first-stage')}</h2>
        <Regions {...view} />
      </section>
      <Data {...view} />
    </>
  );
}

export function Head(view: View) {
  const { language, edition, publications } = view;
  const year = edition.edition;
  const t = speaker(language);
  const republican = standing(view, 'republican');
  const list = standing(view, 'list');
  const listed = publications.find(({ body: { kind } }) => kind === 'list');
  return (
    <>
      <p class="crumbs">
        <a href={editionsAddress(language)}>← {t('editions')}</a>
      </p>
      <h1>{t('results-of', { year })}</h1>
      <p class="lead">{t('results-about')}</p>
      {begun(view) ? (
        <ul class="links">
          <li>
            <a href={commissionAddress(language, year, REPUBLIC)}>{t('republican-stage')}</a>
          </li>
          <li>
            <a href="#regions">{t('first-stage')}</a>
          </li>
          <li>
            <a href={organisationsAddress(language, year)}>{t('by-organisation')}</a>
          </li>
        </ul>
      ) : (
        <p class="notice">{t('no-results')}</p>
      )}
      {republican === undefined ? null : (
        <section class="stack" id="winners">
          <h2>{t('winners')}</h2>
          <Corrected language={language} publication={republican} />
          <Winners {...{ language, year, publications }} body={republican.body} />
          <p>
            <a href={commissionAddress(language, year, REPUBLIC)}>{t('to-republic')}</a>{' '}
            <Clause language={language} n="21" /> <Source language={language} publication={republican} />
          </p>
        </section>
      )}
      {list === undefined ? null : (
        <section class="card stack" id="list">
          <h2>{t('list')}</h2>
          <Corrected language={language} publication={list} />
          <p class="meta">
            {listed === undefined
              ? null
              : `${t('published-on')}: ${formatDay(localDay(Date.parse(listed.at)), language)}. `}
            {t('finalists', { n: list.body.finalists.length })}. <Clause language={language} n="18" />{' '}
            <Source language={language} publication={list} />
          </p>
          <List language={language} year={year} body={list.body} />
        </section>
      )}
    </>
  );
}

/** The finalists of all regions, and the regions that have none. */
export function List({ language, year, body }: { language: Language; year: string; body: ListBody }) {
  const t = speaker(language);
  const rows = [
    ...body.finalists.map(({ commission, organisation }) => [commission, nameIn(language, organisation)]),
    ...body.none.map((commission) => [commission, t('no-finalist')]),
  ];
  return (
    <div class="table-wrap" tabindex={0}>
      <table class="table--rows">
        <thead>
          <tr>
            <th scope="col">{t('region')}</th>
            <th scope="col">{t('organisation')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([commission = '', said]) => (
            <tr>
              <th scope="row">
                <a href={commissionAddress(language, year, commission)}>{regionName(commission, language)}</a>
              </th>
              <td class="wide">{said}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Counts of a region and the paragraphs that they follow from. */
const COUNTS = [
  ['received', '12'],
  ['admitted', '14'],
  ['passed', '15'],
] as const;

function Regions(view: View) {
  const { language, edition } = view;
  const t = speaker(language);
  const stateOf = ({ commission, passed }: Row): string => {
    if (standing(view, 'regional', commission) !== undefined) return t('no-finalist');
    if (passed !== null) return t('state-selected');
    return t(standing(view, 'commitments', commission) === undefined ? 'state-waiting' : 'state-committed');
  };
  return (
    <div class="table-wrap" tabindex={0}>
      <table class="table--rows">
        <thead>
          <tr>
            <th scope="col">{t('region')}</th>
            {COUNTS.map(([key, clause]) => (
              <th scope="col" class="number">
                {t(key)} <Clause language={language} n={clause} />
              </th>
            ))}
            <th scope="col">
              {t('finalist')} <Clause language={language} n="17" />
            </th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(view).map((row) => (
            <tr>
              <th scope="row">
                <a href={commissionAddress(language, edition.edition, row.commission)}>
                  {row.region[language]}
                </a>
              </th>
              <td class="number" data-label={t('received')}>
                {row.received ?? '–'}
              </td>
              <td class="number" data-label={t('admitted')}>
                {row.admitted ?? '–'}
              </td>
              <td class="number" data-label={t('passed')}>
                {row.passed ?? '–'}
              </td>
              <td class="wide" data-label={t('finalist')}>
                {row.finalist === null ? (
                  <span class="meta">{stateOf(row)}</span>
                ) : (
                  nameIn(language, row.finalist)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The same as data. */
export function Data({ language, edition }: Pick<View, 'language' | 'edition'>) {
  const year = edition.edition;
  const t = speaker(language);
  return (
    <section class="card card--quiet stack">
      <h2>{t('data')}</h2>
      <p>{t('data-about')}</p>
      <ul>
        <li>
          <a href={dataAddress(year, 'results.json')}>results.json</a> – {t('data-json')}
        </li>
        <li>
          <a href={dataAddress(year, 'results.csv')}>results.csv</a> – {t('data-csv')}
        </li>
        <li>
          <a href={dataAddress(year, 'register.json')}>register.json</a> – {t('data-register')}{' '}
          <a href={`/${language}/verify/?edition=${year}`}>{t('trust-link')}</a>
        </li>
      </ul>
    </section>
  );
}
