// What a commission has published, and whether readers see it yet.

import type { Language } from '#rules/application';
import { formatInstant } from '#rules/dates-in-words';
import type { Edition } from '#rules/edition';
import type { Published } from '../db/publications.ts';
import { supersededAddress } from '../../site/src/results/addresses.ts';
import { words } from '../texts.ts';
import { Table } from './parts.tsx';

/** `live` is the revision that readers see. */
export function Publications({
  language,
  edition,
  publications,
  live,
}: {
  language: Language;
  edition: Edition;
  publications: Published[];
  live: number;
}) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  if (publications.length === 0) return null;
  const state = ({ number, seenAt }: Published): string => {
    if (number > live) return say('being-published');
    return seenAt === null
      ? say('is-live')
      : say('live-since', { at: formatInstant(new Date(seenAt).toISOString(), language) });
  };
  return (
    <section class="card stack" id="publications">
      <h2>{say('publications')}</h2>
      <Table
        heads={['№', say('what'), say('published-at'), say('state')]}
        rows={publications.map((row) => [
          String(row.number),
          <>
            {say(`publication.${row.kind}`)}
            {row.supersedes === null ? null : (
              <span class="meta"> {say('corrects', { n: row.supersedes })}</span>
            )}
          </>,
          formatInstant(new Date(row.at).toISOString(), language),
          <>
            {state(row)}
            {row.number <= live && row.kind !== 'commitments' ? (
              <>
                <br />
                <a href={`/${language}/press/#n${row.number}`}>{say('press-pack', { n: row.number })}</a>
              </>
            ) : null}
            {row.supersededBy === null ? null : (
              <>
                <br />
                <a href={supersededAddress(language, edition.edition, row.number)}>
                  {say('superseded-by', { n: row.supersededBy })}
                </a>
              </>
            )}
          </>,
        ])}
      />
    </section>
  );
}
