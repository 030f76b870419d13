// Until when people's data are kept, how much is held, and what was erased.

import { formatDay, formatInstant } from '#rules/dates-in-words';
import { localDay } from '#rules/days';
import type { Language } from '#rules/application';
import type { Edition, Placement } from '#rules/edition';
import { dataKeptUntil, draftsKeptUntil } from '#rules/keeping';
import type { Erasure, Held } from '../db/keeping.ts';
import { words } from '../texts.ts';
import { Table } from './parts.tsx';

type Props = {
  language: Language;
  edition: Edition;
  placement: Placement | null;
  /** Instant of the republican result, milliseconds; null before it. */
  ended: number | null;
  held: Held;
  erasures: Erasure[];
};

export function RetentionPage({ language, edition, placement, ended, held, erasures }: Props) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const day = (at: number): string => formatDay(localDay(at), language);
  return (
    <div class="stack">
      <section class="card stack">
        <p>{say('about.retention')}</p>
        <Table
          heads={[say('kept-what'), say('kept-rule'), say('kept-until'), say('kept-held')]}
          rows={[
            [
              say('kept-drafts'),
              say('kept-drafts-rule', { n: edition.keep.draftDays }),
              placement === null ? '–' : day(draftsKeptUntil(placement, edition)),
              held.drafts,
            ],
            [
              say('kept-filed'),
              say('kept-filed-rule', { n: edition.keep.dataMonths }),
              ended === null ? say('kept-after-result') : day(dataKeptUntil(ended, edition)),
              held.applications,
            ],
          ]}
        />
        <p>{say('kept-erased', { n: held.erased })}</p>
      </section>
      <section class="card stack">
        <h2>{say('erasures')}</h2>
        {erasures.length === 0 ? (
          <p class="meta">{say('erasures-none')}</p>
        ) : (
          <Table
            heads={[say('erased-at'), say('erased-by'), say('erased-applications'), say('erased-files')]}
            rows={erasures.map(({ at, byTick, applications, files }) => [
              formatInstant(new Date(at).toISOString(), language),
              say(byTick ? 'erased-by-rule' : 'erased-by-applicant'),
              applications,
              files,
            ])}
          />
        )}
      </section>
    </div>
  );
}
