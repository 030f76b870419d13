// What everybody at a sitting sees while it goes on: quorum, recusals, the open ballots. A script asks for this part
// anew every few seconds; without one a button does.

import { quorum } from '#rules/commission';
import { eligibleVoters, votingSeats } from '../acts/voters.ts';
import type { Desk } from '../acts/act.ts';
import type { Application, Round, Sitting } from '../db/commission.ts';
import type { Language } from '#rules/application';
import { words } from '../texts.ts';
import { nameOf } from './desk-interviews.tsx';
import { Table } from './parts.tsx';

type Props = { language: Language; desk: Desk; here: string; sitting: Sitting };

/** Changes where the forms of the page are not the right ones any more. */
export const stateOfSitting = ({ number, quorate, rounds, outcome }: Sitting): string =>
  [
    number,
    quorate,
    rounds.length,
    rounds.at(-1)?.candidates.length,
    rounds.at(-1)?.casting !== null,
    outcome?.kind,
  ]
    .map(String)
    .join('-');

export function Live({ language, desk, here, sitting }: Props) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const { present, members } = sitting;
  const { needed } = quorum(members, present.length, desk.stage, desk.edition);
  return (
    <section class="card stack" id="live" data-live={`${here}live/`} data-state={stateOfSitting(sitting)}>
      <h2>{say('sitting', { n: sitting.number })}</h2>
      <p>
        {say('attendance', { present: present.length, members })}{' '}
        <span class="tag">{say(sitting.quorate ? 'quorate' : 'not-quorate')}</span>{' '}
        <span class="meta">{say('quorum-needed', { n: needed })}</span>
      </p>
      <Recusals {...{ language, desk, here, sitting }} />
      {sitting.rounds
        .filter(({ candidates }) => candidates.length > 0)
        .map((round) => (
          <RoundTable {...{ language, desk, sitting, round }} />
        ))}
      {sitting.outcome === null ? null : (
        <p class="notice" role="status">
          {say(`outcome.${sitting.outcome.kind}`)}{' '}
          {sitting.outcome.elected.map((id) => named(language, desk, id)).join(', ')}
          {sitting.outcome.byChair ? ` (${say('by-chair')})` : ''}
        </p>
      )}
      <p class="notice notice--warning" data-changed hidden>
        {say('sitting-changed')} <a href={here}>{say('refresh')}</a>
      </p>
      {sitting.outcome === null && sitting.quorate ? (
        <form method="get" action={here} class="no-print">
          <button class="button button--quiet">{say('refresh')}</button>
        </form>
      ) : null}
    </section>
  );
}

const named = (language: Language, desk: Desk, id: string): string => {
  const row = desk.file.applications.find((one: Application) => one.id === id);
  return row === undefined ? '' : nameOf(language, row);
};

/** Who may not vote on the item, and with whom the conflict is. */
function Recusals({ language, desk, sitting }: Props) {
  const say = (key: string) => words(language, 'desk', key);
  const candidates = sitting.rounds.at(-1)?.candidates ?? [];
  const rows = votingSeats(desk.file)
    .filter(({ number }) => number !== null && sitting.present.includes(number))
    .flatMap(({ id, number, name }) => {
      const from = desk.file.applications.filter(
        (row) => candidates.includes(row.id) && row.recused.includes(id),
      );
      return from.length === 0
        ? []
        : [[`${number}. ${name}`, from.map((row) => nameOf(language, row)).join('; ')]];
    });
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>{say('recused-on-item')}</summary>
      <Table heads={[say('person'), say('organisation')]} rows={rows} />
    </details>
  );
}

/** Open ballots by seat: whose is in, for whom, and who entered it; then how many of how many. */
function RoundTable(props: { language: Language; desk: Desk; sitting: Sitting; round: Round }) {
  const { language, desk, sitting, round } = props;
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const eligible = eligibleVoters(desk.file, sitting.present, round.candidates);
  const waiting = votingSeats(desk.file).filter(
    ({ number }) =>
      number !== null && eligible.includes(number) && round.ballots.every(({ seat }) => seat !== number),
  );
  return (
    <>
      <h3>{say(round.number === 1 ? 'vote' : 'revote', { n: round.number })}</h3>
      <p>
        <strong data-progress>
          {say('ballots-cast', {
            n: round.ballots.length,
            of: Math.max(eligible.length, round.ballots.length),
          })}
        </strong>{' '}
        <span class="meta">{say('ballots-open')}</span>
      </p>
      {round.ballots.length === 0 ? null : (
        <Table
          heads={[say('person'), say('ballot'), say('entered-by')]}
          rows={round.ballots.map(({ seat, choices, enteredBy: by }) => {
            const person = votingSeats(desk.file).find(({ number }) => number === seat);
            return [
              `${seat}. ${person?.name ?? ''}`,
              choices.length === 0
                ? say('abstained')
                : choices.map((one) => named(language, desk, one)).join('; '),
              say(by === person?.id ? 'entered-self' : 'entered-secretary'),
            ];
          })}
        />
      )}
      {waiting.length === 0 || sitting.outcome !== null ? null : (
        <p>
          {say('ballots-wait')}: {waiting.map(({ number, name }) => `${number}. ${name}`).join('; ')}
        </p>
      )}
      {round.casting === null ? null : (
        <p>
          {say('act.casting-vote')}: {round.casting.map((one) => named(language, desk, one)).join('; ')}
        </p>
      )}
    </>
  );
}
