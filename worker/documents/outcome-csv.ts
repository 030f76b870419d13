// The outcome of a commission line by line, with the numbers that explain it.

import type { Language } from '#rules/application';
import { tally } from '#rules/ballots';
import { csvText } from '#rules/csv';
import { formatInstant } from '#rules/dates-in-words';
import { REPUBLIC } from '#rules/edition';
import type { Edition } from '#rules/edition';
import { completeness } from '#rules/completeness';
import { exactMean, selectionOutcome, sheetTotal } from '#rules/marks';
import type { Application, CommissionFile } from '../db/commission.ts';
import { sentence, words } from '../texts.ts';

const COLUMNS = [
  ...['reference', 'organisation-kk', 'organisation-ru', 'received', 'version', 'standing', 'grounds'],
  ...[
    'reason',
    'sheets',
    'sum',
    'threshold',
    'passed',
    'mean',
    'paper',
    'appearance',
    'votes',
    'outcome',
    'why',
  ],
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
  const by = (n: string, said: string): string =>
    `${words(language, 'desk', 'clause.paragraph', { n })}: ${said}`;
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
    say(`channel.${row.channel}`),
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
    why(),
  ];

  /** The paragraphs that make the outcome, each with the numbers it looked at. */
  function why(): string {
    if (withdrawal !== null) return by('12', say('standing.withdrawn'));
    if (decision !== null && !decision.admitted) {
      const lacked = completeness(row.form, row.files, edition).filter(({ kind }) => kind === 'missing');
      const lines = decision.grounds.includes('INCOMPLETE') ? lacked : [];
      const late = decision.grounds.includes('LATE') ? [by('12', say('late'))] : [];
      return [...lines.map((finding) => sentence(language, finding)), ...late].join(' ');
    }
    const selection = marked
      ? [
          by(
            edition.marks.passAbove.clause,
            `${sum} ${passed ? '>' : '≤'} ${least} × ${count} = ${least * count}`,
          ),
        ]
      : [];
    const stage = file.commission === REPUBLIC ? '20' : '17';
    const rounds = (closed?.rounds ?? []).filter(({ candidates }) => candidates.includes(row.id));
    const voted = rounds.map(({ ballots, candidates, casting }) => {
      const own = tally(ballots, candidates).get(row.id) ?? 0;
      const most = Math.max(0, ...tally(ballots, candidates).values());
      const chair = casting?.includes(row.id) === true ? `, ${say('by-chair')}` : '';
      return by(
        stage,
        `${own} / ${ballots.length} (${words(language, 'tools', 'csv-most')}: ${most})${chair}`,
      );
    });
    return [...selection, ...voted].join('; ');
  }
}
