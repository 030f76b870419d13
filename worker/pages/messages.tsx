// The thread of an application: what each side wrote, what is new, and the form for the next message. The same for the
// secretary and the applicant; a file sent here is no document of the application.

import type { Child } from 'hono/jsx';
import type { Language } from '#rules/application';
import { formatInstant } from '#rules/dates-in-words';
import { LONGEST_MESSAGE, MOST_FILES } from '#rules/messages';
import type { Side } from '#rules/messages';
import type { Thread } from '../db/messages.ts';
import { unreadBy } from '../db/messages.ts';
import { words } from '../texts.ts';
import { sizeIn } from './application-fields.tsx';

export type ThreadProps = {
  language: Language;
  thread: Thread;
  /** Who looks at it. */
  side: Side;
  /** Address of a file by its id. */
  fileAt: (id: string) => string;
  /** The form of the next message; null where the thread is closed. */
  form: Child;
  /** A thread of a stage that is over. */
  over?: boolean;
};

const other = (side: Side): Side => (side === 'secretary' ? 'applicant' : 'secretary');

export function Messages({ language, thread, side, fileAt, form, over }: ThreadProps) {
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'tools', key, values);
  const when = (instant: number): string => formatInstant(new Date(instant).toISOString(), language);
  const fresh = unreadBy(thread, side);
  const seen = thread.read[other(side)];
  const own = thread.messages.filter((message) => message.side === side).at(-1);
  return (
    <section class="card stack" id={over === true ? undefined : 'messages'}>
      <h2>
        {say(over === true ? 'messages-over' : `messages.${side}`)}{' '}
        {fresh === 0 ? null : <span class="tag tag--gold">{say('messages-new', { n: fresh })}</span>}
      </h2>
      <p>{say(`about.messages.${side}`)}</p>
      {thread.messages.length === 0 ? (
        <p class="meta">{say('messages-none')}</p>
      ) : (
        <ol class="thread">
          {thread.messages.map((message) => (
            <li class={message.side === side ? 'thread-own' : undefined}>
              <p class="meta">
                <strong>{say(`side.${message.side}`)}</strong> {when(message.at)}{' '}
                {message.side !== side && message.number > thread.read[side].number ? (
                  <span class="tag tag--gold">{say('message-new')}</span>
                ) : null}
              </p>
              {message.text === '' ? null : <p class="lines">{message.text}</p>}
              {message.files.length === 0 ? null : (
                <ul>
                  {message.files.map(({ id, name, size }) => (
                    <li>
                      <a href={fileAt(id)}>{name}</a> <span class="meta">{sizeIn(language, size)}</span>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ol>
      )}
      {own === undefined ? null : (
        <p class="meta">
          {seen.number >= own.number ? `${say('message-seen')}: ${when(seen.at)}` : say('message-not-seen')}
        </p>
      )}
      {form ?? <p class="meta">{say('messages-closed')}</p>}
    </section>
  );
}

/** What a message is written in: words and files. */
export function MessageFields({ language, text = '' }: { language: Language; text?: string }) {
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'tools', key, values);
  return (
    <>
      <label class="field">
        <span>{say('message-text')}</span>
        <textarea name="text" rows={4} maxlength={LONGEST_MESSAGE}>{`\n${text}`}</textarea>
      </label>
      <label class="field">
        <span>{say('message-files')}</span>
        <span class="hint">{say('hint.message-files', { max: MOST_FILES })}</span>
        <input type="file" name="files" multiple />
      </label>
    </>
  );
}
