// Interviews (§16, §20): invitations by hand or evenly, the running order, and what applicants say on their time.

import { formatInstant } from '#rules/dates-in-words';
import { localMinute } from '#rules/days';
import { talkState } from '#rules/interviews';
import type { Language } from '#rules/application';
import type { Desk } from '../acts/act.ts';
import { contenders } from '../acts/selection.ts';
import type { Application } from '../db/commission.ts';
import type { Material } from '../db/materials.ts';
import type { Meetings } from '../db/meetings.ts';
import type { Slot } from '../db/slots.ts';
import { words } from '../texts.ts';
import { commissionName } from './names.ts';
import { Slots, WindowFields } from './desk-slots.tsx';
import { ActForm, Field, Table } from './parts.tsx';

export type InterviewsProps = {
  language: Language;
  desk: Desk;
  meetings: Meetings;
  /** Times that nobody holds. */
  free: Slot[];
  /** Newest materials of each contender whose dossier the person may see, by application. */
  materials: Map<string, Material[]>;
  /** The page of the commission. */
  back: string;
  here: string;
  /** Acts that are possible and are this person's. */
  possible: (act: string) => boolean;
};

export const nameOf = (language: Language, { form }: Application): string =>
  language === 'kk' ? form.organisationKk : form.organisationRu;

export function InterviewsPage(page: InterviewsProps) {
  const { language, desk, back, possible } = page;
  const say = (key: string) => words(language, 'desk', key);
  return (
    <div class="stack">
      <p class="no-print">
        <a href={back}>← {commissionName(language, desk.file.commission)}</a>
      </p>
      <h1>{say('interviews')}</h1>
      <p class="no-print">
        <a class="button button--quiet" href={`${back}calendar.ics`} download>
          {say('calendar')}
        </a>
      </p>
      <Order {...page} />
      {desk.seat.role === 'secretary' ? <Asked {...page} /> : null}
      {possible('invite') ? <EvenForm {...page} /> : null}
      {possible('invite') ? <ByHand {...page} /> : null}
      {desk.seat.role === 'secretary' && toMove(desk) ? (
        <>
          <Slots language={language} commission={desk.file.commission} free={page.free} here={page.here} />
          <MoveForm {...page} />
        </>
      ) : null}
    </div>
  );
}

/** Time, organisation, who comes, what is shown: to print and to hold. */
function Order({ language, desk, meetings, materials, back }: InterviewsProps) {
  const say = (key: string) => words(language, 'desk', key);
  const rows = inOrder(desk);
  return (
    <section class="card stack protocol" id="order">
      <h2>{say('order')}</h2>
      {rows.length === 0 ? (
        <p>{say('order-empty')}</p>
      ) : (
        <Table
          heads={[
            say('starts-at'),
            say('organisation'),
            say('representatives'),
            say('materials-short'),
            say('state'),
          ]}
          rows={rows.map(({ row, startsAt, place }) => [
            <>
              {formatInstant(new Date(startsAt).toISOString(), language)}
              <br />
              <span class="meta">
                {/^https?:\/\//.test(place) ? (
                  <a href={place} rel="noopener noreferrer">
                    {place}
                  </a>
                ) : (
                  place
                )}
              </span>
            </>,
            <>
              {nameOf(language, row)} <span class="meta">{row.reference}</span>
            </>,
            // Of a dossier that is closed to this person, nothing but who comes when.
            materials.has(row.id)
              ? row.form.representatives.map(({ name, position }) => `${name}, ${position}`).join('; ') || '–'
              : '–',
            <Shown language={language} row={row} materials={materials.get(row.id)} desk={desk} back={back} />,
            say(`talk.${talkOf(meetings, row.id)}`),
          ])}
        />
      )}
    </section>
  );
}

const talkOf = (meetings: Meetings, id: string): string =>
  talkState(meetings.talks.filter(({ application }) => application === id).map(({ act }) => act));

/** Somebody is invited, and the commission has not met yet. */
const toMove = (desk: Desk): boolean =>
  inOrder(desk).length > 0 && !desk.file.sittings.some(({ quorate }) => quorate);

/** Contenders with an invitation, by its time. */
function inOrder(desk: Desk): { row: Application; startsAt: number; place: string }[] {
  return contenders(desk.file, desk.edition)
    .flatMap((row) => (row.invitation === null ? [] : [{ row, ...row.invitation }]))
    .sort((a, b) => a.startsAt - b.startsAt || (a.row.id < b.row.id ? -1 : 1));
}

/** The newest presentation and project; nothing where the dossier is closed to this person. */
function Shown(props: {
  language: Language;
  row: Application;
  materials: Material[] | undefined;
  desk: Desk;
  back: string;
}) {
  const { language, row, materials, desk, back } = props;
  if (materials === undefined) return <>–</>;
  return (
    <>
      <a href={`${back}applications/${row.id}/`}>{words(language, 'desk', 'dossier-of')}</a>
      {(['video', 'project'] as const).map((kind) => {
        const newest = materials.find((material) => material.kind === kind);
        const label = words(language, 'apply', `file.${kind}`);
        if (newest === undefined) return null;
        const file = `/desk/files/${desk.file.commission}/${row.id}/${newest.id}`;
        return (
          <>
            <br />
            <a href={newest.link === '' ? file : newest.link} rel="noopener noreferrer">
              {label}
            </a>
          </>
        );
      })}
    </>
  );
}

/** What applicants ask for: taken or declined, with a reason. */
function Asked({ language, desk, meetings, here }: InterviewsProps) {
  const say = (key: string) => words(language, 'desk', key);
  const waiting = inOrder(desk).filter(({ row }) => talkOf(meetings, row.id) === 'waiting');
  if (waiting.length === 0) return null;
  return (
    <section class="card stack no-print" id="asked">
      <h2>{say('moves-asked')}</h2>
      {waiting.map(({ row, startsAt }) => (
        <div class="stack">
          <p>
            <strong>{nameOf(language, row)}</strong>,{' '}
            {formatInstant(new Date(startsAt).toISOString(), language)}
          </p>
          <p class="lines">
            {meetings.talks.filter(({ application }) => application === row.id).at(-1)?.text}
          </p>
          <ActForm language={language} commission={desk.file.commission} act="decline-move" back={here} quiet>
            <input type="hidden" name="application" value={row.id} />
            <Field label={say('reason')} name="reason" required />
          </ActForm>
          <p class="hint">{say('about.move-asked')}</p>
        </div>
      ))}
    </section>
  );
}

function EvenForm({ language, desk, here }: InterviewsProps) {
  const say = (key: string) => words(language, 'desk', key);
  return (
    <section class="card stack no-print" id="invite-evenly">
      <h2>{say('act.invite-evenly')}</h2>
      <p>{say('about.invite-evenly')}</p>
      <ActForm language={language} commission={desk.file.commission} act="invite-evenly" back={here}>
        <WindowFields language={language} />
        <Field label={say('minutes')} name="minutes" type="number" value="" required />
        <Field label={say('place')} name="place" required />
        <label class="choice">
          <input type="checkbox" name="open:bool" value="1" checked /> {say('leave-open')}
        </label>
      </ActForm>
    </section>
  );
}

function ByHand({ language, desk, here }: InterviewsProps) {
  const say = (key: string) => words(language, 'desk', key);
  const rows = contenders(desk.file, desk.edition).filter(({ invitation }) => invitation === null);
  return (
    <section class="card stack no-print" id="invite">
      <h2>{say('act.invite')}</h2>
      <p>{say('about.invite')}</p>
      <ActForm language={language} commission={desk.file.commission} act="invite" back={here}>
        <Field label={say('minutes')} name="minutes" type="number" value="" />
        {rows.map((row, index) => (
          <fieldset class="stack">
            <legend>{nameOf(language, row)}</legend>
            <input type="hidden" name={`invitations.${index}.application`} value={row.id} />
            <Field
              label={say('starts-at')}
              name={`invitations.${index}.startsAt:local`}
              type="datetime-local"
              required
            />
            <Field label={say('place')} name={`invitations.${index}.place`} required />
          </fieldset>
        ))}
      </ActForm>
    </section>
  );
}

/** Another time for one of them, with the reason that goes into the letter. */
function MoveForm({ language, desk, here }: InterviewsProps) {
  const say = (key: string) => words(language, 'desk', key);
  const rows = inOrder(desk);
  return (
    <details class="card no-print" id="move-interview">
      <summary>
        <b>{say('act.move-interview')}</b>
      </summary>
      <div class="stack">
        {rows.map(({ row, startsAt, place }) => (
          <details>
            <summary>{nameOf(language, row)}</summary>
            <ActForm
              language={language}
              commission={desk.file.commission}
              act="move-interview"
              back={here}
              quiet
            >
              <input type="hidden" name="application" value={row.id} />
              <Field
                label={say('starts-at')}
                name="startsAt:local"
                type="datetime-local"
                value={localMinute(startsAt)}
                required
              />
              <Field label={say('place')} name="place" value={place} required />
              <Field label={say('reason')} name="reason" required />
            </ActForm>
          </details>
        ))}
      </div>{' '}
    </details>
  );
}
