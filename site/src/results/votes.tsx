/** @jsxImportSource hono/jsx */
// A sitting's votes: who got how many and from which seats, so that the outcome can be counted again.

import type { Language } from '#rules/application';
import { sittingOutcome, tally } from '#rules/ballots';
import { quorum } from '#rules/commission';
import { formatDay } from '#rules/dates-in-words';
import type { Edition, Stage } from '#rules/edition';
import type { FilingId, Round } from '#rules/publication';
import { votedRounds } from '#rules/recount';
import type { Votes as Voted } from '#rules/recount';
import { speaker } from '../data/texts.ts';
import { Clause, Seats } from './parts.tsx';

type Props = {
  language: Language;
  edition: Edition;
  stage: Stage;
  body: Voted;
  /** Names by filing id; others stay opaque. */
  names: Record<FilingId, string>;
};
const SHORT = 8;

export function Votes({ language, edition, stage, body, names }: Props) {
  const t = speaker(language);
  const clauses =
    stage === 'regional' ? { quorum: '5', vote: '17', chair: '5' } : { quorum: '7', vote: '21', chair: '7' };
  const outcome = sittingOutcome(votedRounds(body), stage, edition);
  const byChair = outcome.kind === 'decided' && outcome.byChair;
  const absent = body.contenders.filter(({ appearance }) => appearance !== 'appeared').length;
  const called = (filing: FilingId): string => names[filing] ?? `${filing.slice(0, SHORT)}…`;
  const chair = body.sittings.at(-1)?.chairSeat ?? 0;
  return (
    <section class="card stack">
      <h2>{t('votes')}</h2>
      <ul>
        {body.sittings.map(({ heldOn, present, members, quorate }) => (
          <li>
            {formatDay(heldOn, language)}: {t('attendance', { present: present.length, members })}.{' '}
            {t(quorate ? 'quorate' : 'not-quorate', {
              needed: quorum(members, present.length, stage, edition).needed,
            })}{' '}
            <Clause language={language} n={clauses.quorum} />
          </li>
        ))}
      </ul>
      {body.rounds.map((round, index) => (
        <div class="stack">
          <h3>{t('round', { n: index + 1 })}</h3>
          <p class="meta">
            {t('round-about', { n: round.candidates.length, places: round.places })}
            {round.recused > 0 ? ` ${t('recused', { n: round.recused })}` : ''}
          </p>
          <RoundTable {...{ language, round, chair, called }} />
          {round.casting.length > 0 ? (
            <p>
              {t('casting')}: <strong>{round.casting.map(called).join(', ')}</strong>{' '}
              <Clause language={language} n={clauses.chair} />
            </p>
          ) : null}
        </div>
      ))}
      {byChair ? (
        <p class="notice">
          {t('by-chair')} <Clause language={language} n={clauses.chair} />
        </p>
      ) : (
        <p class="meta">
          {t(`by-votes-${stage}`)} <Clause language={language} n={clauses.vote} />
        </p>
      )}
      {absent === 0 ? null : <p class="meta">{t('not-appeared', { n: absent })}</p>}
    </section>
  );
}

type TableProps = { language: Language; round: Round; chair: number; called: (filing: FilingId) => string };

function RoundTable({ language, round, chair, called }: TableProps) {
  const t = speaker(language);
  const rows = [...tally(round.ballots, round.candidates)]
    .filter(([, votes]) => votes > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([filing, votes]) => ({
      name: called(filing),
      votes,
      seats: round.ballots.filter(({ choices }) => choices.includes(filing)).map(({ seat }) => seat),
    }));
  const silent = round.ballots.filter(({ choices }) => choices.length === 0).map(({ seat }) => seat);
  const abstained =
    silent.length === 0 ? [] : [{ name: t('abstained'), votes: silent.length, seats: silent }];
  return (
    <div class="table-wrap" tabindex={0}>
      <table class="table--rows">
        <thead>
          <tr>
            <th scope="col">{t('contender')}</th>
            <th scope="col" class="number">
              {t('votes-count')}
            </th>
            <th scope="col">{t('seats')}</th>
          </tr>
        </thead>
        <tbody>
          {[...rows, ...abstained].map(({ name, votes, seats }) => (
            <tr>
              <th scope="row">{name}</th>
              <td class="number" data-label={t('votes-count')}>
                {votes}
              </td>
              <td data-label={t('seats')}>
                <Seats language={language} seats={seats} chair={chair} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
