// What is said of a file that is not taken, in one way whether it came at once or in pieces.

import type { Edition, FileLimit } from '#rules/edition';
import { contentFault, isEncryptedOffice } from '#rules/file-content';
import type { Fault, Peek } from '#rules/file-content';
import { claimedType, HEAD_BYTES, matchesType } from '#rules/file-types';
import type { Finding } from '#rules/finding';
import type { FileStore } from '../files/store.ts';

const MEGABYTE = 2 ** 20;

/** What the edition takes of a type; null where it takes none. */
export function limitFor({ files: { documents, video } }: Edition, type: string): FileLimit | null {
  return [documents, video].find(({ types }) => types.includes(type)) ?? null;
}

export function refusedFile(
  code: Fault | 'FILE_EMPTY' | 'FILE_TOO_LARGE',
  name: string,
  edition: Edition,
): Finding {
  const { documents, video } = edition.files;
  const most =
    code === 'FILE_UNPACKED'
      ? documents.maxUnpackedBytes
      : (limitFor(edition, claimedType(name))?.maxBytes ?? documents.maxBytes);
  const values = {
    name,
    types: [...documents.types, ...video.types].join(', '),
    max: Math.floor(most / MEGABYTE),
  };
  return { clause: '12', code, kind: 'refusal', field: 'files', values };
}

/** What is wrong with a whole file of `size` bytes; null where it is as the edition wants it. */
export async function fileFinding(
  edition: Edition,
  name: string,
  size: number,
  peek: Peek,
): Promise<Finding | null> {
  const type = claimedType(name);
  const limit = limitFor(edition, type);
  const refused = (code: Parameters<typeof refusedFile>[0]): Finding => refusedFile(code, name, edition);
  if (size === 0) return refused('FILE_EMPTY');
  if (limit === null) return refused('FILE_TYPE');
  if (size > limit.maxBytes) return refused('FILE_TOO_LARGE');
  if (!matchesType(await peek(0, HEAD_BYTES), type))
    return refused((await isEncryptedOffice(peek, type)) ? 'FILE_PASSWORD' : 'FILE_TYPE');
  const fault = await contentFault(peek, size, type, edition.files.documents.maxUnpackedBytes);
  return fault === null ? null : refused(fault);
}

/** Looks into a stored file without reading it whole. */
export const peekInto =
  (store: FileStore, sha256: string): Peek =>
  async (offset, length) => {
    const part = length <= 0 ? null : await store.read(sha256, { offset, length });
    return part === null ? new Uint8Array() : new Uint8Array(await part.arrayBuffer());
  };
