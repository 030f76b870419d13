// The first page of the desk: the commissions a person serves; for the Agency the whole country on one screen.

import { formatDay, formatDeadline } from '#rules/dates-in-words';
import type { Language } from '#rules/application';
import type { Placement } from '#rules/edition';
import type { Seat } from '../db/commission.ts';
import type { Revisions } from '../rebuild.ts';
import { words } from '../texts.ts';
import { AgencyDesk } from './desk-agency.tsx';
import type { AgencyState } from './desk-agency.tsx';
import { commissionName } from './names.ts';

type Props = {
  language: Language;
  seats: Seat[];
  placement: Placement | null;
  revisions: Revisions;
  /** Null for who is not of the Agency. */
  agency: AgencyState | null;
};

export function DeskHome(props: Props) {
  const { language, seats, placement, revisions, agency } = props;
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  return (
    <div class="stack">
      <h1>{say('desk')}</h1>
      <p class="notice">
        {placement === null
          ? say('not-placed')
          : `${say('placed-on')}: ${formatDay(placement.placementDay, language)}. ${say('deadline')}: ${formatDeadline(placement.lastDay, language)}`}
      </p>
      <ul>
        {seats
          .filter(({ role }) => role !== 'agency')
          .map((seat) => (
            <li>
              <a href={`/desk/${language}/${seat.commission}/`}>
                {commissionName(language, seat.commission)}
              </a>{' '}
              ({say(`role.${seat.deputy ? 'deputy' : seat.role}`)})
            </li>
          ))}
      </ul>
      {agency === null ? null : <AgencyDesk {...{ language, placement }} {...agency} />}
      <p class="meta">
        {say(revisions.live === revisions.wanted ? 'site-live' : 'site-behind', {
          live: revisions.live,
          wanted: revisions.wanted,
        })}
      </p>
    </div>
  );
}
