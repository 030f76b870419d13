// A sitting before it is held: the notice with its agenda, what was called, and calling it off.

import { AGENDA } from '#rules/agenda';
import type { AgendaItem } from '#rules/agenda';
import { formatInstant } from '#rules/dates-in-words';
import type { Language } from '#rules/application';
import type { Call } from '../db/meetings.ts';
import { words } from '../texts.ts';
import { ActForm, Field } from './parts.tsx';

type Props = { language: Language; commission: string; here: string };

/** `before` fills the form in where a sitting is called again. */
export function CallForm(props: Props & { ready: AgendaItem[]; before: Call | undefined }) {
  const { language, commission, here, ready, before } = props;
  const say = (key: string) => words(language, 'desk', key);
  const again = before !== undefined;
  return (
    <section class="card stack" id="call-sitting">
      <h2>{say(again ? 'call-again' : 'act.call-sitting')}</h2>
      <p>{say('about.call-sitting')}</p>
      <ActForm
        language={language}
        commission={commission}
        act="call-sitting"
        back={here}
        {...(again ? { label: 'call-again' } : {})}
      >
        <Field label={say('starts-at')} name="startsAt:local" type="datetime-local" required />
        <Field label={say('place')} name="place" value={before?.place ?? ''} required />
        <fieldset class="stack">
          <legend>{say('agenda')}</legend>
          <input type="hidden" name="agenda:list" value="" />
          {AGENDA.filter((item) => ready.includes(item)).map((item) => (
            <label class="choice">
              <input type="checkbox" name="agenda:list" value={item} checked /> {say(`agenda.${item}`)}
            </label>
          ))}
        </fieldset>
      </ActForm>
    </section>
  );
}

/** The notices that went out, the newest first. */
export function Calls(props: Props & { calls: Call[]; inForce: Call | undefined; may: boolean }) {
  const { language, commission, here, calls, inForce, may } = props;
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  if (calls.length === 0) return null;
  return (
    <section class="card stack" id="calls">
      <h2>{say('calls')}</h2>
      {[...calls].reverse().map((call) => (
        <div class="stack">
          <p>
            <strong>{formatInstant(new Date(call.startsAt).toISOString(), language)}</strong>, {call.place}{' '}
            {call.off === null ? null : <span class="tag">{say('called-off')}</span>}
          </p>
          <ol>
            {call.agenda.map((item) => (
              <li>{say(`agenda.${item}`)}</li>
            ))}
          </ol>
          <p class="meta">
            {say('notified', { n: call.notified.length })},{' '}
            {formatInstant(new Date(call.calledAt).toISOString(), language)}
            {call.off === null ? '' : `. ${call.off.reason}`}
          </p>
          {may && call.id === inForce?.id ? (
            <details>
              <summary>{say('act.call-off-sitting')}</summary>
              <ActForm language={language} commission={commission} act="call-off-sitting" back={here} quiet>
                <Field label={say('reason')} name="reason" required />
              </ActForm>
            </details>
          ) : null}
        </div>
      ))}
    </section>
  );
}
