// Reminds commissions by itself: before a day on which something is due, and once when that day has passed.

import { dueActs, occasions } from '#rules/due';
import { REPUBLIC } from '#rules/edition';
import { officeLetters } from './office-letters.ts';
import { country } from '../db/country.ts';
import { inOffice } from '../db/seats.ts';
import { writeOnce } from '../db/outbox.ts';
import { inForce } from '../edition.ts';
import type { Env } from '../env.ts';
import { dueValue, REMINDED } from './due-value.ts';

/** Writes the reminders that are due at `at`, each once. */
export async function remindCommissions(env: Env, at: number): Promise<void> {
  const { edition, placement } = await inForce(env.DB);
  if (placement === null || at < Date.parse(placement.deadline)) return;
  const lines = await country(env.DB, [...edition.regions, REPUBLIC], REPUBLIC);
  const called = lines.flatMap(({ commission, clocked }) =>
    occasions(dueActs(clocked, edition, placement, at), edition, at).map((occasion) => ({
      commission,
      ...occasion,
    })),
  );
  if (called.length === 0) return;
  const seats = await inOffice(env.DB, REMINDED);
  const letters = called.flatMap(({ commission, kind, due, acts }) =>
    officeLetters(
      seats.filter((seat) => seat.commission === commission),
      REMINDED,
      `commission-due:${kind}:${commission}:${due}`,
      { template: 'commission-due', values: { commission, acts: dueValue(acts) } },
    ),
  );
  if (letters.length > 0) await env.DB.batch(writeOnce(env.DB, letters, at));
}
