// What an archive says of itself: its central directory (APPNOTE 4.3.12, 4.3.16), which stands at its end. Office
// documents are archives; nothing is unpacked to look at them.

export type ZipEntry = {
  name: string;
  encrypted: boolean;
  /** 0: the bytes stand as they are. */
  method: number;
  /** Bytes once unpacked, as the archive says. */
  size: number;
  /** Where its local header begins. */
  offset: number;
};

/** The end record is at least this long, and a comment of up to 65,535 bytes may follow it. */
const END_BYTES = 22;
export const ZIP_TAIL_BYTES = END_BYTES + 65_535;
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Where the directory stands, from the last ZIP_TAIL_BYTES of a file; null where there is no end record. */
export function zipDirectory(tail: Uint8Array): { offset: number; length: number; entries: number } | null {
  const at = view(tail);
  for (let end = tail.byteLength - END_BYTES; end >= 0; end -= 1) {
    if (at.getUint32(end, true) !== END) continue;
    return {
      entries: at.getUint16(end + 10, true),
      length: at.getUint32(end + 12, true),
      offset: at.getUint32(end + 16, true),
    };
  }
  return null;
}

/** The entries of a directory of `count`; null where it is not one, or holds more than it says. */
export function zipEntries(directory: Uint8Array, count: number): ZipEntry[] | null {
  const at = view(directory);
  const found: ZipEntry[] = [];
  let place = 0;
  while (found.length < count) {
    if (place + ENTRY_BYTES > directory.byteLength || at.getUint32(place, true) !== ENTRY) return null;
    const nameEnd = place + ENTRY_BYTES + at.getUint16(place + 28, true);
    found.push({
      name: new TextDecoder().decode(directory.subarray(place + ENTRY_BYTES, nameEnd)),
      encrypted: (at.getUint16(place + 8, true) & 1) === 1,
      method: at.getUint16(place + 10, true),
      size: at.getUint32(place + 24, true),
      offset: at.getUint32(place + 42, true),
    });
    place = nameEnd + at.getUint16(place + 30, true) + at.getUint16(place + 32, true);
  }
  return place === directory.byteLength ? found : null;
}
