// The applications of a commission, one screen of them at a time.

import { formatInstant } from '#rules/dates-in-words';
import { filterQuery } from '#rules/application-filter';
import type { ApplicationFilter } from '#rules/application-filter';
import { sheetsNeeded } from '#rules/marks';
import { reached } from '../acts/act.ts';
import { eligibleMarkers } from '../acts/voters.ts';
import type { Application } from '../db/commission.ts';
import { words } from '../texts.ts';
import { Found, Proposed } from './desk-admission.tsx';
import type { DeskPage } from './desk-commission.tsx';
import { ApplicationFilters } from './desk-filters.tsx';
import { Table } from './parts.tsx';

/** The screen of applications that is shown. */
export type List = {
  filter: ApplicationFilter;
  /** From 0. */
  page: number;
  size: number;
  found: number;
  /** There are more than were counted. */
  more: boolean;
  ids: readonly string[];
};

/** Fewer are seen at a glance. */
const SEARCHED = 5;

export function Applications({ language, desk, here, list }: DeskPage) {
  const { file, edition } = desk;
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const rows = list.ids.flatMap((id) => file.applications.find((row) => row.id === id) ?? []);
  const secretary = desk.seat.role === 'secretary';
  const checking = secretary && desk.stage === 'regional' && !reached(file, 'admission-confirmed');
  return (
    <section class="card stack" id="applications">
      <h2>{say('applications', { n: file.counts.applications })}</h2>
      {secretary && desk.stage === 'regional' ? (
        <p>
          <a href={`${here}intake/`}>{say('intake')}</a>
        </p>
      ) : null}
      {file.counts.applications < SEARCHED && filterQuery(list.filter).length === 0 ? null : (
        <ApplicationFilters
          {...{ language, here }}
          filter={list.filter}
          kinds={edition.applicantKinds.value}
          role={desk.seat.role}
          found={list.found}
          more={list.more}
        />
      )}
      {secretary && file.counts.applications > 0 ? (
        <p>
          <a href={`${here}outcome.csv`} download>
            {say('csv')}
          </a>
        </p>
      ) : null}
      <Table
        heads={[
          say('reference'),
          say('organisation'),
          say('received'),
          say('state'),
          say(checking ? 'check' : 'sheets'),
        ]}
        rows={rows.map((row) => [
          row.recused.includes(desk.seat.id) ? (
            <>
              {row.reference} <span class="tag">{say('sheet-state.recused')}</span>
            </>
          ) : desk.seat.role === 'observer' ? (
            row.reference
          ) : (
            <a href={`${here}applications/${row.id}/${checking ? 'check/' : ''}`}>{row.reference}</a>
          ),
          language === 'kk' ? row.form.organisationKk : row.form.organisationRu,
          <>
            {formatInstant(new Date(row.receivedAt).toISOString(), language)}{' '}
            {row.late ? <span class="tag">{say('late')}</span> : null}{' '}
            {row.channel === 'electronic' ? null : <span class="tag">{say(`channel.${row.channel}`)}</span>}
          </>,
          checking && row.withdrawal === null ? (
            <Proposed language={language} row={row} />
          ) : (
            say(standingOf(row))
          ),
          checking ? (
            <Found language={language} desk={desk} row={row} />
          ) : (
            `${row.sheets.length} / ${sheetsNeeded(eligibleMarkers(file, row).length, edition)}`
          ),
        ])}
      />
      <Pages language={language} here={here} list={list} />
    </section>
  );
}

function Pages({ language, here, list }: Pick<DeskPage, 'language' | 'here' | 'list'>) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const last = Math.max(0, Math.ceil(list.found / list.size) - 1);
  if (last === 0) return null;
  const after = list.more ? list.ids.length === list.size : list.page < last;
  // The number is for people; the application that is shown at the edge says where the other screen begins.
  const to = (page: number, beside: 'after' | 'before', shown = ''): string => {
    const place = page === 0 || shown === '' ? [] : [[beside, shown]];
    const query = [...filterQuery(list.filter), ['p', String(page)], ...place];
    return `${here}?${new URLSearchParams(query).toString()}#applications`;
  };
  return (
    <nav aria-label={say('pages')}>
      {list.page > 0 ? <a href={to(list.page - 1, 'before', list.ids[0])}>← {say('page-before')}</a> : null}{' '}
      {list.more ? say('page-n', { n: list.page + 1 }) : say('page-of', { n: list.page + 1, of: last + 1 })}{' '}
      {after ? <a href={to(list.page + 1, 'after', list.ids.at(-1))}>{say('page-after')} →</a> : null}
    </nav>
  );
}

/** What stands about an application, as a text key. */
export function standingOf(row: Application): string {
  if (row.withdrawal !== null) return 'standing.withdrawn';
  if (row.decision === null) return 'standing.received';
  return row.decision.admitted ? 'standing.admitted' : 'standing.not-admitted';
}
