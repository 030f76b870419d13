/** @jsxImportSource hono/jsx */
// Results: the winners, the national list of §18, the first stage by region.

import type { Language } from '#rules/application';
import { formatDay } from '#rules/dates-in-words';
import { localDay } from '#rules/days';
import type { ListBody } from '#rules/publication';
import { nameIn, regionName, slugOf } from '../data/regions.ts';
import { speaker } from '../data/texts.ts';
import { Clause, Corrected, standing } from './parts.tsx';
import type { View } from './parts.tsx';
import { Winners } from './republic.tsx';
import { rowsOf } from './rows.ts';
import type { Row } from './rows.ts';

const address = (language: Language, code: string): string => `/${language}/results/2026/${slugOf(code)}/`;

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
  const { language, publications } = view;
  const t = speaker(language);
  const republican = standing(view, 'republican');
  const list = standing(view, 'list');
  const listed = publications.find(({ body: { kind } }) => kind === 'list');
  return (
    <>
      <h1>{t('results-of', { year: '2026' })}</h1>
      <p class="lead">{t('results-about')}</p>
      {begun(view) ? null : <p class="notice">{t('no-results')}</p>}
      {republican === undefined ? null : (
        <section class="stack" id="winners">
          <h2>{t('winners')}</h2>
          <Corrected language={language} publication={republican} />
          <Winners language={language} body={republican.body} publications={publications} />
          <p>
            <a href={`/${language}/results/2026/republic/`}>{t('to-republic')}</a>{' '}
            <Clause language={language} n="21" />
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
            {t('finalists', { n: list.body.finalists.length })}. <Clause language={language} n="18" />
          </p>
          <List language={language} body={list.body} />
        </section>
      )}
    </>
  );
}

/** The finalists of all regions, and the regions that have none. */
export function List({ language, body }: { language: Language; body: ListBody }) {
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
                <a href={address(language, commission)}>{regionName(commission, language)}</a>
              </th>
              <td class="wide">{said}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Regions(view: View) {
  const { language } = view;
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
            {[t('received'), t('admitted'), t('passed')].map((head) => (
              <th scope="col" class="number">
                {head}
              </th>
            ))}
            <th scope="col">{t('finalist')}</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(view).map((row) => (
            <tr>
              <th scope="row">
                <a href={address(language, row.commission)}>{row.region[language]}</a>
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
export function Data({ language }: Pick<View, 'language'>) {
  const t = speaker(language);
  return (
    <section class="card card--quiet stack">
      <h2>{t('data')}</h2>
      <p>{t('data-about')}</p>
      <ul>
        <li>
          <a href="/data/2026/results.json">results.json</a> – {t('data-json')}
        </li>
        <li>
          <a href="/data/2026/results.csv">results.csv</a> – {t('data-csv')}
        </li>
        <li>
          <a href="/data/register.json">register.json</a> – {t('data-register')}{' '}
          <a href={`/${language}/verify/`}>{t('trust-link')}</a>
        </li>
      </ul>
    </section>
  );
}
