// The protocol of a commission, made from the record alone: what was received, marked and voted, each outcome with the
// numbers it follows from. Page and document print the same blocks.

import { proposedGrounds } from '#rules/admission';
import type { Language } from '#rules/application';
import { tally } from '#rules/ballots';
import { quorum } from '#rules/commission';
import { completeness } from '#rules/completeness';
import { compareKk } from '#rules/kazakh';
import { formatDay, formatInstant } from '#rules/dates-in-words';
import { localDay } from '#rules/days';
import type { Edition, Stage } from '#rules/edition';
import { exactMean, selectionOutcome, sheetTotal } from '#rules/marks';
import type { Application, CommissionFile, Round, Sitting } from '../db/commission.ts';
import { commissionName } from '../pages/names.ts';
import { words } from '../texts.ts';

export type Block =
  | { kind: 'title' | 'heading' | 'text' | 'small'; text: string }
  | { kind: 'pairs'; pairs: [string, string][] }
  | { kind: 'table'; heads: string[]; rows: string[][] };

export type Record = {
  file: CommissionFile;
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

/** §5, §7, §17, §20: attendance and quorum, each round with its ballots, the tie and who decided it. */
export function sittingProtocol(language: Language, record: Record, sitting: Sitting): Block[] {
  const { file, edition, stage } = record;
  const say = sayIn(language);
  const heard = file.applications.filter(({ id }) =>
    sitting.appearances.some(({ application }) => application === id),
  );
  const { needed } = quorum(sitting.members, sitting.present.length, stage, edition);
  const { numerator, denominator } = edition.commission[stage].quorum;
  const values = { present: sitting.present.length, members: sitting.members, needed };
  return [
    ...head(language, record, say(`sitting.${stage}`, { n: sitting.number })),
    heading(say('attendance')),
    {
      kind: 'table',
      heads: [say('seat'), say('name'), say('position'), say('present')],
      rows: voting(file, sitting).map(({ number, name, position, role }) => [
        String(number),
        role === 'chair' ? `${name} (${words(language, 'desk', 'role.chair')})` : name,
        position,
        say(sitting.present.includes(number ?? 0) ? 'yes' : 'no'),
      ]),
    },
    {
      kind: 'text',
      text: say(sitting.quorate ? 'quorum' : 'no-quorum', {
        ...values,
        formula: `${sitting.present.length} ${sitting.quorate ? '≥' : '<'} ${numerator}/${denominator} × ${sitting.members}`,
      }),
    },
    ...(sitting.quorate
      ? [
          heading(say('heard')),
          {
            kind: 'table',
            heads: [say('reference'), say('organisation'), say('appearance')],
            rows: heard.map((row) => [
              row.reference,
              nameOf(language, row),
              words(
                language,
                'desk',
                sitting.appearances.find(({ application }) => application === row.id)?.appearance ??
                  'no-show',
              ),
            ]),
          } satisfies Block,
          ...conflicts(language, file, heard),
          ...sitting.rounds.flatMap((round) => roundBlocks(language, record, sitting, round)),
          ...outcomeBlocks(language, record, sitting),
        ]
      : []),
    ...foot(language, record),
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

/** Chair and members as they were when the sitting opened. */
const voting = (file: CommissionFile, sitting: Sitting): CommissionFile['seats'] =>
  file.seats.filter(
    ({ number, appointedAt, endedAt }) =>
      number !== null && appointedAt <= sitting.openedAt && (endedAt === null || endedAt > sitting.openedAt),
  );

function conflicts(language: Language, file: CommissionFile, rows: Application[]): Block[] {
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

function roundBlocks(language: Language, { file }: Record, sitting: Sitting, round: Round): Block[] {
  const say = sayIn(language);
  const byId = (id: string): string =>
    nameOf(
      language,
      file.applications.find((row) => row.id === id),
    );
  const seatName = (number: number): string =>
    voting(file, sitting).find((seat) => seat.number === number)?.name ?? String(number);
  const votes = tally(round.ballots, round.candidates);
  return [
    heading(say('round', { n: round.number, places: round.places })),
    {
      kind: 'table',
      heads: [say('seat'), say('name'), say('vote')],
      rows: round.ballots.map(({ seat, choices }) => [
        String(seat),
        seatName(seat),
        choices.length === 0 ? say('abstained') : choices.map(byId).join('; '),
      ]),
    },
    {
      kind: 'table',
      heads: [say('organisation'), say('votes')],
      rows: [...votes].sort((a, b) => b[1] - a[1]).map(([id, count]) => [byId(id), String(count)]),
    },
    ...(round.casting === null ? [] : [text(say('casting', { choice: round.casting.map(byId).join('; ') }))]),
  ];
}

function outcomeBlocks(language: Language, { file, stage }: Record, sitting: Sitting): Block[] {
  const say = sayIn(language);
  const { outcome } = sitting;
  if (outcome === null) return [text(say('open'))];
  const elected = file.applications.filter(({ id }) => outcome.elected.includes(id));
  const said =
    outcome.kind === 'decided'
      ? say(`decided.${stage}`, { names: elected.map((row) => nameOf(language, row)).join('; ') })
      : words(language, 'desk', `outcome.${outcome.kind}`);
  return [heading(say('decision')), text(said), ...(outcome.byChair ? [text(say('by-chair'))] : [])];
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
