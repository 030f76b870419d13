// The admission list (§13–14): each application with what the check found; the secretary decides what to propose.

import { GROUNDS, proposedGrounds } from '#rules/admission';
import { completeness } from '#rules/completeness';
import { words } from '../texts.ts';
import type { DeskPage } from './desk-commission.tsx';
import { ActForm, Findings } from './parts.tsx';

export function AdmissionForm({ language, desk, here }: DeskPage) {
  const say = (key: string) => words(language, 'desk', key);
  const open = desk.file.applications.filter(({ withdrawal }) => withdrawal === null);
  return (
    <section class="card stack">
      <h2>{say('act.admission-list')}</h2>
      <p>{say('about.admission-list')}</p>
      <ActForm language={language} commission={desk.file.commission} act="admission-list" back={here}>
        <input type="hidden" name="items:list" value="" />
        {open.map((row, index) => {
          const findings = completeness(row.form, row.files, desk.edition);
          const before = desk.file.list?.items.find(({ application }) => application === row.id);
          // The check shows a ground; whether it is one, and what follows, only a person says.
          const shown = proposedGrounds({ late: row.late, findings });
          const name = `items.${index}`;
          return (
            <fieldset class="stack">
              <legend>
                {row.reference} · {language === 'kk' ? row.form.organisationKk : row.form.organisationRu}
              </legend>
              {findings.length === 0 ? (
                <p>{say('complete')}</p>
              ) : (
                <Findings language={language} findings={findings} />
              )}
              <input type="hidden" name={`${name}.application`} value={row.id} />
              {[true, false].map((admitted) => (
                <label class="choice">
                  <input
                    type="radio"
                    name={`${name}.admitted:bool`}
                    value={admitted ? '1' : ''}
                    checked={before?.admitted === admitted}
                    required
                  />{' '}
                  {say(admitted ? 'admit' : 'refuse')}
                </label>
              ))}
              <input type="hidden" name={`${name}.grounds:list`} value="" />
              {GROUNDS.map((ground) => (
                <label class="choice">
                  <input
                    type="checkbox"
                    name={`${name}.grounds:list`}
                    value={ground}
                    checked={before?.grounds.includes(ground) === true}
                  />{' '}
                  {say(`ground.${ground}`)}{' '}
                  {shown.includes(ground) ? <span class="tag">{say('found-by-check')}</span> : null}
                </label>
              ))}
              <label class="field">
                <span>{say('reason')}</span>
                <textarea name={`${name}.reason`} rows={2}>
                  {before?.reason ?? ''}
                </textarea>
              </label>
            </fieldset>
          );
        })}
      </ActForm>
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
