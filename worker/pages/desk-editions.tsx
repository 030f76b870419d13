// The editions of the contest at the desk: the one in force, and what a person decides before the next one is placed.

import editions from '#content/editions.json';
import { formatDay, formatDeadline } from '#rules/dates-in-words';
import type { Language } from '#rules/application';
import type { Edition, Placement } from '#rules/edition';
import { nextYear, toDecide } from '#rules/next-edition';
import { words } from '../texts.ts';
import { Findings, Table } from './parts.tsx';

type Props = { language: Language; edition: Edition; placement: Placement | null; ended: boolean };

export function EditionsPage({ language, edition, placement, ended }: Props) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const next = nextYear(edition.edition);
  const made = editions.includes(next);
  const stateOf = (year: string): string => {
    if (year < edition.edition) return say('edition-archived');
    if (year > edition.edition) return say('edition-made');
    if (ended) return say('edition-ended');
    return say(placement === null ? 'edition-preparing' : 'edition-runs');
  };
  return (
    <div class="stack">
      <section class="card stack">
        <Table
          heads={[say('edition'), say('state'), say('placed-on'), say('deadline')]}
          rows={editions.map((year) => [
            year,
            stateOf(year),
            year === edition.edition && placement !== null
              ? formatDay(placement.placementDay, language)
              : '–',
            year === edition.edition && placement !== null
              ? formatDeadline(placement.lastDay, language)
              : '–',
          ])}
        />
      </section>
      <section class="card stack">
        <h2>{say('edition-next', { year: next })}</h2>
        <p>{say(made ? 'edition-next-made' : 'edition-next-not', { year: next })}</p>
        <h3>{say('edition-steps')}</h3>
        <ol class="stack">
          {made ? null : (
            <li>
              {say('edition-step-make', { year: next })}
              <pre>
                <code>npm run edition -- {next}</code>
              </pre>
            </li>
          )}
          <li>{say('edition-step-edit', { year: next })}</li>
          <li>
            {say('edition-step-close', { year: edition.edition })}
            <pre>
              <code>npm run edition -- close {edition.edition} --from DATA_DIR</code>
            </pre>
          </li>
          <li>{say('edition-step-start', { year: next })}</li>
        </ol>
        <h3>{say('edition-carried')}</h3>
        <ul>
          <li>{say('edition-carried-yes')}</li>
          <li>{say('edition-carried-no')}</li>
        </ul>
        <h3>{say('edition-decide')}</h3>
        <Findings language={language} findings={toDecide(edition, next)} />
      </section>
    </div>
  );
}
