// Interviews and the sitting (§16–17, §20): invitations, attendance, open ballots by seat, the chair's casting vote.

import type { Application } from '../db/commission.ts';
import { contenders } from '../acts/selection.ts';
import { eligibleVoters, votingSeats } from '../acts/voters.ts';
import { words } from '../texts.ts';
import type { DeskPage } from './desk-commission.tsx';
import { ActForm, Field, Table } from './parts.tsx';

const nameOf = (language: string, row: Application | undefined): string =>
  (language === 'kk' ? row?.form.organisationKk : row?.form.organisationRu) ?? '';

export function ProtocolForm({
  language,
  desk,
  here,
  act,
}: DeskPage & { act: 'sign-selection' | 'sign-protocol' }) {
  const say = (key: string) => words(language, 'desk', key);
  return (
    <section class="card stack">
      <h2>{say(`act.${act}`)}</h2>
      <p>{say('about.protocol')}</p>
      <form
        method="post"
        action={`/api/desk/${desk.file.commission}/protocol/${act}`}
        enctype="multipart/form-data"
        class="stack"
      >
        <input type="hidden" name="key" value={crypto.randomUUID()} />
        <input type="hidden" name="back" value={here} />
        <Field label={say('signed-on')} name="signedOn" type="date" required />
        <label class="field">
          <span>{say('scan')}</span>
          <input type="file" name="protocol" accept=".pdf,.jpg,.png" required />
        </label>
        <button class="button">{say(`act.${act}`)}</button>
      </form>
    </section>
  );
}

export function InviteForm({ language, desk, here }: DeskPage) {
  const say = (key: string) => words(language, 'desk', key);
  const rows = contenders(desk.file, desk.edition).filter(({ invitation }) => invitation === null);
  return (
    <section class="card stack">
      <h2>{say('act.invite')}</h2>
      <p>{say('about.invite')}</p>
      <ActForm language={language} commission={desk.file.commission} act="invite" back={here}>
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

export function OpenSittingForm({ language, desk, here }: DeskPage) {
  const say = (key: string) => words(language, 'desk', key);
  return (
    <section class="card stack">
      <h2>{say('act.open-sitting')}</h2>
      <p>{say('about.open-sitting')}</p>
      <ActForm language={language} commission={desk.file.commission} act="open-sitting" back={here}>
        <fieldset class="stack">
          <legend>{say('present')}</legend>
          <input type="hidden" name="present:list" value="" />
          {votingSeats(desk.file).map((seat) => (
            <label>
              <input type="checkbox" name="present:list" value={String(seat.number)} /> {seat.number}.{' '}
              {seat.name}
              {seat.role === 'chair' ? ` (${say('role.chair')})` : ''}
            </label>
          ))}
        </fieldset>
        <input type="hidden" name="appearances:list" value="" />
        {contenders(desk.file, desk.edition).map((row, index) => (
          <fieldset class="stack">
            <legend>{nameOf(language, row)}</legend>
            <input type="hidden" name={`appearances.${index}.application`} value={row.id} />
            {['appeared', 'no-show'].map((appearance) => (
              <label>
                <input
                  type="radio"
                  name={`appearances.${index}.appearance`}
                  value={appearance}
                  checked={appearance === 'appeared'}
                />{' '}
                {say(appearance)}
              </label>
            ))}
          </fieldset>
        ))}
      </ActForm>
    </section>
  );
}

export function SittingSection(page: DeskPage & { possible: (act: string) => boolean }) {
  const { language, desk, here, possible } = page;
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const sitting = desk.file.sittings.at(-1);
  if (sitting === undefined) return null;
  const round = sitting.rounds.at(-1);
  const byId = (id: string): Application | undefined => desk.file.applications.find((row) => row.id === id);
  const eligible = round === undefined ? [] : eligibleVoters(desk.file, sitting.present, round.candidates);
  const open = round !== undefined && sitting.outcome === null;
  const mine =
    desk.seat.role === 'secretary' ? eligible : eligible.filter((number) => number === desk.seat.number);
  const waiting = open ? mine.filter((number) => !round.ballots.some(({ seat }) => seat === number)) : [];
  return (
    <section class="card stack">
      <h2>{say('sitting', { n: sitting.number })}</h2>
      <p>
        {say('attendance', { present: sitting.present.length, members: sitting.members })}{' '}
        <span class="tag">{say(sitting.quorate ? 'quorate' : 'not-quorate')}</span>
      </p>
      {round === undefined ? null : (
        <Table
          heads={[say('seat'), say('ballot')]}
          rows={round.ballots.map(({ seat, choices }) => [
            seat,
            choices.length === 0
              ? say('abstained')
              : choices.map((id) => nameOf(language, byId(id))).join(', '),
          ])}
        />
      )}
      {sitting.outcome === null ? null : (
        <p class="notice">
          {say(`outcome.${sitting.outcome.kind}`)}{' '}
          {sitting.outcome.elected.map((id) => nameOf(language, byId(id))).join(', ')}
          {sitting.outcome.byChair ? ` (${say('by-chair')})` : ''}
        </p>
      )}
      {waiting.map((number) => (
        <ActForm language={language} commission={desk.file.commission} act="ballot" back={here}>
          <fieldset class="stack">
            <legend>
              {say('seat')} {number}
            </legend>
            <input type="hidden" name="seat" value={String(number)} />
            <input type="hidden" name="choices:list" value="" />
            {round?.candidates.map((id) => (
              <label class="choice">
                <input
                  type={desk.stage === 'regional' ? 'radio' : 'checkbox'}
                  name="choices:list"
                  value={id}
                />{' '}
                {nameOf(language, byId(id))}
              </label>
            ))}
            {desk.stage === 'regional' ? (
              <label>
                <input type="radio" name="choices:list" value="" checked /> {say('abstain')}
              </label>
            ) : (
              <p class="hint">{say('choices-hint', { n: desk.edition.voting.choicesPerMember.value })}</p>
            )}
          </fieldset>
        </ActForm>
      ))}
      {possible('casting-vote') && round !== undefined ? (
        <ActForm language={language} commission={desk.file.commission} act="casting-vote" back={here}>
          <fieldset class="stack">
            <legend>{say('act.casting-vote')}</legend>
            {round.candidates.map((id) => (
              <label class="choice">
                <input
                  type={desk.stage === 'regional' ? 'radio' : 'checkbox'}
                  name="choices:list"
                  value={id}
                />{' '}
                {nameOf(language, byId(id))}
              </label>
            ))}
          </fieldset>
        </ActForm>
      ) : null}
      {possible('close-vote') ? (
        <ActForm language={language} commission={desk.file.commission} act="close-vote" back={here} />
      ) : null}
    </section>
  );
}
