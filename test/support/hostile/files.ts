// Files as somebody sends them who means no good, or whose computer does not: by seed, each with bytes of its own. What has
// to be refused says so; the others are of a type that is taken, and have to stay data under whatever name they come.

import { zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import { dice } from './dice.ts';
import type { Dice } from './dice.ts';

export type HostileFile = {
  kind: string;
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Against the policy of the edition: it must not be taken. */
  refused: boolean;
};

const text = (said: string): Uint8Array<ArrayBuffer> => Uint8Array.from(new TextEncoder().encode(said));
const joined = (...parts: Uint8Array[]): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.concat(parts));
const bytesOf = (...values: number[]): Uint8Array<ArrayBuffer> => Uint8Array.from(values);

const SCRIPT = '<script>window.hostile = 1</script>';
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="window.hostile = 1">${SCRIPT}</svg>`;
const PNG = bytesOf(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const JPG = bytesOf(0xff, 0xd8, 0xff, 0xe1, 0x00, 0x40);
const EXE = joined(text('MZ'), bytesOf(0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff));
const ELF = bytesOf(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0);
const DOCUMENTS = ['pdf', 'docx', 'xlsx', 'pptx', 'odt', 'jpg', 'png', 'mp4', 'webm', 'mov'] as const;
const OFFICE = ['docx', 'xlsx', 'pptx'] as const;
const FOLDERS = { docx: 'word', xlsx: 'xl', pptx: 'ppt' };
const NOT_TAKEN = [
  ...[
    'exe',
    'html',
    'htm',
    'svg',
    'js',
    'mjs',
    'bat',
    'cmd',
    'ps1',
    'sh',
    'php',
    'jsp',
    'docm',
    'xlsm',
    'rtf',
  ],
  ...[
    'doc',
    'xls',
    'zip',
    'rar',
    '7z',
    'iso',
    'lnk',
    'scr',
    'hta',
    'jar',
    'swf',
    'xml',
    'xhtml',
    'eml',
    'gif',
    '',
  ],
];

const mark = (roll: Dice): string => `${roll.below(2 ** 31)}-${roll.below(2 ** 31)}`;
const pdf = (inside: string): Uint8Array<ArrayBuffer> =>
  text(`%PDF-1.7\n${inside}\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n`);
const packed = (parts: Record<string, string>): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    zipSync(
      Object.fromEntries(
        Object.entries(parts).map(([name, said]) => [name, [text(said), { level: 0 }]]),
      ) as Zippable,
    ),
  );
const office = (type: (typeof OFFICE)[number], more: Record<string, string>): Uint8Array<ArrayBuffer> =>
  packed({ '[Content_Types].xml': '<Types/>', [`${FOLDERS[type]}/main.xml`]: '<x/>', ...more });

/** Writes into each entry of an archive's directory (APPNOTE 4.3.12). */
function inDirectory(
  zip: Uint8Array<ArrayBuffer>,
  change: (at: DataView, entry: number) => void,
): Uint8Array<ArrayBuffer> {
  const at = new DataView(zip.buffer);
  for (let place = 0; place + 46 <= zip.byteLength; place += 1) {
    if (at.getUint32(place, true) === 0x02014b50) change(at, place);
  }
  return zip;
}
/** Says in the end record that the directory has so many entries. */
function counted(zip: Uint8Array<ArrayBuffer>, entries: number): Uint8Array<ArrayBuffer> {
  new DataView(zip.buffer).setUint16(zip.byteLength - 22 + 10, entries, true);
  return zip;
}

/** An Office document under a password: a compound file with a stream of that name (MS-CFB 2.2, MS-OFFCRYPTO 2.3.4). */
function encryptedOffice(roll: Dice): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(2048);
  file.set(roll.bytes(512), 1024);
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  const at = new DataView(file.buffer);
  at.setUint16(30, 9, true);
  at.setUint32(48, 0, true);
  file.set(Buffer.from('EncryptedPackage', 'utf16le'), 512);
  return file;
}

const LONG = 'ұ'.repeat(400);
const NAMES = [
  '../../../etc/passwd.pdf',
  '..\\..\\windows\\system32\\a.pdf',
  '/etc/cron.d/a.pdf',
  'C:\\a\\b.pdf',
  'a\u202Efdp.exe.pdf',
  'a\u2066b\u2069.pdf',
  'a\u0000.exe\u0000.pdf',
  'a\r\nSet-Cookie: a=b.pdf',
  'a"; filename="evil.html".pdf',
  "a'; filename*=UTF-8''evil.html;.pdf",
  `${LONG}.pdf`,
  '<img src=x onerror=alert(1)>.pdf',
  '{{constructor.constructor("alert(1)")()}}.pdf',
  '=cmd|calc!A1.pdf',
  'x.exe.pdf',
  'x.html .pdf',
  'CON.pdf',
  '.htaccess.pdf',
  '\uD800.pdf',
  '%2e%2e%2fa.pdf',
];

type Maker = { kind: string; make: (roll: Dice) => Omit<HostileFile, 'kind'> };
const bad = (kind: string, make: (roll: Dice) => [name: string, bytes: Uint8Array<ArrayBuffer>]): Maker => ({
  kind,
  make(roll) {
    const [name, bytes] = make(roll);
    return { name, bytes, refused: true };
  },
});
const data = (kind: string, make: (roll: Dice) => [name: string, bytes: Uint8Array<ArrayBuffer>]): Maker => ({
  kind,
  make(roll) {
    const [name, bytes] = make(roll);
    return { name, bytes, refused: false };
  },
});

const MAKERS: Maker[] = [
  bad('nothing', (roll) => [`a.${roll.of(DOCUMENTS)}`, new Uint8Array()]),
  bad('noise under a name', (roll) => [
    `a.${roll.of(DOCUMENTS)}`,
    joined(bytesOf(1, 2, 3, 4), roll.bytes(300)),
  ]),
  bad('HTML as a document', (roll) => [
    `a.${roll.of(DOCUMENTS)}`,
    text(`<!doctype html>${SCRIPT}<!-- ${mark(roll)} -->`),
  ]),
  bad('SVG as a picture or document', (roll) => [
    `a.${roll.of(DOCUMENTS)}`,
    text(`${SVG}<!-- ${mark(roll)} -->`),
  ]),
  bad('a program as a document', (roll) => [
    `a.${roll.of(DOCUMENTS)}`,
    joined(roll.of([EXE, ELF]), text(mark(roll)), roll.bytes(200)),
  ]),
  bad('a type that is not taken', (roll) => [`a.${roll.of(NOT_TAKEN)}`, pdf(`% ${mark(roll)}`)]),
  bad('two endings, the last one not taken', (roll) => [
    `report.${roll.of(DOCUMENTS)}.${roll.of(NOT_TAKEN.slice(0, -1))}`,
    pdf(`% ${mark(roll)}`),
  ]),
  bad('an ending that the name only seems to have', (roll) => [
    roll.of(['a.exe\u202Efdp.', 'a.pdf\u202E.exe', 'a.pdf.', 'a.pdf/', 'pdf', 'a.рdf', 'a.pdf\u200B.html']),
    pdf(`% ${mark(roll)}`),
  ]),
  bad('a picture under another ending', (roll) => [
    `a.${roll.of(['pdf', 'docx', 'odt', 'mp4', 'webm'])}`,
    joined(roll.of([PNG, JPG]), text(mark(roll)), roll.bytes(100)),
  ]),
  bad('a PDF under another ending', (roll) => [
    `a.${roll.of(['docx', 'xlsx', 'pptx', 'odt', 'jpg', 'png', 'mp4', 'mov', 'webm'])}`,
    pdf(`% ${mark(roll)}`),
  ]),
  bad('a PDF that is cut off', (roll) => ['a.pdf', text(`%PDF-1.7\n1 0 obj ${mark(roll)}`)]),
  bad('a PDF under a password', (roll) => [
    'a.pdf',
    text(`%PDF-1.7\n% ${mark(roll)}\ntrailer\n<< /Encrypt ${1 + roll.below(9)} 0 R >>\n%%EOF\n`),
  ]),
  bad('an Office document under a password', (roll) => [`a.${roll.of(OFFICE)}`, encryptedOffice(roll)]),
  bad('an archive with a locked entry', (roll) => {
    const type = roll.of(OFFICE);
    const locked = inDirectory(office(type, { 'a.xml': mark(roll) }), (at, entry) =>
      at.setUint16(entry + 8, at.getUint16(entry + 8, true) | 1, true),
    );
    return [`a.${type}`, locked];
  }),
  bad('a document with macros', (roll) => {
    const type = roll.of(OFFICE);
    const name = roll.of(['vbaProject.bin', 'VBAPROJECT.BIN', 'deep/vbaProject.bin']);
    return [`a.${type}`, office(type, { [`${FOLDERS[type]}/${name}`]: mark(roll) })];
  }),
  bad('macros behind a wrong count of entries', (roll) => {
    const type = roll.of(OFFICE);
    return [`a.${type}`, counted(office(type, { [`${FOLDERS[type]}/vbaProject.bin`]: mark(roll) }), 2)];
  }),
  bad('an OpenDocument with scripts', (roll) => [
    'a.odt',
    packed({
      mimetype: 'application/vnd.oasis.opendocument.text',
      'content.xml': `<x>${mark(roll)}</x>`,
      [roll.of(['Basic/Standard/Module1.xml', 'Scripts/python/a.py'])]: 'x',
    }),
  ]),
  bad('an archive that unpacks to gigabytes', (roll) => {
    const type = roll.of(OFFICE);
    const huge = inDirectory(office(type, { 'a.xml': mark(roll) }), (at, entry) =>
      at.setUint32(entry + 24, roll.of([0x7fffffff, 0xffffffff, 600 * 2 ** 20]), true),
    );
    return [`a.${type}`, huge];
  }),
  bad('archives in an archive', (roll) => [
    `a.${roll.of(OFFICE)}`,
    packed({ 'a.zip': Buffer.from(packed({ 'b.zip': mark(roll) })).toString('latin1') }),
  ]),
  bad('an archive whose entries lead out of it', (roll) => {
    const type = roll.of(OFFICE);
    const name = roll.of([
      '../../../etc/cron.d/a',
      '/etc/passwd',
      '..\\..\\a.exe',
      'word/../../a',
      'C:\\a.exe',
    ]);
    return [`a.${type}`, office(type, { [name]: mark(roll) })];
  }),
  bad('an archive that is cut off', (roll) => {
    const type = roll.of(OFFICE);
    const whole = office(type, { 'a.xml': mark(roll) });
    return [`a.${type}`, whole.slice(0, whole.byteLength - 1 - roll.below(40))];
  }),
  bad('one office format as another', (roll) => [
    'a.xlsx',
    roll.of([office('docx', { 'a.xml': mark(roll) }), office('pptx', { 'a.xml': mark(roll) })]),
  ]),
  data('a PDF that is a page too', (roll) => [
    'a.pdf',
    joined(text(`<html>${SCRIPT}`), pdf(`% ${mark(roll)}`)),
  ]),
  data('a PDF with a script of its own', (roll) => [
    'a.pdf',
    pdf(`1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >> % ${mark(roll)}`),
  ]),
  data('a picture with a script in its EXIF', (roll) => [
    'a.jpg',
    joined(JPG, text(`Exif\0\0${SCRIPT}${mark(roll)}`)),
  ]),
  data('a picture that is a page too', (roll) => [
    'a.png',
    joined(PNG, text(`<!doctype html>${SVG}${mark(roll)}`)),
  ]),
  data('a video that is a page too', (roll) => ['a.mp4', text(`<!--ftyp-->${SCRIPT}${mark(roll)}`)]),
  data('a picture that is an archive too', (roll) => ['a.png', joined(PNG, packed({ 'a.js': mark(roll) }))]),
  data('a name that is more than a name', (roll) => [roll.of(NAMES), pdf(`% ${mark(roll)}`)]),
];

/** `n` files, as many of each kind as of the others. */
export function hostileFiles(n: number, seed: number): HostileFile[] {
  const roll = dice(seed);
  return Array.from({ length: n }, (_, index) => {
    const { kind, make } = MAKERS[index % MAKERS.length] as Maker;
    return { kind, ...make(roll) };
  });
}
export const KINDS_OF_FILES = MAKERS.length;
