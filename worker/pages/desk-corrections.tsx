// The secretary's page of corrections: what in the record can be put right, one form for what was chosen, and the
// corrections that were made. Nothing is typed that stands in the record: the form comes filled with it.

import type { Language } from '#rules/application';
import { sheetTotal } from '#rules/marks';
import type { Desk } from '../acts/act.ts';
import { openCorrection } from '../acts/correction-plan.ts';
import { standing } from '../acts/voters.ts';
import type { Application, Sheet } from '../db/commission.ts';
import { SIGNED } from '../db/corrections.ts';
import { words } from '../texts.ts';
import { CorrectionList } from './desk-correction.tsx';
import { commissionName } from './names.ts';
import { ActForm, Field, Table } from './parts.tsx';

/** What was chosen on the page, from its address. */
export type Chosen = Partial<
  Record<'protocol' | 'application' | 'sheet' | 'name' | 'round' | 'ballot', string>
>;
type Props = { language: Language; desk: Desk; here: string; chosen: Chosen };
type Of<T> = Props & T;

const nameOf = (language: Language, row: Application | undefined): string =>
  (language === 'kk' ? row?.form.organisationKk : row?.form.organisationRu) ?? '';

export function CorrectionsPage(props: Props) {
  const { language, desk, here } = props;
  const say = (key: string) => words(language, 'desk', key);
  const waiting = openCorrection(desk.file);
  const may = desk.seat.role === 'secretary' && waiting === undefined;
  return (
    <div class="stack">
      <p>
        <a href={here}>← {commissionName(language, desk.file.commission)}</a>
      </p>
      <h1>{say('corrections')}</h1>
      <p>{say('about.corrections')}</p>
      {waiting === undefined ? null : (
        <p class="notice notice--warning">
          {words(language, 'desk', 'correction-waits', { n: waiting.number })}{' '}
          <a href={`${here}preview/correction/`}>{say('correction-look')}</a>
        </p>
      )}
      {may ? <ChosenForm {...props} /> : null}
      {may ? <Choices {...props} /> : null}
      <CorrectionList {...props} />
    </div>
  );
}

/** What can be put right now, each with a link to its form. */
function Choices({ language, desk: { file, stage }, here }: Props) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const link = (query: string, text: string) => <a href={`${here}corrections/?${query}#form`}>{text}</a>;
  const seatOf = (id: string) => file.seats.find((seat) => seat.id === id);
  const protocols = (['selection', 'sitting'] as const).filter((of) =>
    file.milestones.some(({ name }) => name === SIGNED[of]),
  );
  const opened = file.milestones.some(({ name }) => name === 'opened');
  const paper = ({ seat, enteredBy }: Sheet): boolean => seat !== enteredBy;
  const sitting = file.sittings.at(-1);
  const rounds = sitting?.outcome == null ? [] : sitting.rounds;
  const numberOf = (sheet: Sheet): number => seatOf(sheet.seat)?.number ?? 0;
  return (
    <section class="card stack">
      <h2>{say('correction-choose')}</h2>
      <ul>
        {protocols.map((of) => (
          <li>{link(`protocol=${of}`, say(`correct-protocol.${of}`))}</li>
        ))}
        {rounds.map(({ number, ballots }) => (
          <li>
            {say('correct-ballots', { n: number })}:{' '}
            {ballots
              .filter(({ enteredBy }) => seatOf(enteredBy)?.role === 'secretary')
              .map(({ seat }) => [link(`round=${number}&ballot=${seat}`, say('seat-n', { n: seat })), ' '])}
          </li>
        ))}
      </ul>
      {opened || stage === 'republican' ? (
        <Table
          heads={[say('organisation'), say('correct-name'), say('correct-sheet')]}
          rows={(stage === 'regional' ? standing(file) : []).map((row) => [
            nameOf(language, row),
            link(`name=${row.id}`, say('correct')),
            row.sheets
              .filter(paper)
              .sort((a, b) => numberOf(a) - numberOf(b))
              .map((sheet) => [
                link(
                  `application=${row.id}&sheet=${numberOf(sheet)}`,
                  say('seat-total', { n: numberOf(sheet), total: sheetTotal(sheet.marks) }),
                ),
                ' ',
              ]),
          ])}
        />
      ) : null}
    </section>
  );
}

function ChosenForm(props: Props) {
  const { desk, chosen } = props;
  const { applications, seats, sittings } = desk.file;
  const of = chosen.protocol;
  if (of === 'selection' || of === 'sitting') return <ProtocolAgain {...props} of={of} />;
  const named = applications.find(({ id }) => id === chosen.name);
  if (named !== undefined) return <NameAgain {...props} row={named} />;
  const row = applications.find(({ id }) => id === chosen.application);
  const sheet = row?.sheets.find(({ seat }) =>
    seats.some(({ id, number }) => id === seat && String(number) === chosen.sheet),
  );
  if (row !== undefined && sheet !== undefined) return <SheetAgain {...props} row={row} sheet={sheet} />;
  const round = sittings.at(-1)?.rounds.find(({ number }) => String(number) === chosen.round);
  const ballot = round?.ballots.find(({ seat }) => String(seat) === chosen.ballot);
  return round !== undefined && ballot !== undefined ? (
    <BallotAgain {...props} round={round} ballot={ballot} />
  ) : null;
}

/** Why, in the three languages in which it is published. */
function Reasons({ language }: { language: Language }) {
  return (['kk', 'ru', 'en'] as const).map((code) => (
    <Field label={words(language, 'desk', `reason-${code}`)} name={`reason.${code}`} required />
  ));
}

function ProtocolAgain({ language, desk, here, of }: Of<{ of: 'selection' | 'sitting' }>) {
  const say = (key: string) => words(language, 'desk', key);
  const signed = desk.file.milestones.find(({ name }) => name === SIGNED[of]);
  return (
    <section class="card stack" id="form">
      <h2>{say(`correct-protocol.${of}`)}</h2>
      <form
        method="post"
        action={`/api/desk/${desk.file.commission}/protocol/correct-protocol`}
        enctype="multipart/form-data"
        class="stack"
      >
        <input type="hidden" name="key" value={crypto.randomUUID()} />
        <input type="hidden" name="back" value={`${here}preview/correction/`} />
        <input type="hidden" name="of" value={of} />
        <Field
          label={say('signed-on')}
          name="signedOn"
          type="date"
          value={String(signed?.body.signedOn ?? '')}
          required
        />
        <label class="field">
          <span>{say('scan')}</span>
          <span class="hint">{say('scan-kept')}</span>
          <input type="file" name="protocol" accept=".pdf,.jpg,.png" />
        </label>
        <Reasons language={language} />
        <button class="button">{say('act.correct-protocol')}</button>
      </form>
    </section>
  );
}

function NameAgain({ language, desk, here, row }: Of<{ row: Application }>) {
  const say = (key: string) => words(language, 'desk', key);
  return (
    <section class="card stack" id="form">
      <h2>{say('correct-name')}</h2>
      <ActForm
        {...{ language, act: 'correct-name', back: `${here}preview/correction/` }}
        commission={desk.file.commission}
      >
        <input type="hidden" name="application" value={row.id} />
        <Field label={say('organisation-kk')} name="kk" value={row.form.organisationKk} required />
        <Field label={say('organisation-ru')} name="ru" value={row.form.organisationRu} required />
        <Reasons language={language} />
      </ActForm>
    </section>
  );
}

function SheetAgain({ language, desk, here, row, sheet }: Of<{ row: Application; sheet: Sheet }>) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const { marks } = desk.edition;
  const seat = desk.file.seats.find(({ id }) => id === sheet.seat);
  const scale = Array.from(
    { length: marks.highest.value - marks.lowest.value + 1 },
    (_, n) => marks.lowest.value + n,
  );
  const range = { min: marks.lowest.value, max: marks.highest.value };
  return (
    <section class="card stack" id="form">
      <h2>{say('correct-sheet')}</h2>
      <p>
        {nameOf(language, row)}; {say('seat')} {seat?.number}. {seat?.name}
      </p>
      <ActForm
        {...{ language, act: 'correct-sheet', back: `${here}preview/correction/` }}
        commission={desk.file.commission}
      >
        <input type="hidden" name="application" value={row.id} />
        <input type="hidden" name="seat" value={String(seat?.number ?? '')} />
        {marks.criteria.value.map((criterion, index) => (
          <fieldset class="stack">
            <legend>
              {index + 1}. {words(language, 'terms', `criterion.${criterion}`)}
            </legend>
            <div class="scale" role="radiogroup" aria-label={say('mark-range', range)}>
              {scale.map((mark) => (
                <label>
                  <input
                    type="radio"
                    name={`marks.${index}`}
                    value={String(mark)}
                    required
                    checked={sheet.marks[index] === mark}
                  />
                  <span>{mark}</span>
                </label>
              ))}
            </div>
            <input type="hidden" name={`violations.${index}:bool`} value="" />
            <label>
              <input
                type="checkbox"
                name={`violations.${index}:bool`}
                value="1"
                checked={sheet.violations[index] === true}
              />{' '}
              {say('violation')}
            </label>
          </fieldset>
        ))}
        <p role="status" class="total" />
        <label class="field">
          <span>{say('violation-remark')}</span>
          <textarea name="note" rows={3}>
            {sheet.reason}
          </textarea>
        </label>
        <Reasons language={language} />
      </ActForm>
    </section>
  );
}

type Round = Desk['file']['sittings'][number]['rounds'][number];

function BallotAgain({
  language,
  desk,
  here,
  round,
  ballot,
}: Of<{ round: Round; ballot: Round['ballots'][number] }>) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const one = desk.stage === 'regional';
  return (
    <section class="card stack" id="form">
      <h2>{say('correct-ballot-of', { round: round.number, seat: ballot.seat })}</h2>
      <ActForm
        {...{ language, act: 'correct-ballot', back: `${here}preview/correction/` }}
        commission={desk.file.commission}
      >
        <input type="hidden" name="round" value={String(round.number)} />
        <input type="hidden" name="seat" value={String(ballot.seat)} />
        <fieldset class="stack">
          <legend>{say('ballot')}</legend>
          <input type="hidden" name="choices:list" value="" />
          {round.candidates.map((id) => (
            <label class="choice">
              <input
                type={one ? 'radio' : 'checkbox'}
                name="choices:list"
                value={id}
                checked={ballot.choices.includes(id)}
              />{' '}
              {nameOf(
                language,
                desk.file.applications.find((row) => row.id === id),
              )}
            </label>
          ))}
          {one ? (
            <label>
              <input type="radio" name="choices:list" value="" checked={ballot.choices.length === 0} />{' '}
              {say('abstain')}
            </label>
          ) : (
            <p class="hint">{say('choices-hint', { n: desk.edition.voting.choicesPerMember.value })}</p>
          )}
        </fieldset>
        <Reasons language={language} />
      </ActForm>
    </section>
  );
}
