// The applicant's interviews: when and where, the calendar file, and the word on the time.

import type { Child } from 'hono/jsx';
import type { Language } from '#rules/application';
import { formatInstant } from '#rules/dates-in-words';
import type { Stage } from '#rules/edition';
import { talkFindings, talkState } from '#rules/interviews';
import { newId } from '../acts/act.ts';
import type { Filed } from '../db/applications.ts';
import type { Talk } from '../db/meetings.ts';
import type { Slot } from '../db/slots.ts';
import { words } from '../texts.ts';

export type Interview = { stage: Stage; startsAt: number; place: string; free: Slot[]; talks: Talk[] };

type Props = { language: Language; filed: Filed; now: number; interviews: Interview[] };

export function Interviews({ language, filed, now, interviews }: Props) {
  const say = (key: string) => words(language, 'apply', key);
  if (interviews.length === 0) return null;
  return (
    <section class="card stack" id="interview">
      <h2>{say('invited')}</h2>
      {interviews.map((interview) => {
        const { stage, startsAt, place } = interview;
        const heard = filed.heard[stage];
        const locked = filed.withdrawn || talkFindings({ startsAt, heard }, null, '16', now).length > 0;
        return (
          <div class="stack">
            <p>
              {say(`interview.${stage}`)}
              <br />
              <strong>{formatInstant(new Date(startsAt).toISOString(), language)}</strong>
              <br />
              {/^https?:\/\//.test(place) ? <a href={place}>{place}</a> : place}
            </p>
            <p>
              <a
                class="button button--quiet"
                href={`/api/applications/interview.ics?stage=${stage}&language=${language}`}
                download
              >
                {say('interview-calendar')}
              </a>
            </p>
            <Said language={language} talks={interview.talks} />
            {locked ? null : <Words language={language} interview={interview} now={now} />}
          </div>
        );
      })}
    </section>
  );
}

/** What was said on the time, in order. */
function Said({ language, talks }: { language: Language; talks: Talk[] }) {
  if (talks.length === 0) return null;
  return (
    <ul>
      {talks.map(({ act, text, startsAt, at }) => (
        <li>
          {words(language, 'apply', `interview-said.${act}`)}:{' '}
          {formatInstant(new Date(startsAt).toISOString(), language)}
          {text === '' ? '' : `. «${text}»`}{' '}
          <span class="meta">{formatInstant(new Date(at).toISOString(), language)}</span>
        </li>
      ))}
    </ul>
  );
}

function Words({ language, interview, now }: { language: Language; interview: Interview; now: number }) {
  const say = (key: string) => words(language, 'apply', key);
  const state = talkState(interview.talks.map(({ act }) => act));
  const free = interview.free.filter(({ startsAt }) => startsAt > now);
  const Form = ({ act, children }: { act: Talk['act']; children?: Child }) => (
    <form method="post" action="/api/applications/interview" class="stack">
      <input type="hidden" name="key" value={newId()} />
      <input type="hidden" name="language" value={language} />
      <input type="hidden" name="stage" value={interview.stage} />
      <input type="hidden" name="act" value={act} />
      {children}
      <p>
        <button class={act === 'confirmed' ? 'button' : 'button button--quiet'}>
          {say(`interview-do.${act}`)}
        </button>
      </p>
    </form>
  );
  return (
    <>
      {state === 'agreed' ? <p class="notice">{say('interview-agreed')}</p> : <Form act="confirmed" />}
      {state === 'waiting' ? <p class="notice notice--warning">{say('interview-waiting')}</p> : null}
      {free.length === 0 ? null : (
        <details>
          <summary>{say('interview-free')}</summary>
          <Form act="chosen">
            <fieldset class="stack">
              <legend>{say('interview-free')}</legend>
              {free.map(({ startsAt, place }) => (
                <label class="choice">
                  <input type="radio" name="startsAt" value={new Date(startsAt).toISOString()} required />{' '}
                  {formatInstant(new Date(startsAt).toISOString(), language)}, {place}
                </label>
              ))}
            </fieldset>
          </Form>
        </details>
      )}
      {state === 'waiting' ? null : (
        <details>
          <summary>{say('interview-ask')}</summary>
          <Form act="asked">
            <label class="field">
              <span>{say('interview-ask-text')}</span>
              <textarea name="text" rows={3} required></textarea>
            </label>
          </Form>
        </details>
      )}
    </>
  );
}
