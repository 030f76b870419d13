// The form of a filter of applications, and what of the list can be taken along.

import type { Language } from '#rules/application';
import { filterQuery, STATES } from '#rules/application-filter';
import type { ApplicationFilter } from '#rules/application-filter';
import type { Role } from '#rules/lifecycle';
import { words } from '../texts.ts';

export function ApplicationFilters(props: {
  language: Language;
  filter: ApplicationFilter;
  /** Kinds of organisation of the edition. */
  kinds: string[];
  role: Role;
  /** Address of the commission's desk. */
  here: string;
  /** How many were found. */
  found: number;
  /** There are more than were counted. */
  more: boolean;
}) {
  const { language, filter, kinds, role, here, found, more } = props;
  const say = (key: string) => words(language, 'tools', key);
  const query = filterQuery(filter);
  const Check = ({ name, set, label }: { name: string; set: boolean; label: string }) => (
    <label class="choice">
      <input type="checkbox" name={name} value="1" checked={set} /> {say(label)}
    </label>
  );
  return (
    <form method="get" action={`${here}#applications`} class="filters" role="search">
      <label class="field">
        <span>{words(language, 'desk', 'search')}</span>
        <input name="q" value={filter.search} autocomplete="off" />
      </label>
      <label class="field">
        <span>{words(language, 'desk', 'state')}</span>
        <select name="state">
          <option value="">{say('any')}</option>
          {STATES.map((state) => (
            <option value={state} selected={filter.state === state}>
              {words(language, 'desk', `standing.${state}`)}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{words(language, 'desk', 'kind')}</span>
        <select name="kind">
          <option value="">{say('any')}</option>
          {kinds.map((kind) => (
            <option value={kind} selected={filter.kind === kind}>
              {words(language, 'apply', `kind.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      <div>
        <Check name="late" set={filter.late} label="filter.late" />
        <Check
          name="sheet"
          set={filter.sheetMissing}
          label={role === 'secretary' ? 'filter.sheets' : 'filter.sheet'}
        />
        {role === 'secretary' ? <Check name="unread" set={filter.unread} label="filter.unread" /> : null}
      </div>
      <p>
        <button class="button button--quiet">{words(language, 'desk', 'find')}</button>{' '}
        {query.length === 0 ? null : <a href={`${here}#applications`}>{say('filter-none')}</a>}
      </p>
      {query.length === 0 ? null : (
        <p role="status">{words(language, 'desk', more ? 'found-least' : 'found', { n: found })}</p>
      )}
      {role === 'secretary' ? (
        <p>
          <a href={`${here}applications.csv?${new URLSearchParams(query).toString()}`} download>
            {say('filter-csv')}
          </a>
        </p>
      ) : null}
    </form>
  );
}
