// The protocol of a commission, made from the record alone: what was received, marked and voted, each outcome with the
// numbers it follows from. Page and document print the same blocks.

import { proposedGrounds } from '#rules/admission';
import type { Language } from '#rules/application';
import { completeness } from '#rules/completeness';
import { compareKk } from '#rules/kazakh';
import { formatDay, formatInstant } from '#rules/dates-in-words';
import { localDay } from '#rules/days';
import type { Edition, Stage } from '#rules/edition';
import { exactMean, selectionOutcome, sheetTotal } from '#rules/marks';
import type { Application, CommissionFile } from '../db/commission.ts';
import type { Meetings } from '../db/meetings.ts';
import { commissionName } from '../pages/names.ts';
import { words } from '../texts.ts';

export type Block =
  | { kind: 'title' | 'heading' | 'text' | 'small'; text: string }
  | { kind: 'pairs'; pairs: [string, string][] }
  | { kind: 'table'; heads: string[]; rows: string[][] };

export type Record = {
  file: CommissionFile;
  meetings: Meetings;
  edition: Edition;
  stage: Stage;
  /** The register as it stood when the record was closed. */
  head: { number: number; hash: string };
  key: string;
  real: boolean;
  /** When the record was closed, milliseconds. */
  at: number;
};

const small = (said: string): Block => ({ kind: 'small', text: said });
export const heading = (said: string): Block => ({ kind: 'heading', text: said });
export const text = (said: string): Block => ({ kind: 'text', text: said });

type Say = (key: string, values?: { [name: string]: string | number }) => string;
export const sayIn =
  (language: Language): Say =>
  (key, values) =>
    words(language, 'documents', `protocol.${key}`, values);

export const nameOf = (language: Language, row: Application | undefined): string =>
  (language === 'ru' ? row?.form.organisationRu : row?.form.organisationKk) ?? '';

/** Instant at which the selection's record was closed: the sheets were opened. Null before. */
export const selectionClosedAt = (file: CommissionFile): number | null =>
  file.milestones.find(({ name }) => name === 'opened')?.at ?? null;

/** Instant at which admission was confirmed; null before. */
export const admissionClosedAt = (file: CommissionFile): number | null =>
  file.milestones.find(({ name }) => name === 'admission-confirmed')?.at ?? null;

/** §13–14: what came in and how, what the check found on each, who was admitted and who was not, and why. */
export function admissionProtocol(language: Language, record: Record): Block[] {
  const { file, edition } = record;
  const say = sayIn(language);
  const desk = (key: string): string => words(language, 'desk', key);
  const judged = file.applications.filter(({ decision }) => decision !== null);
  const found = (row: Application): string =>
    proposedGrounds({ late: row.late, findings: completeness(row.form, row.files, edition) })
      .map((ground) => desk(`ground.${ground}`))
      .join('; ');
  return [
    ...head(language, record, say('admission')),
    heading(say('received')),
    {
      kind: 'pairs',
      pairs: [
        [say('received-count'), String(file.applications.length + file.transferredAway)],
        [say('transferred-count'), String(file.transferredAway)],
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
  const { file, edition } = record;
  const say = sayIn(language);
  const judged = file.applications.filter(({ withdrawal }) => withdrawal === null);
  const admitted = judged.filter(({ decision }) => decision?.admitted === true);
  const refused = judged.filter(({ decision }) => decision?.admitted === false);
  const least = edition.marks.passAbove.value;
  return [
    ...head(language, record, say('selection')),
    heading(say('received')),
    {
      kind: 'pairs',
      pairs: [
        [say('received-count'), String(file.applications.length + file.transferredAway)],
        [say('transferred-count'), String(file.transferredAway)],
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
        const totals = row.sheets.map(({ marks }) => sheetTotal(marks)).join(' + ');
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
    ...paperSheets(language, file, admitted),
    ...conflicts(language, file, admitted),
    ...foot(language, record),
  ];
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

export function head(language: Language, { file, real, at }: Record, title: string): Block[] {
  const say = sayIn(language);
  return [
    ...(real ? [] : [small(words(language, 'documents', 'receipt.demo'))]),
    small(say('contest')),
    { kind: 'title', text: title },
    {
      kind: 'pairs',
      pairs: [
        [say('commission'), commissionName(language, file.commission)],
        [say('day'), formatDay(localDay(at), language)],
        [say('closed'), formatInstant(new Date(at).toISOString(), language)],
      ],
    },
  ];
}

export function conflicts(language: Language, file: CommissionFile, rows: Application[]): Block[] {
  const say = sayIn(language);
  const found = rows.flatMap((row) =>
    row.recused.map((id) => [
      file.seats.find((seat) => seat.id === id)?.name ?? '',
      row.reference,
      nameOf(language, row),
    ]),
  );
  if (found.length === 0) return [text(say('no-conflicts'))];
  return [
    heading(say('conflicts')),
    { kind: 'table', heads: [say('name'), say('reference'), say('organisation')], rows: found },
  ];
}

/** Where the record can be checked, and the places for two signatures. */
export function foot(language: Language, { file, head: register, key, at }: Record): Block[] {
  const say = sayIn(language);
  const inOffice = (role: string): string =>
    file.seats.find(
      (seat) => seat.role === role && seat.appointedAt <= at && (seat.endedAt === null || seat.endedAt > at),
    )?.name ?? '';
  return [
    {
      kind: 'pairs',
      pairs: [
        [words(language, 'documents', 'receipt.head'), `${register.number}:${register.hash}`],
        [words(language, 'documents', 'receipt.key'), key],
      ],
    },
    {
      kind: 'pairs',
      pairs: [
        [words(language, 'desk', 'role.chair'), `____________________ ${inOffice('chair')}`],
        [words(language, 'desk', 'role.secretary'), `____________________ ${inOffice('secretary')}`],
        [say('signed-on'), '____________________'],
      ],
    },
  ];
}
