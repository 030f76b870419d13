// The desk of one commission: what the law asks next, the applications, and the forms of the acts that are possible.

import type { Language } from '#rules/application';
import type { Given } from '#rules/diploma';
import type { Step } from '#rules/lifecycle';
import { standstill } from '../acts/standstill.ts';
import type { Desk } from '../acts/act.ts';
import type { Today } from '../acts/today.ts';
import { correctionsInForce } from '../acts/correction-plan.ts';
import { PREVIEWS } from '../acts/previews.ts';
import type { Declared } from '../db/commission-counts.ts';
import type { Milestone } from '../db/commission.ts';
import type { Handover } from '../db/handovers.ts';
import type { Published } from '../db/publications.ts';
import { admissionClosedAt, selectionClosedAt } from '../documents/protocol.ts';
import { words } from '../texts.ts';
import { AdmissionForm, ConfirmAdmission } from './desk-admission.tsx';
import { Declarations, DeclareForm } from './desk-conflicts.tsx';
import { CorrectionsNote } from './desk-correction.tsx';
import { Publications } from './desk-publications.tsx';
import type { openFactorResets } from '../db/factors.ts';
import { CompositionForm, CompositionShown } from './desk-composition.tsx';
import { People } from './desk-people.tsx';
import { HandoverSection } from './desk-handover.tsx';
import { DeskTools } from './desk-tools.tsx';
import { WinnersSection } from './desk-winners.tsx';
import { MySheets } from './desk-my-sheets.tsx';
import type { MySheetsState } from './desk-my-sheets.tsx';
import { Applications } from './desk-applications.tsx';
import type { List } from './desk-applications.tsx';
import { Steps } from './desk-steps.tsx';
import { DeadEnds } from './desk-dead-ends.tsx';
import { ProtocolForm } from './desk-signed.tsx';
import { commissionName } from './names.ts';
import { ActForm } from './parts.tsx';

export type DeskPage = Today & {
  language: Language;
  desk: Desk;
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
  /** Of the winners, at the republican commission. */
  diplomas: Given[];
  /** What the looking member still has to mark; null for who marks nothing. */
  mine: MySheetsState | null;
  /** The composition as the site shows it, JSON; null where it never did. */
  shown: string | null;
};

const PLAIN = ['commit-sheets', 'open-sheets'];

export function CommissionPage(page: DeskPage) {
  const { language, desk, steps } = page;
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const possible = (act: string): boolean =>
    steps.some((step) => step.act === act && step.state === 'possible' && step.by.includes(desk.seat.role));
  return (
    <div class="stack">
      <h1>{commissionName(language, desk.file.commission)}</h1>
      <DeskTools language={language} here={page.here} role={desk.seat.role} />
      <section class="card stack" id="today">
        <h2>{say('today')}</h2>
        <Steps {...page} role={desk.seat.role} />
      </section>
      <Meetings {...page} />
      <DeadEnds
        language={language}
        ends={standstill(desk)}
        here={page.here}
        possible={(act) => possible(act) || (act === 'replace-seat' && desk.seat.role === 'agency')}
      />
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
      <Publications {...page} edition={desk.edition} />
      <HandoverSection
        {...{ language, desk, possible }}
        here={page.here}
        handovers={page.handovers}
        due={steps.find(({ act }) => act === 'handover')?.due ?? null}
      />
      <WinnersSection {...{ language, desk }} here={page.here} award={page.award} diplomas={page.diplomas} />
      <DeclareForm language={language} desk={desk} back={page.here} />
      <MySheets language={language} desk={desk} here={page.here} mine={page.mine} />
      <Protocols {...page} />
      {possible('admission-list') ? <AdmissionForm {...page} /> : null}
      {possible('confirm-admission') ? <ConfirmAdmission {...page} /> : null}
      {possible('sign-selection') ? <ProtocolForm {...page} act="sign-selection" /> : null}
      {possible('sign-protocol') ? <ProtocolForm {...page} act="sign-protocol" /> : null}
      {PLAIN.filter(possible).map((act) => (
        <section class="card stack" id={act}>
          <h2>{say(`act.${act}`)}</h2>
          <p>{say(`about.${act}`)}</p>
          <ActForm language={language} commission={desk.file.commission} act={act} back={page.here} />
        </section>
      ))}
      {desk.seat.role === 'agency' ? null : <Applications {...page} />}
      <Declarations language={language} desk={desk} declared={page.declared} />
      <People language={language} desk={desk} here={page.here} resets={page.resets} />
      {possible('set-commission') ? <CompositionForm {...page} /> : null}
      <CompositionShown {...page} />
    </div>
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
