// The figures as tables, each line with a bar: the bar repeats the number and is hidden from who listens.

import type { Language } from '#rules/application';
import type { Figures } from '../documents/statistics.ts';
import { words } from '../texts.ts';
import { commissionName } from './names.ts';
import { Table } from './parts.tsx';

const WIDTH = 120;

function Bar({ n, most }: { n: number; most: number }) {
  const length = most === 0 ? 0 : Math.round((n / most) * WIDTH);
  return (
    <svg class="bar" viewBox={`0 0 ${WIDTH} 10`} width={WIDTH} height="10" aria-hidden="true">
      <rect width={length} height="10" />
    </svg>
  );
}

export function StatisticsPage(props: {
  language: Language;
  /** Null for the country. */
  commission: string | null;
  figures: Figures;
  csv: string;
}) {
  const { language, commission, figures, csv } = props;
  const say = (key: string) => words(language, 'tools', key);
  const nothing = <p class="meta">{say('stat.nothing')}</p>;
  return (
    <div class="stack">
      <p>
        <a href={commission === null ? `/desk/${language}/` : `/desk/${language}/${commission}/`}>
          ← {commission === null ? words(language, 'desk', 'desk') : commissionName(language, commission)}
        </a>
      </p>
      <h1>{say('statistics')}</h1>
      <p>{say('about.statistics')}</p>
      <p>
        <a class="button button--quiet" href={csv} download>
          {say('as-csv')}
        </a>
      </p>
      {figures.figures.map(({ key, lines }) => {
        const most = Math.max(0, ...lines.map(({ n }) => n));
        return (
          <section class="card stack" id={key}>
            <h2>{say(`stat.${key}`)}</h2>
            {lines.length === 0 ? (
              nothing
            ) : (
              <Table
                heads={[say('stat.of'), say('stat.count')]}
                rows={lines.map(({ label, n }) => [
                  label,
                  <>
                    {n} <Bar n={n} most={most} />
                  </>,
                ])}
              />
            )}
          </section>
        );
      })}
      <section class="card stack" id="marks">
        <h2>{say('stat.marks')}</h2>
        {figures.marks.length === 0 ? (
          <p class="meta">{say('stat.marks-closed')}</p>
        ) : (
          <Table
            heads={[say('stat.criterion'), ...figures.scale.map(String)]}
            rows={figures.marks.map(({ label, counts }) => {
              const most = Math.max(...counts);
              return [
                label,
                ...counts.map((n) => (
                  <>
                    {n} <Bar n={n} most={most} />
                  </>
                )),
              ];
            })}
          />
        )}
      </section>
      <section class="card stack" id="sittings">
        <h2>{say('stat.sittings')}</h2>
        {figures.sittings.length === 0 ? (
          nothing
        ) : (
          <Table
            heads={[say('stat.sitting'), say('stat.day'), say('stat.present'), say('stat.quorum')]}
            rows={figures.sittings.map(({ label, day, present, members, quorate }) => [
              label,
              day,
              <>
                {present} / {members} <Bar n={present} most={members} />
              </>,
              say(quorate ? 'stat.quorum-yes' : 'stat.quorum-no'),
            ])}
          />
        )}
      </section>
    </div>
  );
}
