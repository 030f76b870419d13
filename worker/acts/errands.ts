// What waits for a person at a commission beside the steps of the procedure: the words of applicants, letters, conflicts
// to be declared, a second factor that somebody has lost.

import { talkState } from '#rules/interviews';
import { isLate } from '#rules/terms';
import { undeclared } from '../db/application-list.ts';
import { openFactorResets } from '../db/factors.ts';
import { failedLetters, heldLetters } from '../db/letters.ts';
import { unreadThreads } from '../db/messages.ts';
import type { Desk } from './act.ts';
import { meetingsOf } from './call-sitting.ts';
import { contenders } from './selection.ts';

export type Errand = {
  what: 'declare' | 'moves' | 'unread' | 'letters-held' | 'letters-failed' | 'factor-resets';
  n: number;
  /** Below the page of the commission. */
  at: string;
};

/** Counted up to here: a page reads no more rows than it shows. */
export const MOST_COUNTED = 100;
const WITH_FACTOR = ['agency', 'chair', 'secretary'];

/** Those of which there is at least one, the more pressing first. */
export async function errandsOf(desk: Desk): Promise<Errand[]> {
  const { seat, file } = desk;
  const own =
    seat.number !== null ? await ofMember(desk) : seat.role === 'secretary' ? await ofSecretary(desk) : [];
  const resets = WITH_FACTOR.includes(seat.role) ? await openFactorResets(desk.db) : [];
  const second = resets.filter(
    ({ seat: whose, askedBy }) =>
      askedBy !== seat.id && whose !== seat.id && file.seats.some(({ id }) => id === whose),
  );
  return [...own, { what: 'factor-resets' as const, n: second.length, at: '#people' }].filter(
    ({ n }) => n > 0,
  );
}

/** §5: conflicts are declared once no application can come any more. */
async function ofMember({ db, at, seat, placement, file }: Desk): Promise<Errand[]> {
  if (placement === null || !isLate(at, placement.deadline)) return [];
  const waiting = await undeclared(db, file.commission, seat.id, MOST_COUNTED);
  return [{ what: 'declare', n: waiting.length, at: '#declare' }];
}

async function ofSecretary(desk: Desk): Promise<Errand[]> {
  const { db, stage, file } = desk;
  return [
    { what: 'moves', n: await movesAsked(desk), at: 'interviews/#asked' },
    {
      what: 'unread',
      n: await unreadThreads(db, file.commission, stage),
      at: '?unread=1#applications',
    },
    { what: 'letters-held', n: (await heldLetters(db, file.commission)).length, at: 'letters/' },
    { what: 'letters-failed', n: await failedLetters(db, file.commission), at: 'letters/' },
  ];
}

/** §16: applicants who ask for another time, while one can be given. */
async function movesAsked(desk: Desk): Promise<number> {
  if (desk.file.sittings.some(({ quorate }) => quorate)) return 0;
  const invited = contenders(desk.file, desk.edition).filter(({ invitation }) => invitation !== null);
  if (invited.length === 0) return 0;
  const { talks } = await meetingsOf(desk);
  return invited.filter(
    ({ id }) =>
      talkState(talks.filter(({ application }) => application === id).map(({ act }) => act)) === 'waiting',
  ).length;
}
