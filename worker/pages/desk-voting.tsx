// The vote: one's own ballot by big choices, the ballots that the secretary enters, the casting vote, closing.

import type { Language } from '#rules/application';
import { silentSeats, votingSeats } from '../acts/voters.ts';
import { outcomeOf } from '../acts/outcome.ts';
import type { Round } from '../db/commission.ts';
import { words } from '../texts.ts';
import type { SittingProps } from './desk-sitting.tsx';
import { nameOf } from './desk-interviews.tsx';
import { ActForm } from './parts.tsx';

export function Voting(page: SittingProps) {
  const { language, desk, here, possible } = page;
  const say = (key: string) => words(language, 'desk', key);
  const sitting = desk.file.sittings.at(-1);
  const round = sitting?.rounds.at(-1);
  if (sitting === undefined || round === undefined || sitting.outcome !== null || !sitting.quorate)
    return null;
  const { commission } = desk.file;
  const waiting = silentSeats(desk.file, sitting.present, round);
  const mine = desk.seat.role === 'secretary' ? waiting : waiting.filter((seat) => seat === desk.seat.number);
  const undeclared = desk.file.applications.some(
    ({ id, declared }) => round.candidates.includes(id) && !declared.includes(desk.seat.id),
  );
  const outcome = waiting.length === 0 ? outcomeOf(desk, sitting) : null;
  return (
    <div class="stack" id="ballot">
      {possible('ballot') && desk.seat.number !== null && mine.length > 0 && undeclared ? (
        <p class="notice notice--warning">
          {say('declare-first')} <a href={`${page.back}#declare`}>{say('act.declare')}</a>
        </p>
      ) : null}
      {possible('ballot') && !(desk.seat.number !== null && undeclared)
        ? mine.map((seat) => <BallotForm {...page} seat={seat} round={round} />)
        : null}
      {possible('casting-vote') && outcome?.kind === 'casting' ? (
        <section class="card stack" id="casting-vote">
          <h2>{say('act.casting-vote')}</h2>
          <p>{words(language, 'desk', 'about.casting-vote', { n: outcome.places })}</p>
          <ActForm language={language} commission={commission} act="casting-vote" back={here}>
            <input type="hidden" name="round" value={String(round.number)} />
            <Choices {...page} candidates={outcome.tied} single={outcome.places === 1} />
          </ActForm>
        </section>
      ) : null}
      {possible('close-vote') && outcome !== null && outcome.kind !== 'casting' ? (
        <section class="card stack" id="close-vote">
          <h2>{say(outcome.kind === 'revote' ? 'open-revote' : 'act.close-vote')}</h2>
          <p>{say(outcome.kind === 'revote' ? 'about.open-revote' : 'about.close-vote')}</p>
          <ActForm
            language={language}
            commission={commission}
            act="close-vote"
            back={here}
            label={outcome.kind === 'revote' ? 'open-revote' : 'act.close-vote'}
          />
        </section>
      ) : null}
    </div>
  );
}

/** One's own ballot is open; those that the secretary may enter for others unfold one by one. */
function BallotForm({ language, desk, here, seat, round }: SittingProps & { seat: number; round: Round }) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const person = votingSeats(desk.file).find(({ number }) => number === seat);
  const most = Math.min(round.places, desk.edition.voting.choicesPerMember.value);
  const single = desk.stage === 'regional' || most === 1;
  const form = (
    <ActForm language={language} commission={desk.file.commission} act="ballot" back={here}>
      <input type="hidden" name="seat" value={String(seat)} />
      <input type="hidden" name="round" value={String(round.number)} />
      {single ? null : <p class="hint">{say('choices-hint', { n: most })}</p>}
      <Choices {...{ language, desk, single }} candidates={round.candidates} abstain={single} />
    </ActForm>
  );
  if (desk.seat.number === seat)
    return (
      <section class="card stack">
        <h2>{say('ballot-own')}</h2>
        <p class="hint">{say('ballots-open')}</p>
        {form}
      </section>
    );
  return (
    <details class="card">
      <summary>
        <b>{say('ballot-of', { seat, name: person?.name ?? '' })}</b>
      </summary>
      {form}
    </details>
  );
}

/** One line a contender, as big as a thumb. */
function Choices(
  props: Pick<SittingProps, 'desk'> & {
    language: Language;
    candidates: string[];
    single: boolean;
    abstain?: boolean;
  },
) {
  const { language, desk, candidates, single, abstain } = props;
  const rows = desk.file.applications.filter(({ id }) => candidates.includes(id));
  return (
    <fieldset class="ballot">
      <legend>{words(language, 'desk', single ? 'choose-one' : 'choose')}</legend>
      <input type="hidden" name="choices:list" value="" />
      {rows.map((row) => (
        <label>
          <input type={single ? 'radio' : 'checkbox'} name="choices:list" value={row.id} required={single} />{' '}
          <span>
            {nameOf(language, row)} <span class="meta">{row.reference}</span>
          </span>
        </label>
      ))}
      {abstain === true ? (
        <label>
          <input type="radio" name="choices:list" value="" required /> {words(language, 'desk', 'abstain')}
        </label>
      ) : null}
    </fieldset>
  );
}
