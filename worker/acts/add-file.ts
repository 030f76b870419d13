// A file of an application on its way into a draft: received, then named by a row.

import type { FileKind } from '#rules/application';
import type { Edition } from '#rules/edition';
import type { Finding } from '#rules/finding';
import { addDraftFile } from '../db/drafts.ts';
import type { Holder } from '../db/drafts.ts';
import type { Env } from '../env.ts';
import { newId } from './act.ts';
import { receiveFile } from './receive-file.ts';

/** Where in an application a file belongs; the criterion is 1-based, null where it serves all. */
export type Slot = { kind: FileKind; criterion: number | null };
export type Added = { id: string; name: string; size: number; sha256: string };

const KINDS: readonly FileKind[] = ['form', 'report', 'evidence', 'video', 'project'];
const LONGEST_NAME = 200;

/** The slot that a request names; null where there is none of that name. */
export function slotOf(kind: string, criterion: string, edition: Edition): Slot | null {
  const known = KINDS.find((name) => name === kind);
  if (known === undefined) return null;
  if (criterion === '') return { kind: known, criterion: null };
  const number = Number(criterion);
  const criteria = edition.marks.criteria.value.length;
  return Number.isInteger(number) && number >= 1 && number <= criteria
    ? { kind: known, criterion: number }
    : null;
}

/**
 * Adds the file to the holder's draft; a finding where it is refused. Refused files leave the others as they are. Files that
 * arrive together are stored at once, but stand in the order in which they were sent: each row waits for `before`.
 */
export async function addFile(
  env: Env,
  edition: Edition,
  holder: Holder,
  slot: Slot,
  given: string,
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>,
  at: number,
  before: Promise<unknown>,
): Promise<Added | Finding> {
  const name = plainName(given);
  const field = slot.criterion === null ? `files.${slot.kind}` : `files.${slot.kind}.${slot.criterion}`;
  const received = await receiveFile(env, edition, name, body);
  if (received.kind === 'refused') return { ...received.finding, field };
  await before;
  const id = await addDraftFile(env.DB, holder, { id: newId(), ...slot, name, ...received.file }, at);
  if (id === null) return { clause: '12', code: 'ALREADY_DONE', kind: 'refusal', field };
  return { id, name, size: received.file.size, sha256: received.file.sha256 };
}

/** A name is only data: no folders, no control characters; the end, which says the type, is kept. */
function plainName(given: string): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? '';
  return [...last.replace(/\p{C}/gu, '')].slice(-LONGEST_NAME).join('');
}
