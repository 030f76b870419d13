// What the desk's pages read for the tools: the list as it is filtered, the thread of an application, what waits.

import { parseFilter } from '#rules/application-filter';
import type { ApplicationFilter } from '#rules/application-filter';
import { applicationList } from '../db/application-list.ts';
import type { Listed } from '../db/application-list.ts';
import { readNow, threadOf } from '../db/messages.ts';
import type { Thread } from '../db/messages.ts';
import { stageOf } from './act.ts';
import type { Desk } from './act.ts';

/** Who asks for a list, and of which commission. */
export type Asker = Pick<Desk, 'db' | 'seat' | 'edition'> & { commission: string };
export type FoundList = Listed & { filter: ApplicationFilter; page: number; size: number };

/** One screen of what the filter in an address lets through, in the order of the list; `page` from 0. */
export async function listed(
  { db, seat, edition, commission }: Asker,
  query: Record<string, string>,
  page: number,
  size: number,
): Promise<FoundList> {
  const asked = parseFilter(query, edition.applicantKinds.value);
  // The unread is the secretary's alone.
  const filter = { ...asked, unread: asked.unread && seat.role === 'secretary' };
  const asking = {
    stage: stageOf(commission),
    seat: seat.number === null ? null : seat.id,
    sheets: edition.marks.sheets.value,
  };
  const { after = '', before = '' } = query;
  const screen = { page, after, before, size };
  return { ...(await applicationList(db, commission, filter, asking, screen)), filter, page, size };
}

/** The thread for the secretary, who has seen it with the page; null for others. */
export async function seenThread({ db, seat, stage, at }: Desk, application: string): Promise<Thread | null> {
  if (seat.role !== 'secretary') return null;
  const thread = await threadOf(db, application, stage);
  await readNow(db, [thread], 'secretary', at);
  return thread;
}
