// The admission list (§13–14): made of what is proposed on each application, and the chair's word on it.

import { proposedGrounds } from '#rules/admission';
import { completeness } from '#rules/completeness';
import type { Language } from '#rules/application';
import type { Desk } from '../acts/act.ts';
import type { Application } from '../db/commission.ts';
import { words } from '../texts.ts';
import type { DeskPage } from './desk-commission.tsx';
import { ActForm, Field } from './parts.tsx';

export function AdmissionForm({ language, desk, here, nextToCheck }: DeskPage) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const { undecided, unproposed } = desk.file.counts;
  return (
    <section class="card stack" id="admission">
      <h2>{say('act.admission-list')}</h2>
      <p>{say('about.admission-list')}</p>
      {desk.file.list?.returned == null ? null : (
        <div class="notice notice--warning">
          <p>{say('list-returned')}</p>
          <p class="lines">{desk.file.list.returned}</p>
        </div>
      )}
      <p>{say('proposed-count', { n: undecided - unproposed, of: undecided })}</p>
      {nextToCheck === null ? (
        <ActForm language={language} commission={desk.file.commission} act="admission-list" back={here} />
      ) : (
        <p>
          <a class="button" href={`${here}applications/${nextToCheck}/check/`}>
            {say('check-next')}
          </a>
        </p>
      )}
    </section>
  );
}

type RowProps = { language: Language; row: Application };

/** What is proposed on an application. */
export function Proposed({ language, row }: RowProps) {
  const say = (key: string) => words(language, 'desk', key);
  const key =
    row.proposal === null ? 'proposed-none' : row.proposal.admitted ? 'proposed-admit' : 'proposed-refuse';
  return (
    <>
      {say(key)} {row.proposal?.grounds.map((ground) => say(`ground.${ground}`)).join('; ')}
    </>
  );
}

/** What the check found on it. */
export function Found({ language, desk, row }: RowProps & { desk: Desk }) {
  const findings = completeness(row.form, row.files, desk.edition);
  const shown = proposedGrounds({ late: row.late, findings });
  return (
    <>
      {shown.length === 0
        ? words(language, 'desk', 'complete')
        : shown.map((ground) => words(language, 'desk', `ground.${ground}`)).join('; ')}
    </>
  );
}

export function ConfirmAdmission({ language, desk, here }: DeskPage) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const list = desk.file.list;
  if (list === null) return null;
  const refused = list.items.filter(({ admitted }) => !admitted);
  return (
    <section class="card stack" id="confirm-admission">
      <h2>{say('act.confirm-admission')}</h2>
      <p>{say('about.confirm-admission')}</p>
      <p>{say('list-counts', { admitted: list.admitted, refused: refused.length })}</p>
      <ul>
        {refused.map((item) => {
          const row = desk.file.applications.find(({ id }) => id === item.application);
          return (
            <li>
              <a href={`${here}applications/${item.application}/check/`}>{row?.reference}</a> ·{' '}
              {language === 'kk' ? row?.form.organisationKk : row?.form.organisationRu}:{' '}
              <strong>{say('refuse')}</strong>{' '}
              {item.grounds.map((ground) => say(`ground.${ground}`)).join('; ')} {item.reason}
            </li>
          );
        })}
      </ul>
      <ActForm language={language} commission={desk.file.commission} act="confirm-admission" back={here}>
        <input type="hidden" name="version" value={String(list.version)} />
      </ActForm>
      <details>
        <summary>{say('act.return-admission')}</summary>
        <div class="stack">
          <p>{say('about.return-admission')}</p>
          <ActForm
            language={language}
            commission={desk.file.commission}
            act="return-admission"
            back={here}
            quiet
          >
            <input type="hidden" name="version" value={String(list.version)} />
            <Field label={say('reason')} name="reason" required />
          </ActForm>
        </div>
      </details>
    </section>
  );
}
