// Whether a document can be opened and read by a commission: whole, without a password, without macros, and not larger
// than it looks. The beginning of a file says its type (file-types.ts); this looks at the rest, a few pieces of it.

import { zipDirectory, zipEntries, ZIP_TAIL_BYTES } from './zip.ts';
import type { ZipEntry } from './zip.ts';

/** Reads `length` bytes from `offset`; fewer where the file ends. */
export type Peek = (offset: number, length: number) => Promise<Uint8Array>;
export type Fault = 'FILE_TYPE' | 'FILE_DAMAGED' | 'FILE_PASSWORD' | 'FILE_MACRO' | 'FILE_UNPACKED';

const OFFICE = ['docx', 'xlsx', 'pptx'];
const FOLDER: Record<string, string> = { docx: 'word/', xlsx: 'xl/', pptx: 'ppt/', odt: 'content.xml' };
// The directory of a document has thousands of entries at most.
const MOST_DIRECTORY = 4 * 2 ** 20;
const PIECE = 64 * 1024;
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const MACRO = /(^|\/)vbaProject\.bin$|^Basic\/.+\/(?!script-lb\.xml$)[^/]+\.xml$|^Scripts\/.*[^/]$/i;
/** An entry that would be unpacked beside the folder of its archive (APPNOTE 4.4.17: no drive, no leading slash). */
const LEADS_OUT = /^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)/i;

const latin = new TextDecoder('latin1');

/** What is wrong with a document of `size` bytes and `type`; null where nothing is, and for pictures and videos. */
export async function contentFault(
  peek: Peek,
  size: number,
  type: string,
  maxUnpackedBytes: number,
): Promise<Fault | null> {
  if (type === 'pdf') return pdfFault(peek, size);
  return OFFICE.includes(type) || type === 'odt' ? zipFault(peek, size, type, maxUnpackedBytes) : null;
}

export const isCompound = (head: Uint8Array): boolean =>
  COMPOUND.every((byte, index) => head[index] === byte);

/** A document under a password is no archive: Office packs it into an OLE compound file. */
export async function isEncryptedOffice(peek: Peek, type: string): Promise<boolean> {
  const head = await peek(0, 512);
  if (!OFFICE.includes(type) || head.byteLength < 512 || !isCompound(head)) return false;
  const at = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const sector = 1 << at.getUint16(30, true);
  const names = await peek((at.getUint32(48, true) + 1) * sector, sector);
  return new TextDecoder('utf-16le').decode(names).includes('EncryptedPackage');
}

async function zipFault(peek: Peek, size: number, type: string, most: number): Promise<Fault | null> {
  const from = Math.max(0, size - ZIP_TAIL_BYTES);
  const directory = zipDirectory(await peek(from, size - from));
  if (directory === null || directory.length > MOST_DIRECTORY) return 'FILE_DAMAGED';
  if (directory.offset + directory.length > size) return 'FILE_DAMAGED';
  const entries = zipEntries(await peek(directory.offset, directory.length), directory.entries);
  if (entries === null) return 'FILE_DAMAGED';
  const names = entries.map(({ name }) => name);
  if (names.some((name) => LEADS_OUT.test(name))) return 'FILE_DAMAGED';
  if (entries.some(({ encrypted }) => encrypted) || names.includes('encrypted-package'))
    return 'FILE_PASSWORD';
  const own = FOLDER[type] ?? '';
  const packed = type === 'odt' || names.includes('[Content_Types].xml');
  if (!packed || !names.some((name) => name.startsWith(own))) return 'FILE_TYPE';
  if (names.some((name) => MACRO.test(name))) return 'FILE_MACRO';
  if (entries.reduce((sum, entry) => sum + entry.size, 0) > most) return 'FILE_UNPACKED';
  const text = entries.find(({ name }) => name === 'content.xml');
  return text !== undefined && (await isScrambled(peek, text)) ? 'FILE_PASSWORD' : null;
}

/** OpenDocument stores a text under a password as it is, and what it is is no XML. */
async function isScrambled(peek: Peek, entry: ZipEntry): Promise<boolean> {
  if (entry.method !== 0 || entry.size === 0) return false;
  const header = await peek(entry.offset, 30);
  const at = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const start = entry.offset + 30 + at.getUint16(26, true) + at.getUint16(28, true);
  return !/^(\u00ef\u00bb\u00bf)?\s*</.test(latin.decode(await peek(start, 16)));
}

/** A PDF ends with where its cross-references stand; there, and at its end, it says whether it is encrypted. */
async function pdfFault(peek: Peek, size: number): Promise<Fault | null> {
  const from = Math.max(0, size - PIECE);
  const tail = latin.decode(await peek(from, size - from));
  if (!tail.includes('%%EOF')) return 'FILE_DAMAGED';
  const places = [...tail.matchAll(/startxref\s+(\d+)/g)].map(([, place]) => Number(place));
  const references = await Promise.all(
    places.filter((place) => place < from).map((place) => peek(place, Math.min(PIECE, size - place))),
  );
  const said = [tail, ...references.map((bytes) => latin.decode(bytes))];
  return said.some((text) => /\/Encrypt\s*(\d+\s+\d+\s+R|<<)/.test(text)) ? 'FILE_PASSWORD' : null;
}
