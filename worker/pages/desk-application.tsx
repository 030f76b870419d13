// One application at the desk: what was filed, what the check found, the files, and the sheet of who is looking.

import { completeness } from '#rules/completeness';
import { formatInstant } from '#rules/dates-in-words';
import type { Language } from '#rules/application';
import type { Desk } from '../acts/act.ts';
import { reached } from '../acts/act.ts';
import { votingSeats } from '../acts/voters.ts';
import type { Application, Sheet as Filed } from '../db/commission.ts';
import type { SheetDraft } from '../db/sheets.ts';
import type { Posted } from '../db/outbox.ts';
import { Letters } from './desk-letters.tsx';
import { Sheet } from './desk-marks.tsx';
import type { Material } from '../db/materials.ts';
import type { Thread } from '../db/messages.ts';
import type { Signature } from '../signature.ts';
import { words } from '../texts.ts';
import { standingOf } from './desk-applications.tsx';
import { Fields, Files } from './desk-dossier.tsx';
import { Materials } from './desk-materials.tsx';
import type { MySheetsState } from './desk-my-sheets.tsx';
import { DeskMessages } from './message-sections.tsx';
import { allCommissions, commissionName } from './names.ts';
import { ActForm, Field, Findings } from './parts.tsx';

type Props = {
  language: Language;
  desk: Desk;
  row: Application;
  here: string;
  signature: Signature | null;
  materials: Material[];
  letters: Posted[];
  /** Messages with the applicant, for the secretary alone. */
  thread: Thread | null;
  /** The looking member's own sheet; null for who has none. */
  own: { draft: SheetDraft | null; versions: Filed[] } | null;
  mine: MySheetsState | null;
};

export function ApplicationPage(props: Props) {
  const { language, desk, row } = props;
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const findings = completeness(row.form, row.files, desk.edition);
  return (
    <div class="stack">
      <p>
        <a href={props.here.replace(/applications\/.*$/, '')}>
          ← {commissionName(language, desk.file.commission)}
        </a>
      </p>
      <h1>
        {row.reference} · {language === 'kk' ? row.form.organisationKk : row.form.organisationRu}
      </h1>
      <p>
        {formatInstant(new Date(row.receivedAt).toISOString(), language)}{' '}
        {row.late ? <span class="tag">{say('late')}</span> : null}{' '}
        <span class="tag">{say(standingOf(row))}</span>
      </p>
      <p>
        <a href={`${props.here}print/`}>{words(language, 'tools', 'sheet')}</a> ·{' '}
        <a href={`${props.here}dossier.zip`} download>
          {words(language, 'tools', 'sheet-zip')}
        </a>
      </p>
      <section class="card stack">
        <h2>{say('check')}</h2>
        {findings.length === 0 ? (
          <p>{say('complete')}</p>
        ) : (
          <Findings language={language} findings={findings} />
        )}
        {desk.seat.role === 'member' ? null : (
          <p>
            <a href={`${props.here}check/`}>{say('check-open')}</a>
          </p>
        )}
      </section>
      <Fields {...props} />
      <Files {...props} />
      <Materials
        language={language}
        materials={props.materials}
        address={`/desk/files/${desk.file.commission}/${row.id}`}
      />
      <Sheet {...props} />
      <Acts {...props} />
      {props.thread === null ? null : (
        <DeskMessages
          {...{ language, thread: props.thread, here: props.here }}
          commission={desk.file.commission}
          application={row.id}
          withdrawn={row.withdrawal !== null}
        />
      )}
      {props.desk.seat.role === 'secretary' ? (
        <section class="card stack" id="letters">
          <h2>{say('letters')}</h2>
          <Letters
            language={language}
            letters={props.letters}
            commission={desk.file.commission}
            back={props.here}
          />
        </section>
      ) : null}
    </div>
  );
}

function Acts({ language, desk, row, here }: Props) {
  const say = (key: string) => words(language, 'desk', key);
  const { commission } = desk.file;
  const secretary = desk.seat.role === 'secretary';
  const candidates = votingSeats(desk.file).filter(({ id }) => !row.recused.includes(id));
  return (
    <>
      {desk.seat.role === 'agency' ? null : (
        <section class="card stack">
          <h2>{say('act.recuse')}</h2>
          <p>{say('about.recuse')}</p>
          <ActForm language={language} commission={commission} act="recuse" back={here} quiet>
            <input type="hidden" name="application" value={row.id} />
            {secretary ? (
              <label class="field">
                <span>{say('seat')}</span>
                <select name="seat">
                  {candidates.map((seat) => (
                    <option value={seat.id}>
                      {seat.number}. {seat.name}
                    </option>
                  ))}
                </select>
              </label>
            ) : null}
            <Field label={say('reason')} name="reason" required />
          </ActForm>
        </section>
      )}
      {secretary && row.decision === null ? (
        <section class="card stack">
          <h2>{say('act.transfer')}</h2>
          <ActForm
            language={language}
            commission={commission}
            act="transfer"
            back={here.replace(/applications\/.*$/, '')}
            quiet
          >
            <input type="hidden" name="application" value={row.id} />
            <label class="field">
              <span>{say('target')}</span>
              <select name="target">
                {allCommissions
                  .filter((code) => code !== commission && code !== 'KZ')
                  .map((code) => (
                    <option value={code}>{commissionName(language, code)}</option>
                  ))}
              </select>
            </label>
            <Field label={say('reason')} name="reason" required />
          </ActForm>
        </section>
      ) : null}
      {secretary && row.withdrawal === null && !reached(desk.file, 'published') ? (
        <section class="card stack">
          <h2>{say('act.withdraw')}</h2>
          <p>{say('about.withdraw')}</p>
          <ActForm language={language} commission={commission} act="withdraw" back={here} quiet>
            <input type="hidden" name="application" value={row.id} />
            <Field label={say('reason')} name="reason" required />
          </ActForm>
        </section>
      ) : null}
    </>
  );
}
