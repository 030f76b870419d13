// The journal: what was done, by whom and when, the newest first, a screen at a time; and whether its chain holds.

import type { Language } from '#rules/application';
import { formatInstant } from '#rules/dates-in-words';
import { REPUBLIC } from '#rules/edition';
import { compareKk } from '#rules/kazakh';
import type { Seat } from '../db/commission.ts';
import type { Entry } from '../db/journal.ts';
import { actorWords, actWords, particulars } from '../documents/journal.ts';
import { keysOf, words } from '../texts.ts';
import { allCommissions, commissionName } from './names.ts';
import { Table } from './parts.tsx';

/** The filter as it stands in the address. */
export type JournalQuery = {
  commission: string;
  act: string;
  actor: string;
  reference: string;
  from: string;
  to: string;
};

export type JournalProps = {
  language: Language;
  /** Null for the Agency, which sees every commission. */
  commission: string | null;
  /** Whose acts may be asked for. */
  seats: Seat[];
  query: JournalQuery;
  entries: (Entry & { unbroken: boolean })[];
  here: string;
  /** Query of the next page and of the same entries as a table; null where there is no more. */
  next: string | null;
  csv: string;
};

const PREFIX = 'journal.';
/** The dossier went to another commission with the application (§6); the republican one hears those of every region. */
const opens = (commission: string, { heardBy }: Entry): boolean =>
  commission === REPUBLIC || heardBy === commission;

const ACTS = keysOf('tools')
  .filter((key) => key.startsWith(PREFIX))
  .map((key) => key.slice(PREFIX.length));

export function JournalPage(props: JournalProps) {
  const { language, commission, entries, here, next, csv } = props;
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'tools', key, values);
  const when = (instant: number): string => formatInstant(new Date(instant).toISOString(), language);
  const broken = entries.filter(({ unbroken }) => !unbroken);
  const [newest] = entries;
  return (
    <div class="stack">
      <p>
        <a href={commission === null ? `/desk/${language}/` : `/desk/${language}/${commission}/`}>
          ← {commission === null ? words(language, 'desk', 'desk') : commissionName(language, commission)}
        </a>
      </p>
      <h1>{say('journal')}</h1>
      <p>{say('about.journal')}</p>
      <Filter {...props} />
      <section class="card stack" id="entries">
        <h2>{say('journal-entries')}</h2>
        {newest === undefined ? (
          <p>{say('journal-none')}</p>
        ) : (
          <>
            <p class={broken.length === 0 ? 'notice notice--ok' : 'notice notice--error'} role="status">
              {broken.length === 0
                ? `${say('journal-unbroken', { n: entries.length })}: ${when(newest.at)}`
                : `${say('journal-broken')}: ${broken.map(({ stream, seq }) => `${stream} ${seq}`).join('; ')}`}
            </p>
            <Table
              heads={[
                say('journal-at'),
                ...(commission === null ? [say('journal-commission')] : []),
                say('journal-who'),
                say('journal-act'),
                say('journal-application'),
                say('journal-place'),
              ]}
              rows={entries.map((entry) => [
                when(entry.at),
                ...(commission === null ? [commissionName(language, entry.commission)] : []),
                actorWords(language, entry),
                <>
                  {actWords(language, entry.act)} <span class="meta">{particulars(language, entry)}</span>
                </>,
                entry.reference === null ? (
                  '–'
                ) : commission === null || !opens(commission, entry) ? (
                  entry.reference
                ) : (
                  <a href={`/desk/${language}/${commission}/applications/${entry.application ?? ''}/`}>
                    {entry.reference}
                  </a>
                ),
                <code class="code" title={entry.hash}>
                  {entry.seq} · {entry.hash.slice(0, 12)}
                </code>,
              ])}
            />
          </>
        )}
        <p>
          {next === null ? null : (
            <>
              <a class="button button--quiet" href={`${here}?${next}`} rel="next">
                {say('journal-next')}
              </a>{' '}
            </>
          )}
          <a class="button button--quiet" href={`${here.replace(/\/$/, '.csv')}?${csv}`} download>
            {say('as-csv')}
          </a>
        </p>
      </section>
    </div>
  );
}

function Filter({ language, commission, seats, query, here }: JournalProps) {
  const say = (key: string) => words(language, 'tools', key);
  const any = say('any');
  const Choice = (choice: { label: string; name: keyof JournalQuery; options: [string, string][] }) => (
    <label class="field">
      <span>{choice.label}</span>
      <select name={choice.name}>
        <option value="">{any}</option>
        {choice.options.map(([value, label]) => (
          <option value={value} selected={query[choice.name] === value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form method="get" action={here} class="card filters" role="search">
      {commission !== null ? null : (
        <Choice
          label={say('journal-commission')}
          name="commission"
          options={allCommissions.map((code) => [code, commissionName(language, code)])}
        />
      )}
      <Choice
        label={say('journal-act')}
        name="act"
        options={ACTS.map((act): [string, string] => [act, actWords(language, act)]).sort(([, a], [, b]) =>
          compareKk(a, b),
        )}
      />
      <Choice
        label={say('journal-who')}
        name="actor"
        options={[
          ['applicant', say('side.applicant')],
          ...seats.map(({ id, name, role }): [string, string] => [
            id,
            `${name} (${words(language, 'desk', `role.${role}`)})`,
          ]),
        ]}
      />
      <label class="field">
        <span>{say('journal-reference')}</span>
        <input name="reference" value={query.reference} autocomplete="off" />
      </label>
      <label class="field">
        <span>{say('journal-from')}</span>
        <input name="from" type="date" value={query.from} />
      </label>
      <label class="field">
        <span>{say('journal-to')}</span>
        <input name="to" type="date" value={query.to} />
      </label>
      <p>
        <button class="button">{say('filter')}</button> <a href={here}>{say('filter-none')}</a>
      </p>
    </form>
  );
}
