// The first page of the desk: the commissions a person serves; for the Agency the whole country on one screen.

import { formatDay, formatDeadline } from '#rules/dates-in-words';
import type { Language } from '#rules/application';
import type { Placement } from '#rules/edition';
import type { Seat } from '../db/commission.ts';
import type { Revisions } from '../rebuild.ts';
import { words } from '../texts.ts';
import type { Today } from '../acts/today.ts';
import { AgencyDesk } from './desk-agency.tsx';
import type { AgencyState } from './desk-agency.tsx';
import { Asked } from './desk-steps.tsx';
import { commissionName } from './names.ts';

type Props = {
  language: Language;
  /** The day in each commission that the person serves. */
  days: (Today & { seat: Seat })[];
  placement: Placement | null;
  revisions: Revisions;
  /** Null for who is not of the Agency. */
  agency: AgencyState | null;
};

export function DeskHome(props: Props) {
  const { language, days, placement, revisions, agency } = props;
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  return (
    <div class="stack">
      <h1>{say('desk')}</h1>
      <p class="notice">
        {placement === null
          ? say('not-placed')
          : `${say('placed-on')}: ${formatDay(placement.placementDay, language)}. ${say('deadline')}: ${formatDeadline(placement.lastDay, language)}`}
      </p>
      {days.map(({ seat, ...today }) => {
        const here = `/desk/${language}/${seat.commission}/`;
        return (
          <section class="card stack">
            <h2>
              <a href={here}>{commissionName(language, seat.commission)}</a>
            </h2>
            <p class="meta">{say(`role.${seat.deputy ? 'deputy' : seat.role}`)}</p>
            <Asked {...{ language, here }} {...today} role={seat.role} />
          </section>
        );
      })}
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
