// The mark sheet of who is looking at an application: a member fills and files their own, the secretary enters sheets on
// paper and sees of them only that they are there.

import { formatInstant } from '#rules/dates-in-words';
import { localMinute } from '#rules/days';
import { sheetTotal } from '#rules/marks';
import type { Language } from '#rules/application';
import type { Desk } from '../acts/act.ts';
import { newId, reached } from '../acts/act.ts';
import { votingSeats } from '../acts/voters.ts';
import type { Application, Sheet as Filed } from '../db/commission.ts';
import type { SheetDraft } from '../db/sheets.ts';
import { words } from '../texts.ts';
import { Criteria } from './desk-marks-criteria.tsx';
import type { MySheetsState } from './desk-my-sheets.tsx';
import { ActForm, Field, Table } from './parts.tsx';

type Props = {
  language: Language;
  desk: Desk;
  row: Application;
  here: string;
  /** The looking member's own sheet; null for who has none. */
  own: { draft: SheetDraft | null; versions: Filed[] } | null;
  mine: MySheetsState | null;
};

export function Sheet(props: Props) {
  const { language, desk, row, own } = props;
  const say = (key: string) => words(language, 'desk', key);
  if (desk.stage !== 'regional' || row.decision?.admitted !== true || row.withdrawal !== null) return null;
  if (own === null) return desk.seat.role === 'secretary' ? <PaperSheets {...props} /> : null;
  if (row.recused.includes(desk.seat.id)) return <p class="notice">{say('recused-here')}</p>;
  return (
    <>
      {reached(desk.file, 'committed') ? null : <OwnForm {...props} own={own} />}
      <Versions {...props} own={own} />
    </>
  );
}

function OwnForm({ language, desk, row, here, own, mine }: Props & { own: NonNullable<Props['own']> }) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const { file, edition } = desk;
  const filed = own.versions[0];
  const after = filed?.version ?? 0;
  // What was kept before the sheet was filed elsewhere is of no use any more.
  const draft = own.draft?.version === after ? own.draft : null;
  const next = mine?.waiting.find((id) => id !== row.id);
  const kept = (time: string): string => say('sheet-kept', { time });
  return (
    <section
      class="card stack"
      id="sheet"
      data-marks={say('marks-total', { sum: '{sum}', most: most(desk) })}
      data-on-violation={String(edition.marks.onViolation.value)}
    >
      <h2>{say('sheet-own')}</h2>
      <p class="meta">{say('my-sheets', { n: mine?.filed ?? 0, of: mine?.of ?? 0 })}</p>
      {filed === undefined ? null : (
        <p class="notice notice--ok">
          {say('sheet-filed', { at: instant(language, filed.filedAt), version: filed.version })}{' '}
          {filed.onPaper ? say('sheet-how.paper') : null}
        </p>
      )}
      {filed !== undefined && next !== undefined ? (
        <p>
          <a class="button" href={here.replace(row.id, next)}>
            {say('my-sheets-next')}
          </a>
        </p>
      ) : null}
      <p>
        {say(filed === undefined ? 'about.mark' : 'about.mark-again', {
          mark: edition.marks.onViolation.value,
        })}
      </p>
      <form
        method="post"
        action={`/api/desk/${file.commission}/mark`}
        class="stack"
        data-keeps={`/api/desk/${file.commission}/sheet-draft`}
      >
        <input type="hidden" name="key" value={newId()} />
        <input type="hidden" name="back" value={here} />
        <input type="hidden" name="application" value={row.id} />
        <input type="hidden" name="after" value={String(after)} />
        <Criteria language={language} edition={edition} filled={draft ?? filed ?? null} />
        {/* The script adds up what is chosen. */}
        <p role="status" class="total" />
        {filed === undefined ? null : (
          <Field label={say('mark-change-reason')} name="reason" value={draft?.reason ?? ''} required />
        )}
        <p
          class="autosave"
          role="status"
          data-kept={kept('{time}')}
          data-unsaved={say('sheet-unsaved')}
          data-failed={say('sheet-save-failed')}
          data-changed={say('sheet-changed')}
        >
          {draft !== null
            ? kept(localMinute(draft.savedAt).slice(-5))
            : filed === undefined
              ? say('sheet-not-filed')
              : say('sheet-filed', { at: instant(language, filed.filedAt), version: filed.version })}
        </p>
        <p class="buttons">
          <button class="button">{say('act.mark')}</button>{' '}
          <button
            class="button button--quiet"
            formaction={`/api/desk/${file.commission}/sheet-draft`}
            formnovalidate
          >
            {say('keep-sheet')}
          </button>
        </p>
      </form>
    </section>
  );
}

/** What this member filed, every version of it. */
function Versions({ language, desk, row, own }: Props & { own: NonNullable<Props['own']> }) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const [newest] = own.versions;
  if (newest === undefined) return null;
  const scan = `/desk/sheets/${desk.file.commission}/${row.id}/${desk.seat.number ?? ''}`;
  return (
    <section class="card stack" id="versions">
      <h2>{say('sheet-versions')}</h2>
      {reached(desk.file, 'committed') ? <p>{say('sheet-committed')}</p> : null}
      <Table
        heads={[say('sheet-version'), say('sheet-at'), say('sheet-total'), say('sheet-how'), say('reason')]}
        rows={own.versions.map((sheet) => [
          sheet.version,
          instant(language, sheet.filedAt),
          `${sheet.marks.join(' + ')} = ${sheetTotal(sheet.marks)}`,
          say(sheet.onPaper ? 'sheet-how.paper' : 'sheet-how.self'),
          [sheet.reason, ...sheet.remarks.map((text, index) => (text === '' ? '' : `${index + 1}: ${text}`))]
            .filter(Boolean)
            .join('; ') || '–',
        ])}
      />
      {newest.scan === null ? null : (
        <p>
          <a href={scan}>{say('sheet-scan')}</a>
        </p>
      )}
    </section>
  );
}

/** Which sheets are there, and the form for one on paper. Its marks are not shown again. */
function PaperSheets({ language, desk, row, here }: Props) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const { file, edition } = desk;
  const sheetOf = (id: string): Filed | undefined => row.sheets.find(({ seat }) => seat === id);
  const stateOf = (id: string): string => {
    if (row.recused.includes(id)) return 'recused';
    const sheet = sheetOf(id);
    return sheet === undefined ? 'waiting' : sheet.onPaper ? 'paper' : 'filed';
  };
  const seats = votingSeats(file);
  const open = seats.filter(({ id }) => ['waiting', 'paper'].includes(stateOf(id)));
  return (
    <section
      class="card stack"
      id="sheet"
      data-marks={say('marks-total', { sum: '{sum}', most: most(desk) })}
      data-on-violation={String(edition.marks.onViolation.value)}
    >
      <h2>{say('sheets')}</h2>
      <Table
        heads={[say('person'), say('seat'), say('state')]}
        rows={seats.map(({ id, name, number }) => [name, number ?? '', say(`sheet-state.${stateOf(id)}`)])}
      />
      {reached(file, 'committed') ? null : open.length === 0 ? (
        <p>{say('paper-none')}</p>
      ) : (
        <details>
          <summary>{say('paper-sheet')}</summary>
          <p>{say('about.mark-paper')}</p>
          <ActForm
            language={language}
            commission={file.commission}
            act="paper-sheet"
            back={here}
            label="paper-sheet"
            files
          >
            <input type="hidden" name="application" value={row.id} />
            <label class="field">
              <span>{say('seat')}</span>
              <select name="seat">
                {open.map(({ id, number, name }) => (
                  <option value={String(number)}>
                    {number}. {name} · {say(`sheet-state.${stateOf(id)}`)}
                  </option>
                ))}
              </select>
            </label>
            <Criteria language={language} edition={edition} filled={null} />
            <p role="status" class="total" />
            <Field label={say('mark-correction-reason')} name="reason" />
            <label class="field">
              <span>{say('sheet-scan-optional')}</span>
              <input type="file" name="scan" accept=".pdf,.jpg,.png" />
            </label>
          </ActForm>
        </details>
      )}
    </section>
  );
}

const most = ({ edition: { marks } }: Desk): number => marks.highest.value * marks.criteria.value.length;
const instant = (language: Language, at: number): string =>
  formatInstant(new Date(at).toISOString(), language);
