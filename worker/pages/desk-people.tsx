// The people of a commission or of the Agency: who holds which seat; for the Agency, who comes, who leaves and who is
// replaced; and the second person's word on a lost second factor.

import { formatDay } from '#rules/dates-in-words';
import { localDay } from '#rules/days';
import { LANGUAGES } from '#rules/application';
import type { Language } from '#rules/application';
import type { Desk } from '../acts/act.ts';
import { begun } from '../acts/voters.ts';
import type { Seat } from '../db/commission.ts';
import type { openFactorResets } from '../db/factors.ts';
import { words } from '../texts.ts';
import { ActForm, Field, Table } from './parts.tsx';

type Props = {
  language: Language;
  desk: Desk;
  here: string;
  /** Lost second factors that wait for a second person. */
  resets: Awaited<ReturnType<typeof openFactorResets>>;
};

const ORDER = ['agency', 'chair', 'member', 'secretary', 'observer'];
const WITH_FACTOR = ['agency', 'chair', 'secretary'];

export function People(props: Props) {
  const { language, desk } = props;
  const say = (key: string) => words(language, 'desk', key);
  const inOffice = desk.file.seats
    .filter(({ endedAt }) => endedAt === null)
    .sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role) || Number(a.deputy) - Number(b.deputy));
  const left = begun(desk.file) ? desk.file.seats.filter(({ endedReason }) => endedReason !== '') : [];
  const agency = desk.seat.role === 'agency';
  if (inOffice.length === 0 && !agency) return null;
  return (
    <section class="card stack" id="people">
      <h2>{say(desk.file.commission === 'agency' ? 'role.agency' : 'composition')}</h2>
      {inOffice.length === 0 ? null : (
        <Table
          heads={[say('person'), say('seat'), say('role'), say('position'), say('employer')]}
          rows={inOffice.map((seat) => [
            seat.name,
            seat.number ?? '–',
            say(roleOf(seat)),
            seat.position,
            seat.employer,
          ])}
        />
      )}
      {left.length === 0 ? null : (
        <>
          <h3>{say('left')}</h3>
          <ul>
            {left.map((seat) => (
              <li>
                {seat.name} ({say(roleOf(seat))}), {formatDay(localDay(seat.endedAt ?? 0), language)}:{' '}
                {seat.endedReason}
              </li>
            ))}
          </ul>
        </>
      )}
      <Resets {...props} />
      {agency ? <Changes {...props} inOffice={inOffice} /> : null}
    </section>
  );
}

const roleOf = (seat: Seat): string => `role.${seat.deputy ? 'deputy' : seat.role}`;

/** The second person grants a new factor, or does not. */
function Resets({ language, desk, here, resets }: Props) {
  const say = (key: string, values?: Record<string, string>) => words(language, 'desk', key, values);
  const open = resets.flatMap((reset) => {
    const seat = desk.file.seats.find(({ id }) => id === reset.seat);
    const second = seat !== undefined && reset.askedBy !== desk.seat.id && seat.id !== desk.seat.id;
    return second && WITH_FACTOR.includes(desk.seat.role) ? [{ ...reset, seat }] : [];
  });
  return (
    <>
      {open.map(({ seat, reason }) => (
        <div class="notice stack">
          <p>{say('factor-reset-asked', { name: seat.name, reason })}</p>
          {[true, false].map((granted) => (
            <ActForm
              language={language}
              commission={desk.file.commission}
              act="answer-factor-reset"
              back={here}
              quiet={!granted}
              label={granted ? 'factor-reset-grant' : 'factor-reset-refuse'}
            >
              <input type="hidden" name="seat" value={seat.id} />
              <input type="hidden" name="granted:bool" value={granted ? '1' : ''} />
            </ActForm>
          ))}
        </div>
      ))}
    </>
  );
}

function Changes({ language, desk, here, inOffice }: Props & { inOffice: Seat[] }) {
  const say = (key: string) => words(language, 'desk', key);
  const { commission } = desk.file;
  const composed = inOffice.filter(({ role, deputy }) => !deputy && role !== 'agency' && role !== 'observer');
  const others = inOffice.filter((seat) => !composed.includes(seat) && seat.id !== desk.seat.id);
  const withFactor = inOffice.filter(({ id, role }) => id !== desk.seat.id && WITH_FACTOR.includes(role));
  const common = { language, commission, back: here };
  return (
    <>
      <Folded title={say('act.appoint')}>
        <p>{say(commission === 'agency' ? 'about.appoint-agency' : 'about.appoint')}</p>
        <ActForm {...common} act="appoint">
          {commission === 'agency' ? (
            <input type="hidden" name="as" value="agency" />
          ) : (
            <label class="field">
              <span>{say('role')}</span>
              <select name="as">
                <option value="deputy">{say('role.deputy')}</option>
                <option value="observer">{say('role.observer')}</option>
              </select>
            </label>
          )}
          <PersonFields language={language} />
        </ActForm>
      </Folded>
      {begun(desk.file) && composed.length > 0 ? (
        <Folded title={say('act.replace-seat')}>
          <p>{say('about.replace-seat')}</p>
          <ActForm {...common} act="replace-seat">
            <SeatChoice language={language} seats={composed} />
            <PersonFields language={language} composed />
            <Field label={say('reason')} name="reason" required />
          </ActForm>
        </Folded>
      ) : null}
      {others.length > 0 ? (
        <Folded title={say('act.end-appointment')}>
          <ActForm {...common} act="end-appointment" quiet>
            <SeatChoice language={language} seats={others} />
            <Field label={say('reason')} name="reason" required />
          </ActForm>
        </Folded>
      ) : null}
      {withFactor.length > 0 ? (
        <Folded title={say('act.ask-factor-reset')}>
          <p>{say('about.ask-factor-reset')}</p>
          <ActForm {...common} act="ask-factor-reset" quiet>
            <SeatChoice language={language} seats={withFactor} />
            <Field label={say('reason')} name="reason" required />
          </ActForm>
        </Folded>
      ) : null}
    </>
  );
}

const Folded = ({ title, children }: { title: string; children?: unknown }) => (
  <details>
    <summary>{title}</summary>
    <div class="stack">{children}</div>
  </details>
);

function SeatChoice({ language, seats }: { language: Language; seats: Seat[] }) {
  const say = (key: string) => words(language, 'desk', key);
  return (
    <label class="field">
      <span>{say('person')}</span>
      <select name="seat">
        {seats.map((seat) => (
          <option value={seat.id}>
            {seat.name} ({say(roleOf(seat))})
          </option>
        ))}
      </select>
    </label>
  );
}

/** What is asked of every person that is given a seat. */
export function PersonFields(props: {
  language: Language;
  under?: string;
  person?: Seat | undefined;
  /** One of the composition is named with the office or the work (§5, §7). */
  composed?: boolean;
}) {
  const { language, under = '', person, composed = false } = props;
  const say = (key: string) => words(language, 'desk', key);
  return (
    <>
      <Field label={say('name')} name={`${under}name`} value={person?.name ?? ''} required />
      <Field
        label={say('position')}
        name={`${under}position`}
        value={person?.position ?? ''}
        required={composed}
      />
      <Field label={say('employer')} name={`${under}employer`} value={person?.employer ?? ''} />
      <Field label={say('email')} name={`${under}email`} type="email" value={person?.email ?? ''} required />
      <label class="field">
        <span>{say('letter-language')}</span>
        <select name={`${under}language`}>
          {LANGUAGES.map((code) => (
            <option value={code} selected={person?.language === code}>
              {NAMES[code]}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

const NAMES = { kk: 'Қазақша', ru: 'Русский', en: 'English' };
