// The ways from a desk to its tools, with what waits in them.

import type { Language } from '#rules/application';
import { words } from '../texts.ts';

export type Waiting = { unread: number; held: number };

export function DeskTools(props: { language: Language; here: string; waiting: Waiting | null }) {
  const { language, here, waiting } = props;
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'tools', key, values);
  if (waiting === null) return null;
  return (
    <nav aria-label={say('tools')}>
      <ul class="tools">
        {waiting.unread === 0 ? null : (
          <li>
            <a href={`${here}?unread=1#applications`}>{say('messages-unread', { n: waiting.unread })}</a>
          </li>
        )}
        <li>
          <a href={`${here}letters/`}>
            {waiting.held === 0
              ? words(language, 'desk', 'letters')
              : say('letters-held', { n: waiting.held })}
          </a>
        </li>
        <li>
          <a href={`${here}journal/`}>{say('journal')}</a>
        </li>
        <li>
          <a href={`${here}statistics/`}>{say('statistics')}</a>
        </li>
      </ul>
    </nav>
  );
}
