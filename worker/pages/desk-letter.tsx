// One letter: as it will be sent or was sent, in its own language; while it waits for a person, its words to change.

import type { Language } from '#rules/application';
import { formatInstant } from '#rules/dates-in-words';
import { HOLDABLE, LONGEST_LETTER, LONGEST_SUBJECT } from '#rules/letters';
import type { Letter } from '../db/letters.ts';
import type { Mail } from '../mail/compose.ts';
import { words } from '../texts.ts';
import { letterPath } from './desk-letters.tsx';
import { ActForm } from './parts.tsx';

export type LetterPage = {
  language: Language;
  /** 'agency' for the Agency. */
  commission: string;
  letter: Letter;
  /** Null where it holds a link that opens a door, or where its person was erased. */
  mail: Mail | null;
  /** The words in force, without the frame around them. */
  written: { subject: string; body: string } | null;
  /** Milliseconds. */
  now: number;
};

export function LetterView(page: LetterPage) {
  const { language, commission, letter, mail } = page;
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'tools', key, values);
  const when = (instant: number): string => formatInstant(new Date(instant).toISOString(), language);
  const here = letterPath(language, commission, letter.key);
  return (
    <div class="stack">
      <p>
        <a
          href={
            commission === 'agency'
              ? `/desk/${language}/agency/letters/`
              : `/desk/${language}/${commission}/letters/`
          }
        >
          ← {words(language, 'desk', 'letters')}
        </a>
      </p>
      <h1>{words(language, 'desk', `letter.${letter.template}`)}</h1>
      <dl>
        <dt>{words(language, 'desk', 'letter-to')}</dt>
        <dd>{letter.recipient === '' ? '–' : letter.recipient}</dd>
        <dt>{words(language, 'desk', 'letter-written')}</dt>
        <dd>{when(letter.createdAt)}</dd>
        <dt>{words(language, 'desk', 'letter-state')}</dt>
        <dd>
          {letter.sentAt !== null
            ? `${words(language, 'desk', 'letter-sent')}: ${when(letter.sentAt)}`
            : letter.held
              ? `${say('letter-held')}: ${when(letter.dueAt)}`
              : words(language, 'desk', 'letter-waits')}
        </dd>
      </dl>
      {mail === null ? (
        <p class="notice">{say(letter.secret ? 'letter-secret' : 'letter-erased')}</p>
      ) : (
        <section class="card stack" id="text">
          <h2>{say('letter-text')}</h2>
          <p>
            <strong lang={letter.language}>{mail.subject}</strong>
          </p>
          <p class="lines" lang={letter.language}>
            {mail.text}
          </p>
          <p>
            <a href={`${here}mail.html`}>{say('letter-html')}</a>
          </p>
        </section>
      )}
      <Held {...page} here={here} />
      {letter.texts.length === 0 ? null : (
        <section class="card stack">
          <h2>{say('letter-edits')}</h2>
          <ul>
            {letter.texts.map(({ version, at, by, subject }) => (
              <li>
                {version}. {when(at)} · {by} · <span lang={letter.language}>{subject}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Held({ language, commission, letter, written, now, here }: LetterPage & { here: string }) {
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'tools', key, values);
  if (!letter.held || letter.dueAt <= now || written === null || HOLDABLE[letter.template] === undefined)
    return null;
  return (
    <>
      <section class="card stack" id="edit">
        <h2>{words(language, 'desk', 'act.edit-letter')}</h2>
        <p>{say('about.edit-letter')}</p>
        <ActForm language={language} commission={commission} act="edit-letter" back={here} quiet>
          <input type="hidden" name="letter" value={letter.key} />
          <label class="field">
            <span>{say('letter-subject')}</span>
            <input
              name="subject"
              value={written.subject}
              maxlength={LONGEST_SUBJECT}
              lang={letter.language}
              required
            />
          </label>
          <label class="field">
            <span>{say('letter-body')}</span>
            <textarea name="body" rows={12} maxlength={LONGEST_LETTER} lang={letter.language} required>
              {`\n${written.body.trim()}`}
            </textarea>
          </label>
        </ActForm>
      </section>
      <section class="card stack">
        <h2>{words(language, 'desk', 'act.release-letter')}</h2>
        <p>{say('about.release-letter')}</p>
        <ActForm language={language} commission={commission} act="release-letter" back={here}>
          <input type="hidden" name="letter" value={letter.key} />
        </ActForm>
      </section>
    </>
  );
}
