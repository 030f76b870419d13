// Conflicts of interest: a member declares before seeing a dossier; the secretary sees who has.

import type { Language } from '#rules/application';
import { likelyConflict } from '#rules/conflicts';
import { isLate } from '#rules/terms';
import type { Application } from '../db/commission.ts';
import type { Declared } from '../db/commission-counts.ts';
import type { Desk } from '../acts/act.ts';
import { votingSeats } from '../acts/voters.ts';
import { words } from '../texts.ts';
import { ActForm, Table } from './parts.tsx';

type Props = { language: Language; desk: Desk; back: string };

/** What this member has not declared yet. */
export function DeclareForm({ language, desk, back }: Props) {
  const { seat, file } = desk;
  const say = (key: string) => words(language, 'desk', key);
  const waiting = file.applications.filter(
    ({ declared, withdrawal }) => withdrawal === null && !declared.includes(seat.id),
  );
  // Until the term is over more may come.
  const over = desk.placement !== null && isLate(desk.at, desk.placement.deadline);
  if (seat.number === null || !over || waiting.length === 0) return null;
  return (
    <section class="card stack" id="declare">
      <h2>{say('act.declare')}</h2>
      <p>{say('about.declare')}</p>
      <NoneForm {...{ language, desk, back }} waiting={waiting} />
      <ActForm language={language} commission={file.commission} act="declare" back={back}>
        {waiting.map((row, index) => {
          const { id, form } = row;
          return (
            <fieldset class="stack">
              <legend>{language === 'kk' ? form.organisationKk : form.organisationRu}</legend>
              {proposed(desk, row) ? <p class="notice notice--warning">{say('conflict-proposed')}</p> : null}
              <input type="hidden" name={`items.${index}.application`} value={id} />
              {[false, true].map((conflict) => (
                <label class="choice">
                  <input
                    type="radio"
                    name={`items.${index}.conflict:bool`}
                    value={conflict ? '1' : ''}
                    required
                  />{' '}
                  {say(conflict ? 'conflict-yes' : 'conflict-no')}
                </label>
              ))}
              <label class="field">
                <span>{say('conflict-reason')}</span>
                <input name={`items.${index}.reason`} autocomplete="off" />
              </label>
            </fieldset>
          );
        })}
      </ActForm>
    </section>
  );
}

/** Seen from the names alone: what a person looks at, and decides. */
const proposed = ({ seat }: Desk, { recused, form }: Application): boolean =>
  recused.includes(seat.id) ||
  likelyConflict(seat.employer, { kk: form.organisationKk, ru: form.organisationRu });

/** «None with any of them»: one button, where nothing is proposed. */
function NoneForm({ language, desk, back, waiting }: Props & { waiting: Application[] }) {
  if (waiting.length < 2 || waiting.some((row) => proposed(desk, row))) return null;
  return (
    <ActForm
      language={language}
      commission={desk.file.commission}
      act="declare"
      back={back}
      label="declare-none"
    >
      <ul>
        {waiting.map(({ id, form }, index) => (
          <li>
            {language === 'kk' ? form.organisationKk : form.organisationRu}
            <input type="hidden" name={`items.${index}.application`} value={id} />
            <input type="hidden" name={`items.${index}.conflict:bool`} value="" />
          </li>
        ))}
      </ul>
    </ActForm>
  );
}

/** Who has declared, and how many conflicts there are; for the secretary. */
export function Declarations({ language, desk, declared }: Omit<Props, 'back'> & { declared: Declared[] }) {
  const { file } = desk;
  // On what was withdrawn nobody has to declare.
  const asked = file.counts.standing;
  const say = (key: string) => words(language, 'desk', key);
  if (desk.seat.role !== 'secretary' || asked === 0) return null;
  return (
    <section class="card stack" id="declarations">
      <h2>{say('declarations')}</h2>
      <Table
        heads={[say('person'), say('declared'), say('conflicts')]}
        rows={votingSeats(file).map((seat) => {
          const said = declared.find((row) => row.seat === seat.id);
          return [
            `${seat.number ?? ''}. ${seat.name}`,
            `${said?.declared ?? 0} / ${asked}`,
            said?.conflicts ?? 0,
          ];
        })}
      />
    </section>
  );
}
