// Letters at the desk: whom each went to, whether it left, and why not; each leads to what it says.

import type { Language } from '#rules/application';
import { formatInstant } from '#rules/dates-in-words';
import type { Posted } from '../db/outbox.ts';
import { words } from '../texts.ts';
import { ActForm, Table } from './parts.tsx';

/** Where a letter is shown; `commission` is 'agency' for the Agency. */
export const letterPath = (language: Language, commission: string, key: string): string =>
  `/desk/${language}/${commission}/letters/${encodeURIComponent(key)}/`;

export function Letters(props: {
  language: Language;
  letters: Posted[];
  commission: string;
  back: string;
  /** Says of each which application it is about. */
  about?: boolean;
}) {
  const { language, letters, commission, back, about = false } = props;
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  if (letters.length === 0) return <p class="meta">{say('letters-none')}</p>;
  /** A way to the application where the reader has one. */
  const applicationOf = ({ about: id, reference }: Pick<Posted, 'about' | 'reference'>) =>
    commission === 'agency' || id === null ? (
      (reference ?? '–')
    ) : (
      <a href={`/desk/${language}/${commission}/applications/${id}/`}>{reference ?? '–'}</a>
    );
  const when = (instant: number): string => formatInstant(new Date(instant).toISOString(), language);
  return (
    <Table
      heads={[
        say('letter'),
        ...(about ? [say('reference')] : []),
        say('letter-to'),
        say('letter-written'),
        say('letter-state'),
        words(language, 'tools', 'letter-act'),
      ]}
      rows={letters.map(
        ({ key, template, recipient, createdAt, sentAt, tries, error, secret, ...letter }) => [
          <a href={letterPath(language, commission, key)}>{say(`letter.${template}`)}</a>,
          ...(about ? [letter.about === null ? '–' : applicationOf(letter)] : []),
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
