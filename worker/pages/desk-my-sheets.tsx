// What a member still has to mark, and one button to the next of it.

import type { Language } from '#rules/application';
import { reached } from '../acts/act.ts';
import type { Desk } from '../acts/act.ts';
import { toMark, waitingFor } from '../acts/voters.ts';
import type { Application } from '../db/commission.ts';
import { words } from '../texts.ts';
import { Table } from './parts.tsx';

type Props = {
  language: Language;
  desk: Desk;
  here: string;
  /** Applications of which the member keeps an unfinished sheet. */
  kept: string[];
};

export function MySheets({ language, desk, here, kept }: Props) {
  const { file, seat } = desk;
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const rows = toMark(file, seat.id);
  if (seat.number === null || rows.length === 0 || reached(file, 'committed')) return null;
  const waiting = waitingFor(file, seat.id);
  const declared = waiting.filter((row) => row.declared.includes(seat.id));
  // What was begun is finished first.
  const next = declared.find(({ id }) => kept.includes(id)) ?? declared[0];
  const stateOf = (row: Application): string => {
    const sheet = row.sheets.find((one) => one.seat === seat.id);
    if (sheet !== undefined) return sheet.onPaper ? 'paper' : 'filed';
    if (!row.declared.includes(seat.id)) return 'undeclared';
    return kept.includes(row.id) ? 'kept' : 'waiting';
  };
  const address = ({ id }: Application): string => `${here}applications/${id}/#sheet`;
  return (
    <section class="card stack" id="my-sheets">
      <h2>{say('my-sheets', { n: rows.length - waiting.length, of: rows.length })}</h2>
      <p>{waiting.length === 0 ? say('my-sheets-done') : say('my-sheets-left', { n: waiting.length })}</p>
      {next === undefined ? null : (
        <p>
          <a class="button" href={address(next)}>
            {say('my-sheets-next')}
          </a>
        </p>
      )}
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
    </section>
  );
}
