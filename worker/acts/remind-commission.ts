// The Agency reminds a commission of what is due and overdue: a letter to its secretary and its chair, once a day.

import * as z from 'zod/mini';
import { localDay } from '#rules/days';
import { dueActs } from '#rules/due';
import { REPUBLIC } from '#rules/edition';
import { country } from '../db/country.ts';
import { letterBy } from '../db/outbox.ts';
import { dueValue, REMINDED } from '../mail/due-value.ts';
import { refuse } from './act.ts';
import type { DeskAct } from './act.ts';
import { officeLetters } from '../mail/office-letters.ts';

const nothing = z.object({});

export const remindCommission: DeskAct<z.infer<typeof nothing>> = {
  name: 'remind-commission',
  roles: ['agency'],
  input: nothing,
  async plan({ db, at, edition, placement, file }) {
    const { commission } = file;
    const [line] = await country(db, [commission], REPUBLIC);
    const acts = line === undefined ? [] : dueActs(line.clocked, edition, placement, at);
    if (acts.length === 0) return refuse('8', 'NOTHING_DUE');
    const letters = officeLetters(
      file.seats,
      REMINDED,
      `commission-due:asked:${commission}:${localDay(at)}`,
      { template: 'commission-due', values: { commission, acts: dueValue(acts) } },
    );
    const [first] = letters;
    if (first === undefined) return refuse('5', 'COMMISSION_NOT_FORMED');
    if ((await letterBy(db, first.key)) !== null) return refuse('8', 'REMINDED_TODAY');
    return {
      stream: `reminder:${commission}`,
      letters,
      changes: [],
      body: { acts: acts.map(({ act, due }) => ({ act, due })), letters: letters.length },
    };
  },
};
