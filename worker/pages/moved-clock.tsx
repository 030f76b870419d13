// The clock of a demo or rehearsal, which whoever tries the contest moves to the next step.

import { formatInstant } from '#rules/dates-in-words';
import { localMinute } from '#rules/days';
import type { Language } from '#rules/application';
import { words } from '../texts.ts';

export function MovedClock({ language, at, back }: { language: Language; at: number; back: string }) {
  return (
    <form method="post" action="/api/clock" class="clock">
      <input type="hidden" name="back" value={back} />
      <label>
        {words(language, 'desk', 'clock')}: {formatInstant(new Date(at).toISOString(), language)}{' '}
        <input type="datetime-local" name="now" value={localMinute(at)} required />
      </label>{' '}
      <button class="button button--quiet">{words(language, 'desk', 'clock-move')}</button>
    </form>
  );
}
