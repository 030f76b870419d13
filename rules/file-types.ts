// What a file is, by its first bytes: the name alone proves nothing. Zip-based documents are told apart by what the
// archive says it holds.

const HEAD_BYTES = 4096;
export { HEAD_BYTES };

const starts = (head: Uint8Array, ...bytes: number[]): boolean =>
  bytes.every((byte, index) => head[index] === byte);
const latin = new TextDecoder('latin1');
const ascii = (head: Uint8Array, from: number, to: number): string => latin.decode(head.subarray(from, to));

/** Where the name of the first file of an archive begins, and where its length stands (APPNOTE 4.3.7). */
const NAME = 30;
const NAME_LENGTH = 26;
const MIMETYPE = 'mimetype';

// Where each office format keeps its parts; the folders of the others never stand in it.
const OFFICE_FOLDER: Record<string, string> = { docx: 'word/', xlsx: 'xl/', pptx: 'ppt/' };

/** ECMA-376 leaves the order of the parts open, so the first must be one of a package and none of another format. */
function officeType(inside: string, type: string): boolean {
  const own = OFFICE_FOLDER[type] ?? '';
  const others = Object.values(OFFICE_FOLDER).filter((folder) => folder !== own);
  const names = inside.split('PK\u0003\u0004').map((entry) => entry.slice(26));
  const parts = ['[Content_Types].xml', '_rels/', 'docProps/', 'customXml/', own];
  return (
    parts.some((part) => inside.startsWith(part, NAME)) &&
    !names.some((name) => others.some((folder) => name.startsWith(folder)))
  );
}

/** True where `head`, the first bytes of a file, can be the beginning of a file of `type`. */
export function matchesType(head: Uint8Array, type: string): boolean {
  const zip = starts(head, 0x50, 0x4b, 0x03, 0x04);
  const inside = ascii(head, 0, HEAD_BYTES);
  switch (type) {
    case 'pdf':
      return inside.slice(0, 1024).includes('%PDF-');
    case 'jpg':
      return starts(head, 0xff, 0xd8, 0xff);
    case 'png':
      return starts(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
    case 'odt':
      return (
        zip &&
        head[NAME_LENGTH] === MIMETYPE.length &&
        inside.startsWith(MIMETYPE, NAME) &&
        inside.includes('application/vnd.oasis.opendocument.text')
      );
    case 'docx':
    case 'xlsx':
    case 'pptx':
      return zip && officeType(inside, type);
    case 'mp4':
    case 'mov':
      return ['ftyp', 'moov', 'wide', 'mdat'].includes(ascii(head, 4, 8));
    case 'webm':
      return starts(head, 0x1a, 0x45, 0xdf, 0xa3);
    default:
      return false;
  }
}

/** The type a name claims, 'jpg' for jpeg; '' where it has none. */
export function claimedType(name: string): string {
  const type = /\.([A-Za-z0-9]{2,5})$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return type === 'jpeg' ? 'jpg' : type;
}
