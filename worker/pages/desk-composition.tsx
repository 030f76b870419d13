// Setting up a commission (§5, §7): the chair, the members, the secretary. Set again before marking, it begins with who
// is there.

import { composition } from '../acts/voters.ts';
import { words } from '../texts.ts';
import type { DeskPage } from './desk-commission.tsx';
import { PersonFields } from './desk-people.tsx';
import { ActForm } from './parts.tsx';

export function CompositionForm({ language, desk, here }: DeskPage) {
  const say = (key: string) => words(language, 'desk', key);
  const members = desk.edition.commission[desk.stage].members.value;
  const roles = ['chair', ...Array.from({ length: members - 1 }, () => 'member'), 'secretary'];
  const before = composition(desk.file);
  return (
    <details class="card" open={before.length === 0}>
      <summary>
        <b>{say('act.set-commission')}</b>
      </summary>
      <ActForm language={language} commission={desk.file.commission} act="set-commission" back={here}>
        {roles.map((role, index) => (
          <fieldset class="stack">
            <legend>
              {say(`role.${role}`)} {role === 'member' ? index : ''}
            </legend>
            <input type="hidden" name={`seats.${index}.role`} value={role} />
            <PersonFields
              language={language}
              under={`seats.${index}.`}
              person={before.filter((seat) => seat.role === role)[role === 'member' ? index - 1 : 0]}
            />
          </fieldset>
        ))}
      </ActForm>
    </details>
  );
}
