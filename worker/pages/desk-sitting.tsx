// A sitting (§5, §7, §17, §20): who is present, who came, the vote, and the way on where it stops.

import type { AgendaItem } from '#rules/agenda';
import { quorum } from '#rules/commission';
import type { DeadEnd } from '#rules/dead-ends';
import type { Language } from '#rules/application';
import type { Desk } from '../acts/act.ts';
import { contenders } from '../acts/selection.ts';
import { votingSeats } from '../acts/voters.ts';
import type { Application, Sitting } from '../db/commission.ts';
import { callInForce } from '../db/meetings.ts';
import type { Meetings } from '../db/meetings.ts';
import { words } from '../texts.ts';
import { CallForm, Calls } from './desk-agenda.tsx';
import { DeadEnds } from './desk-dead-ends.tsx';
import { nameOf } from './desk-interviews.tsx';
import { Live } from './desk-live.tsx';
import { Voting } from './desk-voting.tsx';
import { commissionName } from './names.ts';
import { ActForm, Field } from './parts.tsx';

export type SittingProps = {
  language: Language;
  desk: Desk;
  meetings: Meetings;
  ends: DeadEnd[];
  ready: AgendaItem[];
  /** The page of the commission, and this one. */
  back: string;
  here: string;
  /** Acts that are possible and are this person's. */
  possible: (act: string) => boolean;
};

export function SittingPage(page: SittingProps) {
  const { language, desk, meetings, ends, back, here, possible } = page;
  const say = (key: string) => words(language, 'desk', key);
  const { commission, sittings } = desk.file;
  const sitting = sittings.at(-1);
  const inForce = callInForce(meetings, sittings);
  const secretary = desk.seat.role === 'secretary';
  const open = sitting !== undefined && sitting.quorate && sitting.outcome === null;
  return (
    <div class="stack">
      <p>
        <a href={back}>← {commissionName(language, commission)}</a>
      </p>
      <h1>{say('sittings')}</h1>
      {contenders(desk.file, desk.edition).length === 0 ? null : (
        <p>
          <a href={`${back}interviews/`}>{say('order-and-materials')}</a>
        </p>
      )}
      {/* A member's own ballot comes first: on a phone nothing stands above it. */}
      {secretary ? null : <Voting {...page} />}
      {sitting === undefined ? null : <Live {...page} sitting={sitting} />}
      <DeadEnds {...{ language, ends, possible }} here={back} />
      {secretary ? <Voting {...page} /> : null}
      {secretary && open && sitting.rounds.length <= 1 ? <Attendance {...page} sitting={sitting} /> : null}
      {secretary && open ? <Appearances {...page} sitting={sitting} /> : null}
      {possible('call-sitting') ? (
        <CallForm
          {...{ language, commission, here }}
          ready={page.ready}
          before={sitting === undefined ? undefined : meetings.calls.at(-1)}
        />
      ) : null}
      {possible('open-sitting') ? <OpenForm {...page} /> : null}
      <Calls {...{ language, commission, here, inForce }} calls={meetings.calls} may={secretary} />
      <p>
        <a class="button button--quiet" href={`${back}calendar.ics`} download>
          {say('calendar')}
        </a>
      </p>
    </div>
  );
}

function Seats({ language, desk, present }: Pick<SittingProps, 'language' | 'desk'> & { present: number[] }) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const members = votingSeats(desk.file).length;
  const { needed } = quorum(members, present.length, desk.stage, desk.edition);
  return (
    <fieldset class="stack" data-quorum={String(needed)}>
      <legend>{say('present')}</legend>
      <input type="hidden" name="present:list" value="" />
      {votingSeats(desk.file).map(({ number, name, role }) => (
        <label class="choice">
          <input
            type="checkbox"
            name="present:list"
            value={String(number)}
            checked={number !== null && present.includes(number)}
          />{' '}
          {number}. {name}
          {role === 'chair' ? ` (${say('role.chair')})` : ''}
        </label>
      ))}
      {/* The script counts who is ticked. */}
      <p
        role="status"
        data-attendance={say('attendance', { present: '{present}', members })}
        data-quorate={say('quorate')}
        data-not-quorate={say('not-quorate')}
      >
        {say('quorum-needed', { n: needed })}
      </p>
    </fieldset>
  );
}

/** Present and appeared; without a quorum the sitting is recorded and decides nothing. */
function OpenForm({ language, desk, here }: SittingProps) {
  const say = (key: string) => words(language, 'desk', key);
  return (
    <section class="card stack" id="open-sitting">
      <h2>{say('act.open-sitting')}</h2>
      <p>{say('about.open-sitting')}</p>
      <ActForm language={language} commission={desk.file.commission} act="open-sitting" back={here}>
        <input type="hidden" name="appearances:list" value="" />
        <Seats language={language} desk={desk} present={[]} />
        {contenders(desk.file, desk.edition).map((row, index) => (
          <fieldset class="stack">
            <legend>{nameOf(language, row)}</legend>
            <input type="hidden" name={`appearances.${index}.application`} value={row.id} />
            <AppearanceFields
              language={language}
              prefix={`appearances.${index}.`}
              appearance="appeared"
              reason=""
            />
          </fieldset>
        ))}
      </ActForm>
    </section>
  );
}

function AppearanceFields(props: { language: Language; prefix: string; appearance: string; reason: string }) {
  const { language, prefix, appearance, reason } = props;
  const say = (key: string) => words(language, 'desk', key);
  return (
    <>
      {['appeared', 'no-show'].map((value) => (
        <label class="choice">
          <input type="radio" name={`${prefix}appearance`} value={value} checked={value === appearance} />{' '}
          {say(value)}
        </label>
      ))}
      <Field label={say('no-show-reason')} name={`${prefix}reason`} value={reason} />
    </>
  );
}

/** Somebody came later or had to leave; who has voted stays. */
function Attendance({ language, desk, here, sitting }: SittingProps & { sitting: Sitting }) {
  const say = (key: string) => words(language, 'desk', key);
  return (
    <details class="card" id="set-attendance">
      <summary>
        <b>{say('act.set-attendance')}</b>
      </summary>
      <div class="stack">
        <p>{say('about.set-attendance')}</p>
        <ActForm language={language} commission={desk.file.commission} act="set-attendance" back={here} quiet>
          <Seats language={language} desk={desk} present={sitting.present} />
        </ActForm>
      </div>
    </details>
  );
}

/** Corrected while nobody has voted. */
function Appearances({ language, desk, meetings, here, sitting }: SittingProps & { sitting: Sitting }) {
  const say = (key: string) => words(language, 'desk', key);
  if (sitting.rounds.some(({ ballots }) => ballots.length > 0)) return null;
  const byId = (id: string): Application | undefined => desk.file.applications.find((row) => row.id === id);
  return (
    <details class="card" id="set-appearance">
      <summary>
        <b>{say('act.set-appearance')}</b>
      </summary>
      <div class="stack">
        <p>{say('about.set-appearance')}</p>
        {sitting.appearances.map(({ application, appearance }) => {
          const row = byId(application);
          const reason = meetings.reasons.find(
            (one) => one.sitting === sitting.id && one.application === application,
          )?.reason;
          if (row === undefined || appearance === 'withdrawn') return null;
          return (
            <ActForm
              language={language}
              commission={desk.file.commission}
              act="set-appearance"
              back={here}
              quiet
            >
              <fieldset class="stack">
                <legend>{nameOf(language, row)}</legend>
                <input type="hidden" name="application" value={application} />
                <AppearanceFields {...{ language, appearance }} prefix="" reason={reason ?? ''} />
              </fieldset>
            </ActForm>
          );
        })}
      </div>
    </details>
  );
}
