// The ways from the desk of a secretary to its tools.

import type { Language } from '#rules/application';
import type { Role } from '#rules/lifecycle';
import { words } from '../texts.ts';

export function DeskTools(props: { language: Language; here: string; role: Role }) {
  const { language, here, role } = props;
  const say = (key: string) => words(language, 'tools', key);
  if (role !== 'secretary') return null;
  return (
    <nav aria-label={say('tools')}>
      <ul class="tools">
        <li>
          <a href={`${here}letters/`}>{words(language, 'desk', 'letters')}</a>
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
