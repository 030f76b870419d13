// The free times of interviews: what applicants may still take, more of them, fewer of them.

import { formatInstant } from '#rules/dates-in-words';
import type { Language } from '#rules/application';
import type { Slot } from '../db/slots.ts';
import { words } from '../texts.ts';
import { ActForm, Field } from './parts.tsx';

type Props = { language: Language; commission: string; free: Slot[]; here: string };

const WINDOWS = [0, 1, 2];

export function Slots({ language, commission, free, here }: Props) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  return (
    <section class="card stack no-print" id="slots">
      <h2>{say('slots')}</h2>
      <p>{say('about.slots')}</p>
      {free.length === 0 ? (
        <p>{say('slots-none')}</p>
      ) : (
        <ActForm language={language} commission={commission} act="close-slots" back={here} quiet>
          <fieldset class="times">
            <legend class="visually-hidden">{say('slots')}</legend>
            {free.map(({ startsAt, minutes, place }) => (
              <label class="choice">
                <input type="checkbox" name="starts:list" value={new Date(startsAt).toISOString()} />{' '}
                {formatInstant(new Date(startsAt).toISOString(), language)}{' '}
                <span class="meta">{say('slot-long', { n: minutes, place })}</span>
              </label>
            ))}
          </fieldset>
        </ActForm>
      )}
      <details id="open-slots">
        <summary>{say('act.open-slots')}</summary>
        <div class="stack">
          <p>{say('about.open-slots')}</p>
          <ActForm language={language} commission={commission} act="open-slots" back={here}>
            <WindowFields language={language} />
            <Field label={say('minutes')} name="minutes" type="number" value="" required />
            <Field label={say('place')} name="place" required />
          </ActForm>
        </div>
      </details>
    </section>
  );
}

/** Up to three days with their hours. */
export function WindowFields({ language }: { language: Language }) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  return (
    <>
      {WINDOWS.map((index) => (
        <fieldset class="stack">
          <legend>{say('day-number', { n: index + 1 })}</legend>
          <Field label={say('day')} name={`windows.${index}.day`} type="date" required={index === 0} />
          <Field label={say('from')} name={`windows.${index}.from`} type="time" value="" />
          <Field label={say('until')} name={`windows.${index}.until`} type="time" value="" />
        </fieldset>
      ))}
    </>
  );
}
