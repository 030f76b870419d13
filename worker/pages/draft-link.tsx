// The private link of a draft: to copy, to keep as a file, to send by mail.

import type { Language } from '#rules/application';
import { newId } from '../acts/act.ts';
import { words } from '../texts.ts';

/** What became of sending the link. */
export type LinkSaid = 'sent' | 'not-sent' | null;

type Props = { language: Language; link: string; email: string; open: boolean; said: LinkSaid };

export function DraftLink({ language, link, email, open, said }: Props) {
  const say = (key: string) => words(language, 'apply', key);
  return (
    <details class="card" id="link" open={open || said !== null}>
      <summary>
        <b>{say('link')}</b>
      </summary>
      <div class="stack">
        <p>{say('about.link')}</p>
        {said === null ? null : (
          <p class={said === 'sent' ? 'notice notice--ok' : 'notice notice--error'} role="status">
            {say(`link-${said}`)}
          </p>
        )}
        <p class="link-text">
          <code>{link}</code>
        </p>
        <p>
          <a class="button button--quiet" href={`/api/drafts/link?language=${language}`} download>
            {say('link-file')}
          </a>
        </p>
        <form method="post" action="/api/drafts/link" class="stack">
          <input type="hidden" name="language" value={language} />
          <input type="hidden" name="key" value={newId()} />
          <label class="field">
            <span>{say('field.email')}</span>
            <input name="to" value={email} autocomplete="email" required />
          </label>
          <button class="button button--quiet">{say('link-mail')}</button>
        </form>
      </div>
    </details>
  );
}
