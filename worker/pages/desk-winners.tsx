// §8.3, §21–23 on the republican desk: the winners without ranks, the materials on each as one archive, the award.

import { formatInstant } from '#rules/dates-in-words';
import type { Language } from '#rules/application';
import type { Given } from '#rules/diploma';
import type { Desk } from '../acts/act.ts';
import type { Milestone } from '../db/commission.ts';
import { winnersOf } from '../documents/winner-package.ts';
import { words } from '../texts.ts';
import { DiplomaLink } from './desk-diplomas.tsx';
import { commissionName } from './names.ts';
import { Table } from './parts.tsx';

type Props = { language: Language; desk: Desk; here: string; award: Milestone | null; diplomas: Given[] };

export function WinnersSection({ language, desk, here, award, diplomas }: Props) {
  const say = (key: string) => words(language, 'desk', key);
  const winners = winnersOf(desk);
  if (desk.stage !== 'republican' || winners.length === 0) return null;
  const allowed = desk.seat.role === 'secretary' || desk.seat.role === 'agency';
  return (
    <section class="card stack" id="winners">
      <h2>{say('winners')}</h2>
      <p>{say('about.winners')}</p>
      <Table
        heads={[
          say('organisation'),
          say('region'),
          words(language, 'diploma', 'download'),
          ...(allowed ? [say('winner-package')] : []),
        ]}
        rows={winners.map((row) => [
          language === 'kk' ? row.form.organisationKk : row.form.organisationRu,
          commissionName(language, row.commission),
          <DiplomaLink number={diplomas.find(({ filing }) => filing === row.filing)?.diploma.number} />,
          ...(allowed
            ? [
                row.erased ? (
                  say('papers-erased')
                ) : (
                  <a href={`${here}winners/${row.id}.zip`} download>
                    {row.reference}.zip
                  </a>
                ),
              ]
            : []),
        ])}
      />
      <p>
        {say('award')}:{' '}
        {award === null
          ? say('award-not-yet')
          : `${formatInstant(String(award.body.startsAt), language)}, ${String(award.body.place)}`}
      </p>
    </section>
  );
}
