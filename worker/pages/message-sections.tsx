// The thread on the desk's page of an application and on the applicant's page of where it stands.

import type { Language } from '#rules/application';
import { newId } from '../acts/act.ts';
import type { Thread } from '../db/messages.ts';
import { words } from '../texts.ts';
import { MessageFields, Messages } from './messages.tsx';
import { ActForm } from './parts.tsx';

export function DeskMessages(props: {
  language: Language;
  commission: string;
  application: string;
  withdrawn: boolean;
  thread: Thread;
  here: string;
}) {
  const { language, commission, application, withdrawn, thread, here } = props;
  return (
    <Messages
      {...{ language, thread }}
      side="secretary"
      fileAt={(id) => `/desk/messages/${commission}/${application}/${id}`}
      form={
        withdrawn ? null : (
          <ActForm language={language} commission={commission} act="send-message" back={here} files>
            <input type="hidden" name="application" value={application} />
            <MessageFields language={language} />
          </ActForm>
        )
      }
    />
  );
}

export function OwnMessages(props: {
  language: Language;
  withdrawn: boolean;
  /** One a stage; the last is the one of now. */
  threads: Thread[];
  /** What was typed and refused just now. */
  typed: string;
}) {
  const { language, withdrawn, threads, typed } = props;
  return threads.map((thread, index) => (
    <Messages
      {...{ language, thread }}
      side="applicant"
      over={index < threads.length - 1}
      fileAt={(id) => `/api/applications/messages/${id}`}
      form={
        withdrawn || index < threads.length - 1 ? null : (
          <form method="post" action="/api/applications/messages" enctype="multipart/form-data" class="stack">
            <input type="hidden" name="key" value={newId()} />
            <input type="hidden" name="language" value={language} />
            <MessageFields language={language} text={typed} />
            <p>
              <button class="button button--quiet">{words(language, 'desk', 'act.send-message')}</button>
            </p>
          </form>
        )
      }
    />
  ));
}
