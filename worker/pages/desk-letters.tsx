// Letters at the desk: whom each went to, whether it left, and why not; each leads to what it says.

import type { Language } from '#rules/application';
import { formatInstant } from '#rules/dates-in-words';
import type { Posted } from '../db/outbox.ts';
import { words } from '../texts.ts';
import { ActForm, Table } from './parts.tsx';

/** Where a letter is shown; `commission` is 'agency' for the Agency. */
export const letterPath = (language: Language, commission: string, key: string): string =>
  `/desk/${language}/${commission}/letters/${encodeURIComponent(key)}/`;

export function Letters(props: { language: Language; letters: Posted[]; commission: string; back: string }) {
  const { language, letters, commission, back } = props;
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  if (letters.length === 0) return <p class="meta">{say('letters-none')}</p>;
  const when = (instant: number): string => formatInstant(new Date(instant).toISOString(), language);
  return (
    <Table
      heads={[
        say('letter'),
        say('letter-to'),
        say('letter-written'),
        say('letter-state'),
        words(language, 'tools', 'letter-act'),
      ]}
      rows={letters.map(
        ({ key, template, recipient, createdAt, sentAt, tries, error, secret, ...letter }) => [
          <a href={letterPath(language, commission, key)}>{say(`letter.${template}`)}</a>,
          recipient,
          when(createdAt),
          sentAt !== null ? (
            `${say('letter-sent')}: ${when(sentAt)}`
          ) : letter.held ? (
            <span class="tag">
              {words(language, 'tools', 'letter-held')}: {when(letter.dueAt)}
            </span>
          ) : error === null ? (
            say('letter-waits')
          ) : (
            <span class="error">{say('letter-failed', { n: tries, error })}</span>
          ),
          secret || (sentAt === null && error === null) ? (
            ''
          ) : (
            <ActForm language={language} commission={commission} act="resend-letter" back={back} quiet>
              <input type="hidden" name="letter" value={key} />
            </ActForm>
          ),
        ],
      )}
    />
  );
}
