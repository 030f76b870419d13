// Setting up a commission (§5, §7): the chair, the members, the secretary. Set again before marking, it begins with who
// is there.

import { formatDay } from '#rules/dates-in-words';
import type { Composition } from '#rules/site-content';
import { peopleOf } from '../acts/publish-composition.ts';
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
    <details class="card" id="set-commission" open={before.length === 0}>
      <summary>
        <b>{say('act.set-commission')}</b>
      </summary>
      <ActForm language={language} commission={desk.file.commission} act="set-commission" back={here}>
        {roles.map((role, index) => (
          <fieldset class="stack">
            <legend>
              {say(`role.${role}`)} {role === 'member' ? index : ''}
            </legend>
            {role === 'chair' ? <p class="hint">{say(`chair-by-office.${desk.stage}`)}</p> : null}
            <input type="hidden" name={`seats.${index}.role`} value={role} />
            <PersonFields
              language={language}
              under={`seats.${index}.`}
              composed
              person={before.filter((seat) => seat.role === role)[role === 'member' ? index - 1 : 0]}
            />
          </fieldset>
        ))}
      </ActForm>
    </details>
  );
}

/** For the Agency: whether the site names who sits here, and whether it still names them rightly. */
export function CompositionShown({ language, desk, here, shown }: DeskPage) {
  const seats = composition(desk.file);
  if (desk.seat.role !== 'agency' || seats.length === 0) return null;
  const say = (key: string) => words(language, 'desk', key);
  const before = shown === null ? null : (JSON.parse(shown) as Composition);
  const same = JSON.stringify(before?.people.map(keyOf)) === JSON.stringify(peopleOf(seats).map(keyOf));
  return (
    <section class="card stack">
      <h2>{say('act.publish-composition')}</h2>
      <p>{say('about.publish-composition')}</p>
      {before === null ? null : (
        <p>
          {say('composition-shown')}: {formatDay(before.publishedOn, language)}
        </p>
      )}
      {before !== null && !same ? <p class="notice notice--warning">{say('composition-differs')}</p> : null}
      {same ? null : (
        <ActForm
          language={language}
          commission={desk.file.commission}
          act="publish-composition"
          back={here}
        />
      )}
    </section>
  );
}

const keyOf = ({ role, name, position, employer }: Composition['people'][number]): string[] => [
  role,
  name,
  position,
  employer,
];
