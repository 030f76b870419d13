// The country as a table: a line a commission, with what it owes by a day.

import type { Language } from '#rules/application';
import { csvText } from '#rules/csv';
import type { DueAct } from '#rules/due';
import { CHANNELS } from '../db/country.ts';
import type { CommissionLine } from '../db/country.ts';
import { dueAct, dueWhen } from '../mail/due-value.ts';
import { commissionName } from '../pages/names.ts';
import { words } from '../texts.ts';

export function countryCsv(language: Language, lines: (CommissionLine & { due: DueAct[] })[]): string {
  const say = (key: string): string => words(language, 'desk', key);
  const is = (yes: boolean): string => say(yes ? 'csv.yes' : 'csv.no');
  return csvText([
    [
      ...['commission', 'seats', 'country-filed'].map(say),
      ...CHANNELS.map((channel) => say(`channel.${channel}`)),
      ...['country-admitted', 'country-passed', 'country-sat', 'country-published', 'country-handed'].map(
        say,
      ),
      ...['country-overdue-days', 'country-owed'].map(say),
    ],
    ...lines.map((line) => {
      const { commission, seats, filed, admitted, passed, sat, published, handedOver, received, due } = line;
      return [
        commissionName(language, commission),
        seats,
        CHANNELS.reduce((all, channel) => all + filed[channel], 0),
        ...CHANNELS.map((channel) => filed[channel]),
        admitted,
        passed,
        is(sat),
        is(published),
        received ? say('handed-received') : handedOver ? say('handed-waits') : '–',
        Math.max(0, ...due.map(({ overdue, left }) => (overdue ? -left : 0))),
        due.map((act) => `${dueAct(act, language)}: ${dueWhen(act, language)}`).join('; '),
      ];
    }),
  ]);
}
