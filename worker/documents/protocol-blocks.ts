// What every protocol is made of: its blocks, its head with commission and instant, the composition, the conflicts, and
// its foot with the register and the places for two signatures.

import type { Language } from '#rules/application';
import { formatDay, formatInstant } from '#rules/dates-in-words';
import { localDay } from '#rules/days';
import type { Edition, Stage } from '#rules/edition';
import type { Application, CommissionFile } from '../db/commission.ts';
import type { Meetings } from '../db/meetings.ts';
import { commissionName } from '../pages/names.ts';
import { words } from '../texts.ts';

export type Block =
  | { kind: 'title' | 'heading' | 'text' | 'small'; text: string }
  | { kind: 'pairs'; pairs: [string, string][] }
  /** `widths` in proportion to one another; even where they are left out. */
  | { kind: 'table'; heads: string[]; rows: string[][]; widths?: number[] };

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

export const small = (said: string): Block => ({ kind: 'small', text: said });
export const heading = (said: string): Block => ({ kind: 'heading', text: said });
export const text = (said: string): Block => ({ kind: 'text', text: said });

type Say = (key: string, values?: { [name: string]: string | number }) => string;
export const sayIn =
  (language: Language): Say =>
  (key, values) =>
    words(language, 'documents', `protocol.${key}`, values);

export const nameOf = (language: Language, row: Application | undefined): string =>
  (language === 'ru' ? row?.form.organisationRu : row?.form.organisationKk) ?? '';

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

/** Chair and members in office when the record was closed, and the secretary. */
export function compositionOf(language: Language, { file, at }: Record): Block[] {
  const say = sayIn(language);
  const rows = inOfficeAt(file, at).filter(
    ({ number, role, deputy }) => number !== null || (role === 'secretary' && !deputy),
  );
  return [
    heading(say('composition')),
    {
      kind: 'table',
      heads: [say('seat'), say('name'), say('position'), say('role')],
      rows: rows.map(({ number, name, position, role }) => [
        number === null ? '–' : String(number),
        name,
        position,
        words(language, 'desk', `role.${role}`),
      ]),
      widths: [1, 4, 4, 3],
    },
  ];
}

/** Who held a seat at `at`, in the order of the seats, the secretary last. */
export const inOfficeAt = (file: CommissionFile, at: number): CommissionFile['seats'] =>
  file.seats
    .filter(({ appointedAt, endedAt }) => appointedAt <= at && (endedAt === null || endedAt > at))
    .sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity));

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
    inOfficeAt(file, at).find((seat) => seat.role === role && !seat.deputy)?.name ?? '';
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
