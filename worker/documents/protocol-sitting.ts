// The protocol of a sitting (§5, §7, §17, §20), made from the record alone: its notice, attendance, who was heard in
// which order, each round with its ballots, the outcome.

import type { Language } from '#rules/application';
import { tally } from '#rules/ballots';
import { quorum } from '#rules/commission';
import { formatInstant } from '#rules/dates-in-words';
import { eligibleVoters } from '../acts/voters.ts';
import { asOf } from '../db/as-of.ts';
import type { Application, CommissionFile, Round, Sitting } from '../db/commission.ts';
import type { Call } from '../db/meetings.ts';
import { words } from '../texts.ts';
import { conflicts, foot, head, heading, inOfficeAt, nameOf, sayIn, text } from './protocol-blocks.ts';
import type { Block, Record } from './protocol-blocks.ts';

/** §5, §7, §17, §20: attendance and quorum, each round with its ballots, the tie and who decided it. */
export function sittingProtocol(language: Language, record: Record, sitting: Sitting): Block[] {
  const { edition, stage, meetings } = record;
  const file = asOf(record.file, record.at);
  const say = sayIn(language);
  const reasonOf = (id: string): string =>
    meetings.reasons.find((row) => row.sitting === sitting.id && row.application === id)?.reason ?? '';
  const heard = file.applications.filter(({ id }) =>
    sitting.appearances.some(({ application }) => application === id),
  );
  const { needed } = quorum(sitting.members, sitting.present.length, stage, edition);
  const { numerator, denominator } = edition.commission[stage].quorum;
  const values = { present: sitting.present.length, members: sitting.members, needed };
  return [
    ...head(language, record, say(`sitting.${stage}`, { n: sitting.number })),
    ...notice(language, record, sitting),
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
    ...attendanceChanges(language, record, sitting),
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
            heads: [
              say('interview-at'),
              say('reference'),
              say('organisation'),
              say('appearance'),
              say('reason'),
            ],
            rows: byInterview(heard).map((row) => [
              row.invitation === null
                ? '–'
                : formatInstant(new Date(row.invitation.startsAt).toISOString(), language),
              row.reference,
              nameOf(language, row),
              words(
                language,
                'desk',
                sitting.appearances.find(({ application }) => application === row.id)?.appearance ??
                  'no-show',
              ),
              reasonOf(row.id) || '–',
            ]),
          } satisfies Block,
          ...conflicts(language, file, heard),
          ...sitting.rounds
            .filter(({ candidates }) => candidates.length > 0)
            .flatMap((round) => roundBlocks(language, record, sitting, round)),
          ...outcomeBlocks(language, record, sitting),
        ]
      : []),
    ...foot(language, record),
  ];
}

/** In the order in which they were to be heard. */
const byInterview = (rows: Application[]): Application[] =>
  [...rows].sort(
    (a, b) =>
      (a.invitation?.startsAt ?? 0) - (b.invitation?.startsAt ?? 0) || (a.reference < b.reference ? -1 : 1),
  );

/** The notice under which it met: the newest one before it opened that stood. */
const callOf = ({ meetings, file }: Record, sitting: Sitting): Call | undefined => {
  const before = file.sittings.find(({ number }) => number === sitting.number - 1)?.openedAt ?? 0;
  return meetings.calls.findLast(
    ({ calledAt, off, agenda }) =>
      agenda.includes('vote') && off === null && calledAt <= sitting.openedAt && calledAt >= before,
  );
};

/** §5, §7: when it was called, for when and where, with which agenda, and who was written to. */
function notice(language: Language, record: Record, sitting: Sitting): Block[] {
  const say = sayIn(language);
  const call = callOf(record, sitting);
  if (call === undefined) return [text(say('called-none'))];
  const instant = (at: number): string => formatInstant(new Date(at).toISOString(), language);
  const names = record.file.seats.filter(({ id }) => call.notified.includes(id)).map(({ name }) => name);
  return [
    heading(say('called')),
    {
      kind: 'pairs',
      pairs: [
        [say('called-at'), instant(call.calledAt)],
        [say('called-for'), `${instant(call.startsAt)}, ${call.place}`],
        [
          say('agenda'),
          call.agenda
            .map((item, index) => `${index + 1}) ${words(language, 'desk', `agenda.${item}`)}`)
            .join('; '),
        ],
        [say('notified'), names.join('; ')],
      ],
    },
  ];
}

/** Each later setting of who is present. */
const attendanceChanges = (language: Language, { file, meetings }: Record, sitting: Sitting): Block[] =>
  meetings.attendances
    .filter((row) => row.sitting === sitting.id && row.version > 1)
    .map(({ at, present }) =>
      text(
        sayIn(language)('attendance-changed', {
          at: formatInstant(new Date(at).toISOString(), language),
          names: present.map((number) => nameOfSeat(file, sitting, number)).join('; '),
        }),
      ),
    );

/** Chair and members as they were when the sitting opened. */
const voting = (file: CommissionFile, sitting: Sitting): CommissionFile['seats'] =>
  inOfficeAt(file, sitting.openedAt).filter(({ number }) => number !== null);

/** The name of whoever held the seat when the sitting opened. */
const nameOfSeat = (file: CommissionFile, sitting: Sitting, number: number): string =>
  voting(file, sitting).find((seat) => seat.number === number)?.name ?? String(number);

function roundBlocks(language: Language, { file }: Record, sitting: Sitting, round: Round): Block[] {
  const say = sayIn(language);
  const byId = (id: string): string =>
    nameOf(
      language,
      file.applications.find((row) => row.id === id),
    );
  const isOwn = (number: number, by: string): boolean =>
    voting(file, sitting).find((seat) => seat.number === number)?.id === by;
  const ranked = [...tally(round.ballots, round.candidates)].sort((a, b) => b[1] - a[1]);
  return [
    heading(say('round', { n: round.number, places: round.places })),
    {
      kind: 'table',
      heads: [say('seat'), say('name'), say('vote'), say('entered')],
      rows: round.ballots.map(({ seat, choices, enteredBy: by }) => [
        String(seat),
        nameOfSeat(file, sitting, seat),
        choices.length === 0 ? say('abstained') : choices.map(byId).join('; '),
        words(language, 'desk', isOwn(seat, by) ? 'entered-self' : 'entered-secretary'),
      ]),
    },
    {
      kind: 'table',
      heads: [say('organisation'), say('votes')],
      rows: ranked.map(([id, count]) => [byId(id), String(count)]),
      widths: [5, 1],
    },
    text(
      say('vote-count', {
        eligible: eligibleVoters(file, sitting.present, round.candidates).length,
        cast: round.ballots.length,
        abstained: round.ballots.filter(({ choices }) => choices.length === 0).length,
        formula: ranked
          .map(([id, count], index) => {
            const before = ranked[index - 1]?.[1];
            const sign = before === undefined ? '' : before === count ? ' = ' : ' > ';
            return `${sign}${byId(id)} – ${count}`;
          })
          .join(''),
      }),
    ),
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
