// One part of a file, as a player of videos and a viewer of documents ask for it (RFC 9110 §14.2).

export type ByteRange = { offset: number; length: number };

/**
 * The part that `header` asks for of `size` bytes. Null for the whole: no part is asked for, several are, or it cannot be
 * read; 'beyond' where the file has nothing of it.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | 'beyond' | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (found === null) return null;
  const [, first = '', last = ''] = found;
  if (first === '' && last === '') return null;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'beyond' : { offset: size - length, length };
  }
  const [offset, end] = [Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1)];
  if (last !== '' && Number(last) < offset) return null;
  return offset >= size ? 'beyond' : { offset, length: end - offset + 1 };
}
