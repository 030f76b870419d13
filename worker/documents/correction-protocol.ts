// The protocol of a correction, made from the record alone: what was written, what is right, why, who confirmed it and
// which publications it made. The protocol of what was corrected stays as it was signed.

import type { Language } from '#rules/application';
import { formatDay, formatInstant } from '#rules/dates-in-words';
import { sheetTotal } from '#rules/marks';
import { correctionOf } from '#rules/publication';
import type { SignedPublication } from '#rules/publication';
import type { CommissionFile, Sheet, SittingOutcome } from '../db/commission.ts';
import type { RecordChange, RecordCorrection } from '../db/corrections.ts';
import { words } from '../texts.ts';
import { foot, head, heading, nameOf, sayIn, text } from './protocol-blocks.ts';
import type { Block, Record } from './protocol-blocks.ts';

/** Rows of what was written and what is right. */
export function wasAndNow(
  language: Language,
  file: CommissionFile,
  change: RecordChange,
): [string, string, string][] {
  const say = sayIn(language);
  const byId = (id: string): string =>
    nameOf(
      language,
      file.applications.find((row) => row.id === id),
    );
  const seatName = (found: (seat: CommissionFile['seats'][number]) => boolean): string => {
    const seat = file.seats.find(found);
    return seat === undefined ? '' : `${seat.number}. ${seat.name}`;
  };
  switch (change.kind) {
    case 'protocol':
      return [
        [
          `${say(change.of === 'selection' ? 'selection' : 'sitting-signed')}: ${say('signed-on')}`,
          formatDay(change.was.signedOn, language),
          formatDay(change.now.signedOn, language),
        ],
        [say('scan-sha256'), change.was.protocolSha256, change.now.protocolSha256],
      ];
    case 'sheet':
      return [
        [
          `${byId(change.application)}; ${seatName(({ id }) => id === change.was.seat)}`,
          marksOf(change.was),
          marksOf(change.now),
        ],
      ];
    case 'ballot': {
      const cast = (choices: string[]): string =>
        choices.length === 0 ? say('abstained') : choices.map(byId).join('; ');
      const elected = (outcome: SittingOutcome): string => outcome.elected.map(byId).join('; ');
      return [
        [
          `${say('ballot')}: ${seatName(({ number }) => number === change.seat)}`,
          cast(change.was.choices),
          cast(change.now.choices),
        ],
        [say('decision'), elected(change.was.outcome), elected(change.now.outcome)],
      ];
    }
    case 'name':
      return [
        [say('name-kk'), change.was.kk, change.now.kk],
        [say('name-ru'), change.was.ru, change.now.ru],
      ];
  }
}

const marksOf = ({ marks, reason }: Sheet): string =>
  `${marks.join(' + ')} = ${sheetTotal(marks)}${reason === '' ? '' : ` (${reason})`}`;

/** `published` are the publications that it made. */
export function correctionProtocol(
  language: 'kk' | 'ru',
  record: Record,
  { number, change, reason, preparedAt, preparedBy, confirmed, ended }: RecordCorrection,
  published: SignedPublication[],
): Block[] {
  const { file } = record;
  const say = sayIn(language);
  const who = (at: number, by: string): string => {
    const seat = file.seats.find(({ id }) => id === by);
    const name = seat === undefined ? words(language, 'desk', 'agency') : seat.name;
    return `${name}, ${formatInstant(new Date(at).toISOString(), language)}`;
  };
  const last = ended !== null && ended.by !== confirmed?.by ? ended : null;
  return [
    ...head(language, record, say('correction', { n: number })),
    heading(say('corrected')),
    {
      kind: 'table',
      heads: [say('what'), say('was'), say('now')],
      rows: wasAndNow(language, file, change),
    },
    heading(say('why')),
    text(reason[language]),
    {
      kind: 'pairs',
      pairs: [
        [say('prepared'), who(preparedAt, preparedBy)],
        ...(confirmed === null
          ? []
          : [[say('confirmed'), who(confirmed.at, confirmed.by)] satisfies [string, string]]),
        ...(last === null ? [] : [[say('confirmed'), who(last.at, last.by)] satisfies [string, string]]),
      ],
    },
    published.length === 0
      ? text(say('nothing-published'))
      : {
          kind: 'table',
          heads: [say('publication'), say('supersedes'), 'SHA-256'],
          rows: published.map((row) => [
            `№ ${row.number}`,
            `№ ${correctionOf(row.body)?.supersedes ?? ''}`,
            row.hash,
          ]),
        },
    ...foot(language, record),
  ];
}
