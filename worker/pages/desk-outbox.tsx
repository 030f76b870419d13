// The outbox: what was written, to whom, what became of it; searched and filtered, a screen at a time.

import type { Language } from '#rules/application';
import type { Posted } from '../db/outbox.ts';
import { LETTER_STATES } from '../db/outbox-list.ts';
import type { LetterFilter } from '../db/outbox-list.ts';
import { words } from '../texts.ts';
import { Letters } from './desk-letters.tsx';
import { commissionName } from './names.ts';

type Props = {
  language: Language;
  /** Null for the Agency, which sees every letter. */
  commission: string | null;
  back: string;
  here: string;
  filter: LetterFilter;
  letters: Posted[];
  /** How many wait for a person, and how many did not leave. */
  held: number;
  failed: number;
  /** Where the next page begins; null where there is none. */
  next: string | null;
};

export function OutboxPage(props: Props) {
  const { language, commission, back, here, filter, letters, held, failed, next } = props;
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'tools', key, values);
  const set = [
    ['q', filter.search],
    ['state', filter.state],
  ].filter(([, value]) => value !== '');
  return (
    <div class="stack">
      <p>
        <a href={back}>
          ← {commission === null ? words(language, 'desk', 'desk') : commissionName(language, commission)}
        </a>
      </p>
      <h1>{words(language, 'desk', 'letters')}</h1>
      <p>{say(commission === null ? 'about.letters-agency' : 'about.letters')}</p>
      {failed === 0 ? null : (
        <p class="notice notice--error">
          <a href={`${here}?state=failed`}>{say('letters-failed', { n: failed })}</a>
        </p>
      )}
      {held === 0 ? null : (
        <p class="notice notice--warning">
          <a href={`${here}?state=held`}>{say('letters-held', { n: held })}</a>
        </p>
      )}
      <form method="get" action={here} class="filters" role="search">
        <label class="field">
          <span>{say('letter-search')}</span>
          <input name="q" value={filter.search} autocomplete="off" />
        </label>
        <label class="field">
          <span>{words(language, 'desk', 'letter-state')}</span>
          <select name="state">
            <option value="">{say('any')}</option>
            {LETTER_STATES.map((state) => (
              <option value={state} selected={filter.state === state}>
                {say(`letter-state.${state}`)}
              </option>
            ))}
          </select>
        </label>
        <p>
          <button class="button button--quiet">{say('filter')}</button>{' '}
          {set.length === 0 ? null : <a href={here}>{say('filter-none')}</a>}
        </p>
      </form>
      <section class="card stack" id="all">
        <h2>{say('letters-all')}</h2>
        <Letters
          language={language}
          letters={letters}
          commission={commission ?? 'agency'}
          back={here}
          about
        />
        {next === null ? null : (
          <p>
            <a
              class="button button--quiet"
              href={`${here}?${new URLSearchParams([...set, ['after', next]]).toString()}#all`}
            >
              {say('letters-next')}
            </a>
          </p>
        )}
      </section>
    </div>
  );
}
