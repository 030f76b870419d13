// What a member still has to mark, and one button to the next of it.

import type { Language } from '#rules/application';
import { reached } from '../acts/act.ts';
import type { Desk } from '../acts/act.ts';
import type { Application } from '../db/commission.ts';
import { words } from '../texts.ts';
import { Table } from './parts.tsx';

export type MySheetsState = {
  /** Applications that are the member's to mark, and those of them whose sheet is filed. */
  of: number;
  filed: number;
  /** A screen of those that wait, begun ones first. */
  waiting: string[];
  /** Applications of which the member keeps an unfinished sheet. */
  kept: string[];
};

type Props = { language: Language; desk: Desk; here: string; mine: MySheetsState | null };

export function MySheets({ language, desk, here, mine }: Props) {
  const { file, seat } = desk;
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  if (mine === null || mine.of === 0 || reached(file, 'committed')) return null;
  const left = mine.of - mine.filed;
  const rows = mine.waiting.flatMap((id) => file.applications.find((row) => row.id === id) ?? []);
  const next = rows.find(({ declared }) => declared.includes(seat.id));
  const stateOf = (row: Application): string => {
    if (!row.declared.includes(seat.id)) return 'undeclared';
    return mine.kept.includes(row.id) ? 'kept' : 'waiting';
  };
  const address = ({ id }: Application): string => `${here}applications/${id}/#sheet`;
  return (
    <section class="card stack" id="my-sheets">
      <h2>{say('my-sheets', { n: mine.filed, of: mine.of })}</h2>
      <p>{left === 0 ? say('my-sheets-done') : say('my-sheets-left', { n: left })}</p>
      {next === undefined ? null : (
        <p>
          <a class="button" href={address(next)}>
            {say('my-sheets-next')}
          </a>
        </p>
      )}
      {rows.length === 0 ? null : (
        <Table
          heads={[say('organisation'), say('reference'), say('state')]}
          rows={rows.map((row) => [
            <a href={row.declared.includes(seat.id) ? address(row) : `${here}#declare`}>
              {language === 'kk' ? row.form.organisationKk : row.form.organisationRu}
            </a>,
            row.reference,
            say(`sheet-state.${stateOf(row)}`),
          ])}
        />
      )}
    </section>
  );
}
