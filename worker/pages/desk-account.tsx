// A person's own page: what they are here, and where they are signed in.

import { formatInstant } from '#rules/dates-in-words';
import type { Language } from '#rules/application';
import { newId } from '../acts/act.ts';
import type { SessionRow } from '../db/sessions.ts';
import type { Signed } from '../sign-in.ts';
import { words } from '../texts.ts';
import { deviceInWords } from './device.ts';
import { commissionName } from './names.ts';
import { Table } from './parts.tsx';

type Props = { language: Language; person: Signed; sessions: SessionRow[] };

export function AccountPage({ language, person, sessions }: Props) {
  const say = (key: string) => words(language, 'desk', key);
  const instant = (text: string): string => formatInstant(new Date(text).toISOString(), language);
  return (
    <div class="stack">
      <p>
        <a href={`/desk/${language}/`}>← {say('desk')}</a>
      </p>
      <h1>{person.name}</h1>
      <p>{person.email}</p>
      <ul>
        {person.seats.map((seat) => (
          <li>
            {seat.commission === 'agency'
              ? say('role.agency')
              : `${commissionName(language, seat.commission)}: ${say(`role.${seat.deputy ? 'deputy' : seat.role}`)}`}
          </li>
        ))}
      </ul>
      <section class="card stack">
        <h2>{say('sessions')}</h2>
        <p>{say('about.sessions')}</p>
        <Table
          heads={[say('session-device'), say('session-since'), say('session-seen'), say('state')]}
          rows={sessions.map((session) => [
            <>
              {deviceInWords(session.device) || say('session-device-unknown')}{' '}
              <span class="meta">{session.address}</span>
            </>,
            instant(session.createdAt),
            instant(session.seenAt),
            session.id === person.session ? (
              <span class="tag">{say('session-this')}</span>
            ) : (
              <EndSession language={language} session={session.id} label={say('session-end')} />
            ),
          ])}
        />
        {sessions.length > 1 ? (
          <EndSession language={language} session="others" label={say('sessions-end-others')} />
        ) : null}
      </section>
    </div>
  );
}

function EndSession({ language, session, label }: { language: Language; session: string; label: string }) {
  return (
    <form method="post" action="/api/sessions/end">
      <input type="hidden" name="key" value={newId()} />
      <input type="hidden" name="language" value={language} />
      <input type="hidden" name="session" value={session} />
      <button class="button button--quiet">{label}</button>
    </form>
  );
}
