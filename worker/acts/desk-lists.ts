// What the desk's pages read for the tools: the list as it is filtered, the thread of an application, what waits.

import { parseFilter } from '#rules/application-filter';
import type { ApplicationFilter } from '#rules/application-filter';
import { filteredApplications } from '../db/application-filter.ts';
import type { Application } from '../db/commission.ts';
import { heldLetters } from '../db/letters.ts';
import { readNow, threadOf, unreadThreads } from '../db/messages.ts';
import type { Thread } from '../db/messages.ts';
import type { Desk } from './act.ts';

/** What waits for the secretary; null for others. */
export async function waitingAt({
  db,
  file,
  stage,
  seat,
}: Desk): Promise<{ unread: number; held: number } | null> {
  if (seat.role !== 'secretary') return null;
  return {
    unread: await unreadThreads(db, file.commission, stage),
    held: (await heldLetters(db, file.commission)).length,
  };
}

/** The filter that an address asks for and the applications that it lets through, in the order of the list. */
export async function listed(
  { db, file, stage, seat, edition }: Desk,
  query: Record<string, string>,
): Promise<{ filter: ApplicationFilter; found: Application[] }> {
  const asked = parseFilter(query, edition.applicantKinds.value);
  // The unread is the secretary's alone.
  const filter = { ...asked, unread: asked.unread && seat.role === 'secretary' };
  const asking = { stage, seat: seat.number === null ? null : seat.id, sheets: edition.marks.sheets.value };
  const ids = new Set(await filteredApplications(db, file.commission, filter, asking));
  return { filter, found: file.applications.filter(({ id }) => ids.has(id)) };
}

/** The thread for the secretary, who has seen it with the page; null for others. */
export async function seenThread({ db, seat, stage, at }: Desk, application: string): Promise<Thread | null> {
  if (seat.role !== 'secretary') return null;
  const thread = await threadOf(db, application, stage);
  await readNow(db, [thread], 'secretary', at);
  return thread;
}
