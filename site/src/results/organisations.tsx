/** @jsxImportSource hono/jsx */
// Results by organisation: everyone whose name is public, with the numbers that brought them there and where each is from.

import type { Language } from '#rules/application';
import { tally } from '#rules/ballots';
import { exactMean, selectionOutcome } from '#rules/marks';
import type { FilingId, Organisation, Round, SignedPublication } from '#rules/publication';
import { nameIn, regionName, slugOf } from '../data/regions.ts';
import { speaker } from '../data/texts.ts';
import { commissionAddress, resultsAddress } from './addresses.ts';
import { Clause, Source, standing } from './parts.tsx';
import type { View } from './parts.tsx';

type Row = {
  commission: string;
  organisation: Organisation;
  /** Sum of the sheets' totals and how many there are; null before the selection is published. */
  marks: { sum: number; count: number; from: SignedPublication } | null;
  regional: Vote;
  /** null before the second stage. */
  republican: Vote | null;
  won: boolean;
};
type Vote = { votes: number; ballots: number; from: SignedPublication };

/** Votes of one contender in the last round that it was in. */
function voteOf(rounds: readonly Round[], filing: FilingId, from: SignedPublication): Vote {
  const round = rounds.findLast(({ candidates }) => candidates.includes(filing));
  const votes = round === undefined ? 0 : (tally(round.ballots, round.candidates).get(filing) ?? 0);
  return { votes, ballots: round?.ballots.length ?? 0, from };
}

/** Finalists of all regions by the name in the reader's language. */
function rowsOf(view: View): Row[] {
  const { language, edition } = view;
  const republican = standing(view, 'republican');
  const rows = edition.regions.flatMap((commission): Row[] => {
    const regional = standing(view, 'regional', commission);
    const finalist = regional?.body.finalist ?? null;
    if (regional === undefined || finalist === null) return [];
    const { filing, organisation } = finalist;
    const selection = standing(view, 'selection', commission);
    const sheets = selection?.body.admitted.find((row) => row.filing === filing)?.sheets;
    return [
      {
        commission,
        organisation,
        marks:
          selection === undefined || sheets === undefined
            ? null
            : { ...selectionOutcome(sheets, edition), from: selection },
        regional: voteOf(regional.body.rounds, filing, regional),
        republican: republican === undefined ? null : voteOf(republican.body.rounds, filing, republican),
        won: republican?.body.winners.some((winner) => winner.filing === filing) ?? false,
      },
    ];
  });
  return rows.sort((a, b) => (nameIn(language, a.organisation) < nameIn(language, b.organisation) ? -1 : 1));
}

export function OrganisationsPage(view: View) {
  const { language, edition } = view;
  const year = edition.edition;
  const t = speaker(language);
  const rows = rowsOf(view);
  return (
    <>
      <p class="crumbs">
        <a href={resultsAddress(language, year)}>← {t('results-of', { year })}</a>
      </p>
      <h1>{t('by-organisation')}</h1>
      <p class="lead">{t('by-organisation-about')}</p>
      {rows.length === 0 ? <p class="notice">{t('no-results')}</p> : <Table {...{ language, year, rows }} />}
    </>
  );
}

function Table({ language, year, rows }: { language: Language; year: string; rows: Row[] }) {
  const t = speaker(language);
  const heads = [
    [t('mean-of-sheets'), '15'],
    [t('votes-in-region'), '17'],
    [t('votes-in-republic'), '21'],
  ] as const;
  return (
    <div class="table-wrap card" tabindex={0}>
      <table class="table--rows">
        <thead>
          <tr>
            <th scope="col">{t('organisation')}</th>
            {heads.map(([name, clause]) => (
              <th scope="col">
                {name} <Clause language={language} n={clause} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ commission, organisation, marks, regional, republican, won }) => (
            <tr id={slugOf(commission)}>
              <th scope="row">
                <div>
                  {nameIn(language, organisation)}{' '}
                  {won ? <span class="tag tag--gold">{t('winner')}</span> : null}
                  <br />
                  <a class="meta" href={commissionAddress(language, year, commission)}>
                    {regionName(commission, language)}
                  </a>
                </div>
              </th>
              <td class="wide" data-label={t('mean-of-sheets')}>
                <div>
                  {marks === null ? '–' : `${marks.sum} ÷ ${marks.count} = ${exactMean(marks)} `}
                  {marks === null ? null : <Source language={language} publication={marks.from} />}
                </div>
              </td>
              <td class="wide" data-label={t('votes-in-region')}>
                <VoteOf language={language} vote={regional} />
              </td>
              <td class="wide" data-label={t('votes-in-republic')}>
                {republican === null ? '–' : <VoteOf language={language} vote={republican} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function VoteOf({ language, vote: { votes, ballots, from } }: { language: Language; vote: Vote }) {
  return (
    <div>
      {speaker(language)('votes-of', { votes, ballots })} <Source language={language} publication={from} />
    </div>
  );
}
