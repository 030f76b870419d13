// The second factor: the app is given its secret as a picture or as text, then six digits; and the recovery codes,
// told once.

import { renderSVG } from 'uqr';
import type { Language } from '#rules/application';
import type { FactorState } from '../second-factor.ts';
import { words } from '../texts.ts';
import { Field } from './parts.tsx';

type Props = { language: Language; state: FactorState; notice: 'wrong' | 'locked' | null };

export function SecondFactorPage({ language, state, notice }: Props) {
  const say = (key: string) => words(language, 'desk', key);
  const { secret } = state;
  return (
    <div class="stack">
      <h1>{say('second-factor')}</h1>
      {notice === null ? null : (
        <p class="notice notice--error" role="alert">
          {say(`second-factor-${notice}`)}
        </p>
      )}
      {secret === null ? (
        <p>{say('about.second-factor')}</p>
      ) : (
        <section class="card stack">
          <p>{say('about.second-factor-new')}</p>
          <img
            src={`data:image/svg+xml,${encodeURIComponent(renderSVG(secret.uri))}`}
            alt={say('second-factor-picture')}
            width={240}
            height={240}
          />
          <p>
            {say('second-factor-secret')}: <code>{secret.text.replace(/(.{4})(?=.)/g, '$1 ')}</code>
          </p>
        </section>
      )}
      <form method="post" action="/api/second-factor" class="stack">
        <input type="hidden" name="language" value={language} />
        <Field label={say('second-factor-code')} hint={say('hint.second-factor-code')} name="code" required />
        <button class="button">{say('go-on')}</button>
      </form>
    </div>
  );
}

type Again = {
  language: Language;
  /** The act that was asked for, with everything that was typed. */
  action: string;
  sent: URLSearchParams;
  back: string;
  notice: 'wrong' | 'locked' | null;
};

/** The code once more before what cannot be taken back; nothing that was typed is lost. */
export function FactorAgainPage({ language, action, sent, back, notice }: Again) {
  const say = (key: string) => words(language, 'desk', key);
  return (
    <div class="stack">
      <h1>{say('second-factor')}</h1>
      {notice === null ? null : (
        <p class="notice notice--error" role="alert">
          {say(`second-factor-${notice}`)}
        </p>
      )}
      <p>{say('about.second-factor-again')}</p>
      <form method="post" action={action} class="stack">
        {[...sent].map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Field
          label={say('second-factor-code')}
          hint={say('hint.second-factor-code')}
          name="factorCode"
          required
        />
        <button class="button">{say(`act.${action.split('/').at(-1) ?? ''}`)}</button>
      </form>
      <p>
        <a href={back}>{say('back')}</a>
      </p>
    </div>
  );
}

export function RecoveryCodesPage({ language, codes }: { language: Language; codes: string[] }) {
  const say = (key: string) => words(language, 'desk', key);
  return (
    <div class="stack">
      <h1>{say('recovery-codes')}</h1>
      <p class="notice">{say('about.recovery-codes')}</p>
      <ul>
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <a class="button" href={`/desk/${language}/`}>
          {say('go-on')}
        </a>
      </p>
    </div>
  );
}
