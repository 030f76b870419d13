// The admission list (§13–14): what is proposed on each application, and the chair's word on it.

import { proposedGrounds } from '#rules/admission';
import { completeness } from '#rules/completeness';
import { words } from '../texts.ts';
import type { DeskPage } from './desk-commission.tsx';
import type { Application } from '../db/commission.ts';
import { ActForm, Table } from './parts.tsx';

export function AdmissionForm({ language, desk, here }: DeskPage) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const open = desk.file.applications.filter(({ withdrawal }) => withdrawal === null);
  const waiting = open.filter(({ proposal }) => proposal === null);
  const proposed = (row: Application): string =>
    row.proposal === null ? 'proposed-none' : row.proposal.admitted ? 'proposed-admit' : 'proposed-refuse';
  return (
    <section class="card stack" id="admission">
      <h2>{say('act.admission-list')}</h2>
      <p>{say('about.admission-list')}</p>
      <p>{say('proposed-count', { n: open.length - waiting.length, of: open.length })}</p>
      {open.length === 0 ? null : (
        <Table
          heads={[say('reference'), say('organisation'), say('check'), say('proposal')]}
          rows={open.map((row) => {
            const findings = completeness(row.form, row.files, desk.edition);
            const shown = proposedGrounds({ late: row.late, findings });
            return [
              <a href={`${here}applications/${row.id}/check/`}>{row.reference}</a>,
              language === 'kk' ? row.form.organisationKk : row.form.organisationRu,
              shown.length === 0 ? (
                say('complete')
              ) : (
                <ul>
                  {shown.map((ground) => (
                    <li>{say(`ground.${ground}`)}</li>
                  ))}
                </ul>
              ),
              <>
                {say(proposed(row))}{' '}
                {row.proposal?.grounds.map((ground) => say(`ground.${ground}`)).join('; ')}
              </>,
            ];
          })}
        />
      )}
      {waiting.length === 0 ? (
        <ActForm language={language} commission={desk.file.commission} act="admission-list" back={here} />
      ) : (
        <p>
          <a class="button" href={`${here}applications/${waiting[0]?.id ?? ''}/check/`}>
            {say('check-next')}
          </a>
        </p>
      )}
    </section>
  );
}

export function ConfirmAdmission({ language, desk, here }: DeskPage) {
  const say = (key: string) => words(language, 'desk', key);
  const list = desk.file.list;
  if (list === null) return null;
  return (
    <section class="card stack">
      <h2>{say('act.confirm-admission')}</h2>
      <p>{say('about.confirm-admission')}</p>
      <ul>
        {list.items.map((item) => {
          const row = desk.file.applications.find(({ id }) => id === item.application);
          return (
            <li>
              {row?.reference} · {language === 'kk' ? row?.form.organisationKk : row?.form.organisationRu}:{' '}
              <strong>{say(item.admitted ? 'admit' : 'refuse')}</strong>{' '}
              {item.grounds.map((ground) => say(`ground.${ground}`)).join('; ')} {item.reason}
            </li>
          );
        })}
      </ul>
      <ActForm language={language} commission={desk.file.commission} act="confirm-admission" back={here}>
        <input type="hidden" name="version" value={String(list.version)} />
      </ActForm>
    </section>
  );
}
