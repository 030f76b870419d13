// The protocol of a commission, made from the record alone: what was received, marked and voted, each outcome with the
// numbers it follows from. Page and document print the same blocks.

import { proposedGrounds } from '#rules/admission';
import type { Language } from '#rules/application';
import { completeness } from '#rules/completeness';
import { compareKk } from '#rules/kazakh';
import { formatInstant } from '#rules/dates-in-words';
import { exactMean, selectionOutcome, sheetTotal } from '#rules/marks';
import { asOf } from '../db/as-of.ts';
import type { Application, CommissionFile } from '../db/commission.ts';
import { words } from '../texts.ts';
import {
  compositionOf,
  conflicts,
  foot,
  head,
  heading,
  nameOf,
  sayIn,
  small,
  text,
} from './protocol-blocks.ts';
import type { Block, Record } from './protocol-blocks.ts';

/** Instant at which the selection's record was closed: the sheets were opened. Null before. */
export const selectionClosedAt = (file: CommissionFile): number | null =>
  file.milestones.find(({ name }) => name === 'opened')?.at ?? null;

/** Instant at which admission was confirmed; null before. */
export const admissionClosedAt = (file: CommissionFile): number | null =>
  file.milestones.find(({ name }) => name === 'admission-confirmed')?.at ?? null;

/** §13–14: what came in and how, what the check found on each, who was admitted and who was not, and why. */
export function admissionProtocol(language: Language, record: Record): Block[] {
  const { edition } = record;
  const file = asOf(record.file, record.at);
  const say = sayIn(language);
  const desk = (key: string): string => words(language, 'desk', key);
  const judged = file.applications.filter(({ decision }) => decision !== null);
  const found = (row: Application): string =>
    proposedGrounds({ late: row.late, findings: completeness(row.form, row.files, edition) })
      .map((ground) => desk(`ground.${ground}`))
      .join('; ');
  return [
    ...head(language, record, say('admission')),
    ...compositionOf(language, record),
    heading(say('received')),
    {
      kind: 'pairs',
      pairs: [
        [say('received-count'), String(file.applications.length + file.transferredAt.length)],
        [say('transferred-count'), String(file.transferredAt.length)],
        [say('admitted-count'), String(judged.filter(({ decision }) => decision?.admitted).length)],
        [say('refused-count'), String(judged.filter(({ decision }) => !decision?.admitted).length)],
      ],
    },
    {
      kind: 'table',
      heads: [say('reference'), say('organisation'), say('received-at'), say('check'), say('outcome')],
      rows: judged.map((row) => [
        row.reference,
        nameOf(language, row),
        `${formatInstant(new Date(row.receivedAt).toISOString(), language)}, ${desk(`channel.${row.channel}`)}`,
        found(row) === '' ? desk('complete') : found(row),
        [
          desk(row.decision?.admitted === true ? 'standing.admitted' : 'standing.not-admitted'),
          ...(row.decision?.grounds ?? []).map((ground) => desk(`ground.${ground}`)),
          row.decision?.reason ?? '',
        ]
          .filter(Boolean)
          .join('; '),
      ]),
    },
    ...foot(language, record),
  ];
}

/** §13–15: who was admitted and who was not, and each mean as the numbers that are added and divided. */
export function selectionProtocol(language: Language, record: Record): Block[] {
  const { edition } = record;
  // As in what is published: what came after the sheets were committed is decided by itself.
  const committed = record.file.milestones.find(({ name }) => name === 'committed')?.at ?? record.at;
  const file = asOf(record.file, record.at, committed);
  const say = sayIn(language);
  const judged = file.applications.filter(({ withdrawal }) => withdrawal === null);
  const admitted = judged.filter(({ decision }) => decision?.admitted === true);
  const refused = judged.filter(({ decision }) => decision?.admitted === false);
  const least = edition.marks.passAbove.value;
  return [
    ...head(language, record, say('selection')),
    ...compositionOf(language, record),
    heading(say('received')),
    {
      kind: 'pairs',
      pairs: [
        [say('received-count'), String(file.applications.length + file.transferredAt.length)],
        [say('transferred-count'), String(file.transferredAt.length)],
        [say('withdrawn-count'), String(file.applications.length - judged.length)],
        [say('admitted-count'), String(admitted.length)],
        [say('refused-count'), String(refused.length)],
      ],
    },
    ...(refused.length === 0
      ? []
      : [
          heading(say('refused')),
          {
            kind: 'table',
            heads: [say('reference'), say('organisation'), say('grounds')],
            rows: refused.map((row) => [
              row.reference,
              nameOf(language, row),
              [
                ...(row.decision?.grounds ?? []).map((ground) => words(language, 'desk', `ground.${ground}`)),
                row.decision?.reason ?? '',
              ]
                .filter(Boolean)
                .join('; '),
            ]),
          } satisfies Block,
        ]),
    heading(say('marks')),
    text(say('marks-rule', { least })),
    {
      kind: 'table',
      heads: [say('reference'), say('organisation'), say('sum'), say('outcome')],
      rows: admitted.map((row) => {
        const { sum, count, passed } = selectionOutcome(row.sheets, edition);
        const totals = inSeats(file, row)
          .map(({ marks }) => sheetTotal(marks))
          .join(' + ');
        const sign = passed ? '>' : '≤';
        return [
          row.reference,
          nameOf(language, row),
          `${totals === '' ? '0' : totals} = ${sum}; ${sum} ${sign} ${least} × ${count} = ${least * count}` +
            (count === 0 ? '' : `; ${sum} ÷ ${count} = ${exactMean({ sum, count })} ${sign} ${least}`),
          say(passed ? 'passed' : 'not-passed'),
        ];
      }),
    },
    ...markSheets(language, record, admitted),
    ...paperSheets(language, file, admitted),
    ...conflicts(language, file, admitted),
    ...foot(language, record),
  ];
}

/** The sheets of an application in the order of the seats, each with its member. */
const inSeats = (file: CommissionFile, { sheets }: Application) =>
  sheets
    .map((sheet) => ({ ...sheet, member: file.seats.find(({ id }) => id === sheet.seat) }))
    .sort((a, b) => (a.member?.number ?? 0) - (b.member?.number ?? 0));

/** Appendix 2: the marks of each member on each application, and what the violations are. */
function markSheets(language: Language, { file, edition }: Record, rows: Application[]): Block[] {
  const say = sayIn(language);
  const criteria = edition.marks.criteria.value.map((_, index) => index);
  return rows.flatMap((row): Block[] => {
    const sheets = inSeats(file, row);
    if (sheets.length === 0) return [];
    return [
      heading(say('sheets-of', { reference: row.reference, organisation: nameOf(language, row) })),
      {
        kind: 'table',
        heads: [say('member'), ...criteria.map((index) => String(index + 1)), say('total')],
        rows: sheets.map(({ member, marks, violations }) => [
          member?.name ?? '',
          ...criteria.map((index) => `${marks[index] ?? ''}${violations[index] === true ? ' *' : ''}`),
          String(sheetTotal(marks)),
        ]),
        widths: [7, ...criteria.map(() => 1), 2],
      },
      ...sheets.flatMap(({ member, violations, remarks }) =>
        criteria
          .filter((index) => violations[index] === true)
          .map((index) =>
            small(
              say('violation', {
                member: member?.name ?? '',
                criterion: index + 1,
                remark: remarks[index] ?? '',
              }),
            ),
          ),
      ),
    ];
  });
}

/** Whose sheets the secretary entered from paper. */
function paperSheets(language: Language, file: CommissionFile, rows: Application[]): Block[] {
  const say = sayIn(language);
  const nameOfSeat = (id: string): string => file.seats.find((seat) => seat.id === id)?.name ?? '';
  const found = rows
    .map((row) => ({
      row,
      names: row.sheets.filter(({ onPaper }) => onPaper).map(({ seat }) => nameOfSeat(seat)),
    }))
    .filter(({ names }) => names.length > 0);
  if (found.length === 0) return [text(say('no-paper-sheets'))];
  return [
    heading(say('paper-sheets')),
    {
      kind: 'table',
      heads: [say('reference'), say('organisation'), say('paper-members')],
      rows: found.map(({ row, names }) => [
        row.reference,
        nameOf(language, row),
        names.sort(compareKk).join('; '),
      ]),
    },
  ];
}
