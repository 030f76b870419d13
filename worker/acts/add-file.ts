// Files of an application on their way into a draft: received, then named by rows.

import type { FiledFile, FileKind } from '#rules/application';
import type { Edition } from '#rules/edition';
import type { Finding } from '#rules/finding';
import type { Env } from '../env.ts';
import { newId } from './act.ts';
import { receiveFile } from './receive-file.ts';
import type { Body } from './receive-file.ts';

/** Where in an application a file belongs; the criterion is 1-based, null where it serves all. */
export type Slot = { kind: FileKind; criterion: number | null };
export type Arriving = {
  slot: Slot;
  name: string;
  body: Body;
};
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

/** Enters stored files into a draft and answers the ids under which they stand; null where the draft takes none. */
export type Enter = (files: FiledFile[]) => Promise<(string | null)[]>;

/**
 * Adds the files to a draft and answers for each, in their order; a finding where it is refused. Refused files leave
 * the others as they are. They are stored side by side, and their rows wait for `before`, so that files stand in the
 * order in which they were sent.
 */
export async function addFiles(
  env: Env,
  edition: Edition,
  enter: Enter,
  arriving: Arriving[],
  before: Promise<unknown>,
): Promise<(Added | Finding)[]> {
  const received = await Promise.allSettled(arriving.map((file) => receive(env, edition, file)));
  await before;
  const rows = received.flatMap((one) =>
    one.status === 'fulfilled' && 'id' in one.value ? [one.value] : [],
  );
  const ids = await enter(rows);
  const failed = received.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return received.flatMap((one): (Added | Finding)[] => {
    if (one.status === 'rejected') return [];
    if ('code' in one.value) return [one.value];
    const { name, size, sha256 } = one.value;
    const id = ids[rows.indexOf(one.value)];
    return [
      id == null
        ? { clause: '12', code: 'ALREADY_DONE', kind: 'refusal', field: fieldOf(one.value) }
        : { id, name, size, sha256 },
    ];
  });
}

async function receive(
  env: Env,
  edition: Edition,
  { slot, name, body }: Arriving,
): Promise<FiledFile | Finding> {
  const plain = plainName(name);
  const received = await receiveFile(env, edition, plain, body);
  return received.kind === 'refused'
    ? { ...received.finding, field: fieldOf(slot) }
    : { id: newId(), ...slot, name: plain, ...received.file };
}

export const fieldOf = ({ kind, criterion }: Slot): string =>
  criterion === null ? `files.${kind}` : `files.${kind}.${criterion}`;

/** A name is only data: no folders, no control characters; the end, which says the type, is kept. */
export function plainName(given: string): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? '';
  return [...last.replace(/\p{C}/gu, '')].slice(-LONGEST_NAME).join('');
}
