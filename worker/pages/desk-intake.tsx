// What came on paper, entered by the secretary: how and when it was handed in, and the same form that applicants fill.

import { PAPER_CHANNELS } from '../acts/file-application.ts';
import { words } from '../texts.ts';
import { Checklist } from './application-check.tsx';
import type { DraftProps } from './application-form.tsx';
import { STEP_FIELDS } from './application-steps.tsx';
import { STEPS } from './steps.ts';

type Props = DraftProps & {
  commission: string;
  /** The key of the entry: sent again, it is the same entry. */
  entry: string;
  channel: string;
  /** As it was typed, '2026-09-10T15:30'. */
  handedInAt: string;
};

export function IntakePage(props: Props) {
  const { language, commission, entry, channel, handedInAt, findings } = props;
  const say = (key: string) => words(language, 'desk', key);
  return (
    <div class="stack">
      <p>
        <a href={`/desk/${language}/${commission}/`}>←</a>
      </p>
      <h1>{say('intake')}</h1>
      <p>{say('about.intake')}</p>
      {findings.length === 0 ? null : (
        <div class="notice notice--error" role="alert">
          <p>{words(language, 'apply', 'mend')}</p>
          <Checklist language={language} findings={findings} whole />
        </div>
      )}
      <form
        method="post"
        action={`/api/desk/${commission}/intake`}
        enctype="multipart/form-data"
        class="stack"
      >
        <input type="hidden" name="key" value={entry} />
        <input type="hidden" name="language" value={language} />
        <fieldset class="card stack">
          <legend>{say('channel')}</legend>
          {PAPER_CHANNELS.map((way) => (
            <label class="choice">
              <input type="radio" name="channel" value={way} checked={way === channel} required />{' '}
              {say(`channel.${way}`)}
            </label>
          ))}
          <label class="field">
            <span>{say('handed-in-at')}</span>
            <input type="datetime-local" name="handedInAt" value={handedInAt} required />
          </label>
        </fieldset>
        {STEPS.map((step) => {
          const Fields = STEP_FIELDS[step];
          return (
            <>
              <h2>{words(language, 'apply', `step.${step}`)}</h2>
              <Fields {...props} />
            </>
          );
        })}
        <button class="button">{say('intake-file')}</button>
      </form>
    </div>
  );
}
