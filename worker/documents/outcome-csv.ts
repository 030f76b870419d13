// The outcome of a commission line by line, with the numbers that explain it.

import type { Language } from '#rules/application';
import { tally } from '#rules/ballots';
import { csvText } from '#rules/csv';
import { formatInstant } from '#rules/dates-in-words';
import type { Edition } from '#rules/edition';
import { exactMean, selectionOutcome, sheetTotal } from '#rules/marks';
import type { Application, CommissionFile } from '../db/commission.ts';
import { words } from '../texts.ts';

const COLUMNS = [
  ...['reference', 'organisation-kk', 'organisation-ru', 'received', 'version', 'standing', 'grounds'],
  ...['reason', 'sheets', 'sum', 'threshold', 'passed', 'mean', 'paper', 'appearance', 'votes', 'outcome'],
] as const;

/** Marks stand in it once the sheets are opened, votes once a vote is closed: before, it tells nobody anything. */
export function outcomeCsv(language: Language, file: CommissionFile, edition: Edition): string {
  const say = (key: string): string => words(language, 'desk', `csv.${key}`);
  const opened = file.milestones.some(({ name }) => name === 'opened');
  const lines = file.applications.map((row) => line(language, file, edition, row, opened));
  return csvText([COLUMNS.map(say), ...lines]);
}

function line(
  language: Language,
  file: CommissionFile,
  edition: Edition,
  row: Application,
  opened: boolean,
): string[] {
  const say = (key: string): string => words(language, 'desk', key);
  const { decision, withdrawal } = row;
  const standing =
    withdrawal !== null
      ? 'withdrawn'
      : decision === null
        ? 'received'
        : decision.admitted
          ? 'admitted'
          : 'not-admitted';
  const marked = opened && decision?.admitted === true && withdrawal === null;
  const { sum, count, passed } = selectionOutcome(row.sheets, edition);
  const least = edition.marks.passAbove.value;
  const sitting = file.sittings.at(-1);
  const closed = sitting !== undefined && sitting.outcome !== null ? sitting : null;
  const appearance = closed?.appearances.find(({ application }) => application === row.id)?.appearance;
  const votes = (closed?.rounds ?? [])
    .filter(({ candidates }) => candidates.includes(row.id))
    .map((round) => `${round.number}: ${tally(round.ballots, round.candidates).get(row.id) ?? 0}`);
  const elected = closed?.outcome?.elected.includes(row.id) === true;
  return [
    row.reference,
    row.form.organisationKk,
    row.form.organisationRu,
    formatInstant(new Date(row.receivedAt).toISOString(), language),
    String(row.version),
    say(`standing.${standing}`),
    (decision?.grounds ?? []).map((ground) => say(`ground.${ground}`)).join('; '),
    decision?.reason ?? '',
    marked ? row.sheets.map(({ marks }) => sheetTotal(marks)).join(' + ') : '',
    marked ? String(sum) : '',
    marked ? `${least} × ${count} = ${least * count}` : '',
    marked ? say(passed ? 'csv.yes' : 'csv.no') : '',
    marked && count > 0 ? `${sum} ÷ ${count} = ${exactMean({ sum, count })}` : '',
    marked ? String(row.sheets.filter(({ onPaper }) => onPaper).length) : '',
    appearance === undefined ? '' : say(appearance),
    votes.join('; '),
    closed === null || appearance === undefined ? '' : say(elected ? 'csv.elected' : 'csv.not-elected'),
  ];
}
