// Setting up a commission (§5, §7): the chair, the members, the secretary.

import { words } from '../texts.ts';
import type { DeskPage } from './desk-commission.tsx';
import { PersonFields } from './desk-people.tsx';
import { ActForm } from './parts.tsx';

export function CompositionForm({ language, desk, here }: DeskPage) {
  const say = (key: string) => words(language, 'desk', key);
  const members = desk.edition.commission[desk.stage].members.value;
  const roles = ['chair', ...Array.from({ length: members - 1 }, () => 'member'), 'secretary'];
  return (
    <section class="card stack">
      <h2>{say('act.set-commission')}</h2>
      <ActForm language={language} commission={desk.file.commission} act="set-commission" back={here}>
        {roles.map((role, index) => (
          <fieldset class="stack">
            <legend>
              {say(`role.${role}`)} {role === 'member' ? index : ''}
            </legend>
            <input type="hidden" name={`seats.${index}.role`} value={role} />
            <PersonFields language={language} under={`seats.${index}.`} />
          </fieldset>
        ))}
      </ActForm>
    </section>
  );
}
