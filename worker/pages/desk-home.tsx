// The first page of the desk: the commissions a person serves; for the Agency the whole country on one screen.

import { formatDay, formatDeadline } from '#rules/dates-in-words';
import type { Language } from '#rules/application';
import type { Edition, Placement } from '#rules/edition';
import type { Seat } from '../db/commission.ts';
import type { Filed } from '../db/materials.ts';
import type { progress } from '../db/desk.ts';
import type { Revisions } from '../rebuild.ts';
import { words } from '../texts.ts';
import { DeskObjections } from './desk-objections.tsx';
import { allCommissions, commissionName } from './names.ts';
import { ActForm, Field, Table } from './parts.tsx';

type Props = {
  language: Language;
  seats: Seat[];
  edition: Edition;
  placement: Placement | null;
  state: Awaited<ReturnType<typeof progress>>;
  revisions: Revisions;
  /** Only for the Agency. */
  objections: Filed[];
  now: number;
};

export function DeskHome(props: Props) {
  const { language, seats, placement, revisions } = props;
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const agency = seats.some(({ role }) => role === 'agency');
  return (
    <div class="stack">
      <h1>{say('desk')}</h1>
      <p class="notice">
        {placement === null
          ? say('not-placed')
          : `${say('placed-on')}: ${formatDay(placement.placementDay, language)}. ${say('deadline')}: ${formatDeadline(placement.lastDay, language)}`}
      </p>
      <ul>
        {seats
          .filter(({ role }) => role !== 'agency')
          .map((seat) => (
            <li>
              <a href={`/desk/${language}/${seat.commission}/`}>
                {commissionName(language, seat.commission)}
              </a>{' '}
              ({say(`role.${seat.role}`)})
            </li>
          ))}
      </ul>
      {agency ? <Country {...props} /> : null}
      <p class="meta">
        {say(revisions.live === revisions.wanted ? 'site-live' : 'site-behind', {
          live: revisions.live,
          wanted: revisions.wanted,
        })}
      </p>
    </div>
  );
}

const STAGES = [
  'admission-confirmed',
  'committed',
  'selection-published',
  'protocol-signed',
  'published',
  'handed-over',
] as const;

function Country({ language, placement, state, objections, edition, now }: Props) {
  const say = (key: string) => words(language, 'desk', key);
  return (
    <>
      {placement === null ? (
        <section class="card stack">
          <h2>{say('act.place')}</h2>
          <p>{say('about.place')}</p>
          <ActForm language={language} commission="agency" act="place" back={`/desk/${language}/`}>
            <Field label={say('site-address')} name="siteAddress" type="url" required />
            <Field label={say('social-address')} name="socialAddresses.0" type="url" required />
          </ActForm>
        </section>
      ) : null}
      {placement === null ? null : (
        <details class="card">
          <summary>
            <b>{say('act.extend')}</b>
          </summary>
          <div class="stack">
            <p>{say('about.extend')}</p>
            <ActForm language={language} commission="agency" act="extend" back={`/desk/${language}/`}>
              <Field label={say('new-last-day')} name="lastDay" type="date" required />
              <Field label={say('reason-kk')} name="reason.kk" required />
              <Field label={say('reason-ru')} name="reason.ru" required />
              <Field label={say('reason-en')} name="reason.en" required />
            </ActForm>
          </div>
        </details>
      )}
      <p>
        <a href={`/desk/${language}/agency/letters/`}>{say('letters')}</a> ·{' '}
        <a href={`/desk/${language}/agency/journal/`}>{words(language, 'tools', 'journal')}</a> ·{' '}
        <a href={`/desk/${language}/agency/statistics/`}>{words(language, 'tools', 'statistics')}</a>
      </p>
      <DeskObjections {...{ language, objections, edition, now }} />
      <section class="card stack">
        <h2>{say('country')}</h2>
        <Table
          heads={[
            say('commission'),
            say('seats'),
            say('applications-short'),
            ...STAGES.map((name) => say(`stage.${name}`)),
          ]}
          rows={allCommissions.map((code) => [
            <a href={`/desk/${language}/${code}/`}>{commissionName(language, code)}</a>,
            state.seats.get(code) ?? 0,
            state.applications.get(code) ?? 0,
            ...STAGES.map((name) => (state.reached.get(code)?.has(name) === true ? '✓' : '–')),
          ])}
        />
      </section>
      {state.reached.get('KZ')?.has('published') === true &&
      state.reached.get('agency')?.has('award-announced') !== true ? (
        <section class="card stack">
          <h2>{say('act.announce-award')}</h2>
          <p>{say('about.announce-award')}</p>
          <ActForm language={language} commission="agency" act="announce-award" back={`/desk/${language}/`}>
            <Field label={say('starts-at')} name="startsAt:local" type="datetime-local" required />
            <Field label={say('place')} name="place" required />
          </ActForm>
        </section>
      ) : null}
      {placement !== null && state.reached.get('agency')?.has('list-published') !== true ? (
        <section class="card stack">
          <h2>{say('act.publish-list')}</h2>
          <p>{say('about.publish-list')}</p>
          <ActForm language={language} commission="agency" act="publish-list" back={`/desk/${language}/`} />
        </section>
      ) : null}
    </>
  );
}
