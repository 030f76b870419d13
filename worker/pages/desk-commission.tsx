// The desk of one commission: what the law asks next, the applications, and the forms of the acts that are possible.

import { formatDay, formatInstant } from '#rules/dates-in-words';
import type { Language } from '#rules/application';
import { searchFold } from '#rules/kazakh';
import type { Step } from '#rules/lifecycle';
import { reached } from '../acts/act.ts';
import { standstill } from '../acts/standstill.ts';
import type { Desk } from '../acts/act.ts';
import { eligibleMarkers, votingSeats } from '../acts/voters.ts';
import { sheetsNeeded } from '#rules/marks';
import type { Application } from '../db/commission.ts';
import { selectionClosedAt } from '../documents/protocol.ts';
import { sentence, words } from '../texts.ts';
import { AdmissionForm, ConfirmAdmission } from './desk-admission.tsx';
import { Declarations, DeclareForm } from './desk-conflicts.tsx';
import { CompositionForm } from './desk-composition.tsx';
import { DeadEnds } from './desk-dead-ends.tsx';
import { ProtocolForm } from './desk-signed.tsx';
import { commissionName } from './names.ts';
import { ActForm, Table } from './parts.tsx';

export type DeskPage = {
  language: Language;
  desk: Desk;
  steps: Step[];
  here: string;
  /** What is searched among the applications; '' for all. */
  query: string;
};

// Later than any term.
const LATEST = 10_000;
/** Fewer are seen at a glance. */
const SEARCHED = 5;
const PLAIN = ['commit-sheets', 'open-sheets', 'publish-selection', 'publish-result', 'handover'];

export function CommissionPage(page: DeskPage) {
  const { language, desk, steps } = page;
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const possible = (act: string): boolean =>
    steps.some((step) => step.act === act && step.state === 'possible' && step.by.includes(desk.seat.role));
  return (
    <div class="stack">
      <h1>{commissionName(language, desk.file.commission)}</h1>
      <section class="card stack">
        <h2>{say('today')}</h2>
        <Steps {...page} />
      </section>
      <Meetings {...page} />
      <DeadEnds language={language} ends={standstill(desk)} here={page.here} />
      <DossierLinks {...page} />
      <DeclareForm language={language} desk={desk} back={page.here} />
      <Protocols {...page} />
      {possible('admission-list') ? <AdmissionForm {...page} /> : null}
      {possible('confirm-admission') ? <ConfirmAdmission {...page} /> : null}
      {possible('sign-selection') ? <ProtocolForm {...page} act="sign-selection" /> : null}
      {possible('sign-protocol') ? <ProtocolForm {...page} act="sign-protocol" /> : null}
      {PLAIN.filter(possible).map((act) => (
        <section class="card stack">
          <h2>{say(`act.${act}`)}</h2>
          <p>{say(`about.${act}`)}</p>
          <ActForm language={language} commission={desk.file.commission} act={act} back={page.here} />
        </section>
      ))}
      {desk.seat.role === 'agency' ? null : <Applications {...page} />}
      <Declarations language={language} desk={desk} back={page.here} />
      <Composition {...page} />
      {possible('set-commission') ? <CompositionForm {...page} /> : null}
    </div>
  );
}

/** What is overdue first, then what is due soonest, then what has no term. */
const byUrgency = (a: Step, b: Step): number => (a.left ?? LATEST) - (b.left ?? LATEST);

function Steps({ language, steps, desk }: DeskPage) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const own = steps.filter(({ by }) => desk.seat.role === 'agency' || !by.every((role) => role === 'agency'));
  const now = own.filter(({ state }) => state === 'possible').sort(byUrgency);
  const later = own.filter(({ state }) => state === 'locked');
  const done = own.filter(({ state }) => state === 'done');
  return (
    <>
      {now.length === 0 ? <p>{say('nothing-now')}</p> : <StepTable language={language} steps={now} />}
      {later.length === 0 ? null : (
        <details>
          <summary>{say('later-steps', { n: later.length })}</summary>
          <StepTable language={language} steps={later} />
        </details>
      )}
      {done.length === 0 ? null : (
        <details>
          <summary>{say('done-steps', { n: done.length })}</summary>
          <StepTable language={language} steps={done} />
        </details>
      )}
    </>
  );
}

function StepTable({ language, steps }: { language: Language; steps: Step[] }) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const left = (n: number): string =>
    n === 0 ? say('last-day') : say(n > 0 ? 'days-left' : 'days-over', { n: Math.abs(n) });
  return (
    <Table
      heads={[say('step'), say('by'), say('due'), say('state')]}
      rows={steps.map((step) => [
        <>
          {say(`act.${step.act}`)} <span class="meta">{clauseWords(language, step.clause)}</span>
        </>,
        step.by.map((role) => say(`role.${role}`)).join(', '),
        step.due === null ? (
          '–'
        ) : (
          <>
            {formatDay(step.due, language)}
            {step.left === null ? null : (
              <>
                {' '}
                <span class={step.overdue ? 'error' : 'meta'}>{left(step.left)}</span>
              </>
            )}
          </>
        ),
        <>
          <span class="tag">{say(step.overdue ? 'state.overdue' : `state.${step.state}`)}</span>
          {step.why === null ? null : <span class="meta"> {sentence(language, step.why)}</span>}
        </>,
      ])}
    />
  );
}

/** The pages on which a commission meets, from the day there is somebody to hear; what is asked there now. */
function Meetings({ language, desk, steps, here }: DeskPage) {
  const say = (key: string) => words(language, 'desk', key);
  const asked = (acts: string[]): Step[] =>
    steps.filter(
      ({ act, by, state }) => acts.includes(act) && by.includes(desk.seat.role) && state === 'possible',
    );
  const pages = [
    { name: 'interviews', acts: ['invite'] },
    { name: 'sitting', acts: ['call-sitting', 'open-sitting', 'ballot', 'casting-vote', 'close-vote'] },
  ];
  return (
    <section class="card stack" id="meetings">
      <h2>{say('meetings')}</h2>
      {pages.map(({ name, acts }) => (
        <p>
          <a class={asked(acts).length > 0 ? 'button' : 'button button--quiet'} href={`${here}${name}/`}>
            {say(name === 'sitting' ? 'sittings' : name)}
          </a>{' '}
          {asked(acts)
            .map(({ act }) => say(`act.${act}`))
            .join(', ')}
        </p>
      ))}
    </section>
  );
}

/** §19: the archive that is handed over, for the secretary and for the Agency. */
function DossierLinks({ language, desk, here }: DeskPage) {
  const say = (key: string) => words(language, 'desk', key);
  const allowed = desk.seat.role === 'secretary' || desk.seat.role === 'agency';
  if (!allowed || desk.stage !== 'regional' || !reached(desk.file, 'published')) return null;
  return (
    <section class="card stack" id="dossier">
      <h2>{say('dossier')}</h2>
      <p>{say('about.dossier')}</p>
      <p>
        <a class="button button--quiet" href={`${here}dossier.zip`} download>
          {say('dossier-all')}
        </a>{' '}
        <a class="button button--quiet" href={`${here}dossier.zip?only=finalist`} download>
          {say('dossier-finalist')}
        </a>
      </p>
    </section>
  );
}

/** Protocols of what is closed, to print and to sign. */
function Protocols({ language, desk, here }: DeskPage) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const selection = selectionClosedAt(desk.file) !== null && desk.stage === 'regional';
  const sittings = desk.file.sittings.filter(({ quorate, closedAt }) => !quorate || closedAt !== null);
  if (!selection && sittings.length === 0) return null;
  return (
    <section class="card stack" id="protocols">
      <h2>{say('protocols')}</h2>
      <ul>
        {selection ? (
          <li>
            <a href={`${here}protocols/selection/`}>{say('protocol.selection')}</a>
          </li>
        ) : null}
        {sittings.map(({ number }) => (
          <li>
            <a href={`${here}protocols/sitting-${number}/`}>{say('protocol.sitting', { n: number })}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

const clauseWords = (language: Language, clause: string): string =>
  words(language, 'desk', clause.startsWith('A') ? 'clause.appendix' : 'clause.paragraph', {
    n: clause.replace(/^A/, ''),
  });

function Applications({ language, desk, here, query }: DeskPage) {
  const { file, edition } = desk;
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  // People type Kazakh with a Russian keyboard.
  const wanted = searchFold(query);
  const found = file.applications.filter(({ reference, form }) =>
    searchFold(`${reference} ${form.organisationKk} ${form.organisationRu}`).includes(wanted),
  );
  return (
    <section class="card stack" id="applications">
      <h2>{say('applications', { n: file.applications.length })}</h2>
      {file.applications.length < SEARCHED ? null : (
        <form method="get" action={`${here}#applications`} role="search">
          <label class="field">
            <span>{say('search')}</span>
            <input name="q" value={query} autocomplete="off" />
          </label>{' '}
          <button class="button button--quiet">{say('find')}</button>
          {query === '' ? null : <p role="status">{say('found', { n: found.length })}</p>}
        </form>
      )}
      {desk.seat.role === 'secretary' && file.applications.length > 0 ? (
        <p>
          <a href={`${here}outcome.csv`} download>
            {say('csv')}
          </a>
        </p>
      ) : null}
      <Table
        heads={[say('reference'), say('organisation'), say('received'), say('state'), say('sheets')]}
        rows={found.map((row) => [
          <a href={`${here}applications/${row.id}/`}>{row.reference}</a>,
          language === 'kk' ? row.form.organisationKk : row.form.organisationRu,
          <>
            {formatInstant(new Date(row.receivedAt).toISOString(), language)}{' '}
            {row.late ? <span class="tag">{say('late')}</span> : null}
          </>,
          say(standingOf(row)),
          `${row.sheets.length} / ${sheetsNeeded(eligibleMarkers(file, row).length, edition)}`,
        ])}
      />
    </section>
  );
}

/** What stands about an application, as a text key. */
export function standingOf(row: Application): string {
  if (row.withdrawal !== null) return 'standing.withdrawn';
  if (row.decision === null) return 'standing.received';
  return row.decision.admitted ? 'standing.admitted' : 'standing.not-admitted';
}

function Composition({ language, desk }: DeskPage) {
  const say = (key: string) => words(language, 'desk', key);
  const seats = [
    ...votingSeats(desk.file),
    ...desk.file.seats.filter(({ role, endedAt }) => role === 'secretary' && endedAt === null),
  ];
  if (seats.length === 0) return null;
  return (
    <section class="card stack">
      <h2>{say('composition')}</h2>
      <Table
        heads={[say('person'), say('seat'), say('role'), say('position'), say('employer')]}
        rows={seats.map((seat) => [
          seat.name,
          seat.number ?? '–',
          say(`role.${seat.role}`),
          seat.position,
          seat.employer,
        ])}
      />
    </section>
  );
}
