// Files of an application on their way into a draft: received, then named by rows.

import type { FiledFile, FileKind } from '#rules/application';
import type { Edition } from '#rules/edition';
import type { Finding } from '#rules/finding';
import type { Env } from '../env.ts';
import { newId } from './act.ts';
import { receiveFiles } from './receive-file.ts';
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
 * the others as they are. Their rows wait for `before`, so that files stand in the order in which they were sent.
 */
export async function addFiles(
  env: Env,
  edition: Edition,
  enter: Enter,
  arriving: Arriving[],
  before: Promise<unknown>,
): Promise<(Added | Finding)[]> {
  const plain = arriving.map((file) => ({ ...file, name: plainName(file.name) }));
  const here = await receiveFiles(env, edition, plain);
  await before;
  const named = here.map(({ sent: { slot, name }, received }): FiledFile | Finding =>
    received.kind === 'refused'
      ? { ...received.finding, field: fieldOf(slot) }
      : { id: newId(), ...slot, name, ...received.file },
  );
  const rows = named.filter((one) => 'id' in one);
  const ids = await enter(rows);
  return named.map((one): Added | Finding => {
    if ('code' in one) return one;
    const { name, size, sha256 } = one;
    const id = ids[rows.indexOf(one)];
    return id == null
      ? { clause: '12', code: 'ALREADY_DONE', kind: 'refusal', field: fieldOf(one) }
      : { id, name, size, sha256 };
  });
}

export const fieldOf = ({ kind, criterion }: Slot): string =>
  criterion === null ? `files.${kind}` : `files.${kind}.${criterion}`;

/** A name is only data: no folders, no control characters, no blanks around it; the end, which says the type, is kept. */
export function plainName(given: string): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? '';
  return [...last.replace(/\p{C}/gu, '').trim()].slice(-LONGEST_NAME).join('');
}
