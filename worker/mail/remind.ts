// Reminds those who have begun and not filed, before the last day of the term.

import { formatDeadline } from '#rules/dates-in-words';
import { reminderDue } from '#rules/reminders';
import { writeToOpenDrafts } from '../db/outbox.ts';
import { inForce } from '../edition.ts';
import type { Env } from '../env.ts';

/** Writes the reminders that are due at `at`, each once. */
export async function remind(env: Env, at: number): Promise<void> {
  const { edition, placement } = await inForce(env.DB);
  const due = placement === null ? null : reminderDue(placement, edition, at);
  if (placement === null || due === null) return;
  const { lastDay } = placement;
  await env.DB.batch(
    writeToOpenDrafts(
      env.DB,
      { template: 'reminder', about: `${lastDay}:${due.days}`, begunBefore: due.since, filedToo: false },
      (language) => ({ deadline: formatDeadline(lastDay, language) }),
      at,
    ),
  );
}
