// The desk of one commission: what the law asks next, the applications, and the forms of the acts that are possible.

import { formatDay, formatInstant } from '#rules/dates-in-words';
import type { Language } from '#rules/application';
import { filterQuery } from '#rules/application-filter';
import type { ApplicationFilter } from '#rules/application-filter';
import type { Step } from '#rules/lifecycle';
import { reached } from '../acts/act.ts';
import { standstill } from '../acts/standstill.ts';
import type { Desk } from '../acts/act.ts';
import { correctionsInForce } from '../acts/correction-plan.ts';
import { PREVIEWS } from '../acts/previews.ts';
import { eligibleMarkers } from '../acts/voters.ts';
import { sheetsNeeded } from '#rules/marks';
import type { Declared } from '../db/commission-counts.ts';
import type { Application, Milestone } from '../db/commission.ts';
import type { Handover } from '../db/handovers.ts';
import type { Published } from '../db/publications.ts';
import { admissionClosedAt, selectionClosedAt } from '../documents/protocol.ts';
import { sentence, words } from '../texts.ts';
import { AdmissionForm, ConfirmAdmission, Found, Proposed } from './desk-admission.tsx';
import { Declarations, DeclareForm } from './desk-conflicts.tsx';
import { CorrectionsNote } from './desk-correction.tsx';
import { Publications } from './desk-publications.tsx';
import type { openFactorResets } from '../db/factors.ts';
import { CompositionForm } from './desk-composition.tsx';
import { People } from './desk-people.tsx';
import { HandoverSection } from './desk-handover.tsx';
import { ApplicationFilters } from './desk-filters.tsx';
import { DeskTools } from './desk-tools.tsx';
import type { Waiting } from './desk-tools.tsx';
import { WinnersSection } from './desk-winners.tsx';
import { MySheets } from './desk-my-sheets.tsx';
import type { MySheetsState } from './desk-my-sheets.tsx';
import { DeadEnds } from './desk-dead-ends.tsx';
import { ProtocolForm } from './desk-signed.tsx';
import { commissionName } from './names.ts';
import { ActForm, Table } from './parts.tsx';

/** The screen of applications that is shown. */
export type List = {
  filter: ApplicationFilter;
  /** From 0. */
  page: number;
  size: number;
  found: number;
  ids: readonly string[];
};

export type DeskPage = {
  language: Language;
  desk: Desk;
  steps: Step[];
  here: string;
  list: List;
  /** Lost second factors that wait for a second person. */
  resets: Awaited<ReturnType<typeof openFactorResets>>;
  /** Only for the secretary. */
  declared: Declared[];
  /** The application to check next; null where each was looked at. */
  nextToCheck: string | null;
  publications: Published[];
  /** The revision of the site that readers see. */
  live: number;
  /** To the Agency (§19). */
  handovers: Handover[];
  /** Time and place of the award (§23); null before they are announced. */
  award: Milestone | null;
  /** What waits in the tools; null where the seat has none. */
  waiting: Waiting | null;
  /** What the looking member still has to mark; null for who marks nothing. */
  mine: MySheetsState | null;
};

// Later than any term.
const LATEST = 10_000;
/** Fewer are seen at a glance. */
const SEARCHED = 5;
const PLAIN = ['commit-sheets', 'open-sheets'];

export function CommissionPage(page: DeskPage) {
  const { language, desk, steps } = page;
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const possible = (act: string): boolean =>
    steps.some((step) => step.act === act && step.state === 'possible' && step.by.includes(desk.seat.role));
  return (
    <div class="stack">
      <h1>{commissionName(language, desk.file.commission)}</h1>
      <DeskTools {...page} />
      <section class="card stack">
        <h2>{say('today')}</h2>
        <Steps {...page} />
      </section>
      <Meetings {...page} />
      <DeadEnds language={language} ends={standstill(desk)} here={page.here} />
      <CorrectionsNote {...page} />
      {Object.entries(PREVIEWS)
        .filter(([, act]) => possible(act))
        .map(([what, act]) => (
          <section class="card stack">
            <h2>{say(`act.${act}`)}</h2>
            <p>{say(`about.${act}`)}</p>
            <p>
              <a class="button" href={`${page.here}preview/${what}/`}>
                {say('preview')}
              </a>
            </p>
          </section>
        ))}
      <Publications {...page} />
      <HandoverSection
        {...{ language, desk, possible }}
        here={page.here}
        handovers={page.handovers}
        due={steps.find(({ act }) => act === 'handover')?.due ?? null}
      />
      <WinnersSection {...{ language, desk }} here={page.here} award={page.award} />
      <DeclareForm language={language} desk={desk} back={page.here} />
      <MySheets language={language} desk={desk} here={page.here} mine={page.mine} />
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
      <Declarations language={language} desk={desk} declared={page.declared} />
      <People language={language} desk={desk} here={page.here} resets={page.resets} />
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

/** Protocols of what is closed, to print and to sign. */
function Protocols({ language, desk, here }: DeskPage) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const admission = admissionClosedAt(desk.file) !== null;
  const selection = selectionClosedAt(desk.file) !== null && desk.stage === 'regional';
  const sittings = desk.file.sittings.filter(({ quorate, closedAt }) => !quorate || closedAt !== null);
  if (!admission && sittings.length === 0) return null;
  return (
    <section class="card stack" id="protocols">
      <h2>{say('protocols')}</h2>
      <ul>
        {admission ? (
          <li>
            <a href={`${here}protocols/admission/`}>{say('protocol.admission')}</a>
          </li>
        ) : null}
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
        {correctionsInForce(desk.file).map(({ number }) => (
          <li>
            <a href={`${here}protocols/correction-${number}/`}>{say('protocol.correction', { n: number })}</a>
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

function Applications({ language, desk, here, list }: DeskPage) {
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
          <a href={`${here}applications/${row.id}/${checking ? 'check/' : ''}`}>{row.reference}</a>,
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
  const to = (page: number): string =>
    `${here}?${new URLSearchParams([...filterQuery(list.filter), ['p', String(page)]]).toString()}#applications`;
  return (
    <nav aria-label={say('pages')}>
      {list.page > 0 ? <a href={to(list.page - 1)}>← {say('page-before')}</a> : null}{' '}
      {say('page-of', { n: list.page + 1, of: last + 1 })}{' '}
      {list.page < last ? <a href={to(list.page + 1)}>{say('page-after')} →</a> : null}
    </nav>
  );
}

/** What stands about an application, as a text key. */
export function standingOf(row: Application): string {
  if (row.withdrawal !== null) return 'standing.withdrawn';
  if (row.decision === null) return 'standing.received';
  return row.decision.admitted ? 'standing.admitted' : 'standing.not-admitted';
}
