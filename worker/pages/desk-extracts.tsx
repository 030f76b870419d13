// Extracts of the journal for an inspector: one is taken, and those that were taken are read again.

import { formatDay, formatInstant } from '#rules/dates-in-words';
import type { Language } from '#rules/application';
import type { TakenExtract } from '../db/extracts.ts';
import { words } from '../texts.ts';
import { allCommissions, commissionName } from './names.ts';
import { ActForm, Field, Table } from './parts.tsx';

type Props = { language: Language; taken: TakenExtract[]; here: string };

export function ExtractsPage({ language, taken, here }: Props) {
  const say = (key: string) => words(language, 'desk', key);
  return (
    <div class="stack">
      <section class="card stack">
        <h2>{say('act.take-extract')}</h2>
        <p>{say('about.take-extract')}</p>
        <ActForm language={language} commission="agency" act="take-extract" back={here}>
          <label class="field">
            <span>{say('commission')}</span>
            <select name="commission">
              {[...allCommissions, 'agency'].map((code) => (
                <option value={code}>{commissionName(language, code)}</option>
              ))}
            </select>
          </label>
          <Field label={say('extract-reference')} name="reference" hint={say('extract-reference-hint')} />
          <Field label={say('extract-from')} name="from" type="date" required />
          <Field label={say('extract-to')} name="to" type="date" required />
        </ActForm>
      </section>
      <section class="card stack">
        <h2>{say('extracts-taken')}</h2>
        {taken.length === 0 ? (
          <p class="meta">{say('extracts-none')}</p>
        ) : (
          <Table
            heads={[
              say('extract-file'),
              say('commission'),
              say('reference'),
              say('extract-days'),
              say('taken-at'),
            ]}
            rows={taken.map(({ id, commission, reference, from, to, at }) => [
              <a href={`${here}${id}.json`} download>
                {id.slice(0, SHORT)}….json
              </a>,
              commissionName(language, commission),
              reference ?? '–',
              `${formatDay(from, language)} – ${formatDay(to, language)}`,
              formatInstant(new Date(at).toISOString(), language),
            ])}
          />
        )}
        <p class="meta">{say('about.extract-check')}</p>
        <pre>
          <code>npm run verify -- extract.json</code>
        </pre>
      </section>
    </div>
  );
}

/** Enough of an id to tell files apart. */
const SHORT = 8;
