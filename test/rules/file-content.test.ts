// §12: a file that a commission could not open gets its reason at once: not whole, a password, macros, too large.

import { zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import { describe, expect, it, test } from 'vitest';
import { contentFault, isCompound, isEncryptedOffice } from '#rules/file-content';
import type { Peek } from '#rules/file-content';
import { claimedType, matchesType } from '#rules/file-types';
import { zipDirectory, zipEntries } from '#rules/zip';

const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (c) => c.charCodeAt(0));
const into =
  (whole: Uint8Array): Peek =>
  (offset, length) =>
    Promise.resolve(whole.subarray(offset, offset + length));
/** Nothing is asked for that lies behind the end of the file. */
const within =
  (whole: Uint8Array): Peek =>
  (offset, length) => {
    if (offset < 0 || offset + length > whole.byteLength) throw new RangeError(`${offset} and ${length}`);
    return into(whole)(offset, length);
  };
const fault = (whole: Uint8Array, type: string, most = 1_000_000) =>
  contentFault(within(whole), whole.byteLength, type, most);

const TYPES = { '[Content_Types].xml': bytes('<Types/>') };
const docx = (more: Zippable = {}): Uint8Array =>
  zipSync({ ...TYPES, 'word/document.xml': bytes('<w:document/>'), ...more });
const odt = (content: Uint8Array, more: Zippable = {}): Uint8Array =>
  zipSync({
    mimetype: [bytes('application/vnd.oasis.opendocument.text'), { level: 0 }],
    'content.xml': [content, { level: 0 }],
    ...more,
  });

/** Says in the end record that there are so many entries (APPNOTE 4.3.16). */
const counted = (zip: Uint8Array, entries: number): Uint8Array => zip.fill(entries, -12, -11);

describe('§12 office documents', () => {
  test.each<[string, Uint8Array, string, string | null]>([
    ['a whole document', docx(), 'docx', null],
    [
      'a workbook under the name of a text',
      zipSync({ ...TYPES, 'xl/workbook.xml': bytes('<x/>') }),
      'docx',
      'FILE_TYPE',
    ],
    ['an archive that is no document', zipSync({ 'a.txt': bytes('a') }), 'docx', 'FILE_TYPE'],
    ['macros of Office', docx({ 'word/vbaProject.bin': bytes('x') }), 'docx', 'FILE_MACRO'],
    ['macros of Office in capitals', docx({ 'word/VBAPROJECT.BIN': bytes('x') }), 'docx', 'FILE_MACRO'],
    [
      'macros behind the entries that the end counts',
      counted(docx({ 'word/vbaProject.bin': bytes('x') }), 2),
      'docx',
      'FILE_DAMAGED',
    ],
    ['an entry that leads up', docx({ 'word/../../a': bytes('x') }), 'docx', 'FILE_DAMAGED'],
    ['an entry that leads up by its backslashes', docx({ '..\\a': bytes('x') }), 'docx', 'FILE_DAMAGED'],
    ['an entry from the root', docx({ '/etc/a': bytes('x') }), 'docx', 'FILE_DAMAGED'],
    ['an entry on a drive', docx({ 'c:a': bytes('x') }), 'docx', 'FILE_DAMAGED'],
    ['an entry with two dots in its name', docx({ 'word/a..b': bytes('x') }), 'docx', null],
    ['the end is missing', docx().slice(0, -30), 'docx', 'FILE_DAMAGED'],
    ['a directory that points nowhere', docx().fill(0xff, -6, -2), 'docx', 'FILE_DAMAGED'],
    ['a whole OpenDocument', odt(bytes('<?xml version="1.0"?><a/>')), 'odt', null],
    ['an OpenDocument under a password', odt(bytes('\u0093\u0011scrambled')), 'odt', 'FILE_PASSWORD'],
    [
      'a wrapped OpenDocument under a password',
      odt(bytes('<a/>'), { 'encrypted-package': bytes('x') }),
      'odt',
      'FILE_PASSWORD',
    ],
    [
      'macros of OpenDocument',
      odt(bytes('<a/>'), { 'Basic/Standard/Module1.xml': bytes('<m/>') }),
      'odt',
      'FILE_MACRO',
    ],
    [
      'a script of OpenDocument',
      odt(bytes('<a/>'), { 'Scripts/python/a.py': bytes('x') }),
      'odt',
      'FILE_MACRO',
    ],
    ['a folder for scripts is none', odt(bytes('<a/>'), { 'Scripts/python/': bytes('') }), 'odt', null],
    [
      'an empty library is no macro',
      odt(bytes('<a/>'), { 'Basic/Standard/script-lb.xml': bytes('<l/>') }),
      'odt',
      null,
    ],
  ])('%s', async (_, whole, type, expected) => {
    expect(await fault(whole, type)).toBe(expected);
  });

  test.each([
    [999, 'FILE_UNPACKED'],
    [1000, null],
    [1001, null],
  ])('unpacked it takes 1000 bytes where %d are allowed: %s', async (most, expected) => {
    const picture = new Uint8Array(1000 - '<Types/>'.length - '<w:document/>'.length);
    expect(await fault(docx({ 'word/media/image1.png': picture }), 'docx', most)).toBe(expected);
  });

  it('an entry that is marked encrypted', async () => {
    const whole = docx();
    const entry = new TextDecoder('latin1').decode(whole).indexOf('PK\u0001\u0002');
    whole[entry + 8] = 1;
    expect(await fault(whole, 'docx')).toBe('FILE_PASSWORD');
  });

  it('a compound file with an encrypted package is a document under a password; without one it is not', async () => {
    const compound = (name: string): Uint8Array => {
      const whole = new Uint8Array(2048);
      whole.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
      const at = new DataView(whole.buffer);
      at.setUint16(30, 9, true);
      at.setUint32(48, 1, true);
      whole.set(
        [...name].flatMap((c) => [c.charCodeAt(0), 0]),
        1024,
      );
      return whole;
    };
    expect(await isEncryptedOffice(into(compound('EncryptedPackage')), 'docx')).toBe(true);
    expect(await isEncryptedOffice(into(compound('WordDocument')), 'docx')).toBe(false);
    expect(await isEncryptedOffice(into(compound('EncryptedPackage')), 'pdf')).toBe(false);
    expect(await isEncryptedOffice(into(bytes('short')), 'docx')).toBe(false);
  });
});

describe('§12 where the pieces of a file lie', () => {
  const entry = (zip: Uint8Array): number => new TextDecoder('latin1').decode(zip).indexOf('PK\u0001\u0002');
  const joined = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

  it('a comment of the longest kind behind the directory is part of the archive', async () => {
    const commented = (length: number): Uint8Array => {
      const zip = joined(docx(), new Uint8Array(length));
      new DataView(zip.buffer).setUint16(zip.byteLength - length - 2, length, true);
      return zip;
    };
    expect(await fault(commented(65_535), 'docx')).toBeNull();
    expect(await fault(commented(65_536), 'docx')).toBe('FILE_DAMAGED');
  });

  it('an end record at the very beginning of what is read is found, one with nothing before it holds nothing', () => {
    const empty = zipSync({});
    expect(zipDirectory(empty)).toEqual({ entries: 0, length: 0, offset: 0 });
    expect(zipDirectory(empty.subarray(1))).toBeNull();
    expect(zipEntries(new Uint8Array(), 0)).toEqual([]);
    expect(zipEntries(new Uint8Array(), 1)).toBeNull();
  });

  it('entries are read with their extra fields and comments, sizes and places', () => {
    const zip = zipSync({
      'a.txt': [bytes('aaa'), { level: 0, extra: { 0x1234: bytes('extra') }, comment: 'a comment' }],
      'ә.txt': [bytes('bb'), { level: 9 }],
    });
    const directory = zipDirectory(zip) ?? { offset: 0, length: 0, entries: 0 };
    const end = directory.offset + directory.length;
    expect(end).toBe(zip.byteLength - 22);
    const all = zipEntries(zip.subarray(directory.offset, end), 2);
    expect(all?.map(({ name, encrypted, method, size }) => [name, encrypted, method, size])).toEqual([
      ['a.txt', false, 0, 3],
      ['ә.txt', false, 8, 2],
    ]);
    expect(
      new TextDecoder('latin1').decode(zip.subarray(all?.[1]?.offset, (all?.[1]?.offset ?? 0) + 4)),
    ).toBe('PK\u0003\u0004');
    // One more than there are, one fewer, and a directory that is cut off.
    expect(zipEntries(zip.subarray(directory.offset, end), 3)).toBeNull();
    expect(zipEntries(zip.subarray(directory.offset, end), 1)).toBeNull();
    expect(zipEntries(zip.subarray(directory.offset, end - 1), 2)).toBeNull();
    expect(zipEntries(zip.subarray(directory.offset + 1, end), 2)).toBeNull();
  });

  it('a directory that ends behind the file, or is too long, is damage', async () => {
    const zip = docx();
    const at = new DataView(zip.buffer);
    const length = at.getUint32(zip.byteLength - 10, true);
    at.setUint32(zip.byteLength - 6, zip.byteLength - length + 1, true);
    expect(await fault(zip, 'docx')).toBe('FILE_DAMAGED');
    const long = joined(new Uint8Array(4 * 2 ** 20), docx());
    const end = new DataView(long.buffer);
    end.setUint32(long.byteLength - 10, 4 * 2 ** 20 + 1, true);
    end.setUint32(long.byteLength - 6, 0, true);
    expect(await fault(long, 'docx')).toBe('FILE_DAMAGED');
  });

  test.each([
    ['stored and no XML', bytes('scrambled'), 0, 'FILE_PASSWORD'],
    ['stored, with a mark of its order', bytes('\u00ef\u00bb\u00bf <a/>'), 0, null],
    ['stored, with text before its first tag', bytes('x <a/>'), 0, 'FILE_PASSWORD'],
    ['stored, with blanks up to the sixteenth byte', bytes(`${' '.repeat(15)}<a/>`), 0, null],
    ['stored, with blanks up to the seventeenth', bytes(`${' '.repeat(16)}<a/>`), 0, 'FILE_PASSWORD'],
    ['stored and empty', bytes(''), 0, null],
    ['packed', bytes('scrambled'), 9, null],
  ])('the text of an OpenDocument: %s', async (_, content, level, expected) => {
    const whole = zipSync({
      mimetype: [bytes('application/vnd.oasis.opendocument.text'), { level: 0 }],
      'content.xml': [content, { level: level as 0, extra: { 0x1234: bytes('extra') } }],
    });
    expect(await fault(whole, 'odt')).toBe(expected);
  });

  it('a directory of four mebibytes is read, and one of a byte more is not', async () => {
    // Each entry takes 46 bytes, its name and its comment: 64 times 64 KiB.
    const zip = (more: number): Uint8Array => {
      const names = ['[Content_Types].xml', 'word/document.xml'];
      for (let n = names.length; n < 64; n += 1) names.push(`word/${n}.xml`);
      return zipSync(
        Object.fromEntries(
          names.map((name, n) => [
            name,
            [bytes('x'), { level: 0, comment: 'c'.repeat(65_536 - 46 - name.length + (n === 0 ? more : 0)) }],
          ]),
        ),
      );
    };
    expect([await fault(zip(0), 'docx'), await fault(zip(1), 'docx')]).toEqual([null, 'FILE_DAMAGED']);
  });

  it('an archive that holds nothing is no document', async () => {
    expect(await fault(zipSync({}), 'docx')).toBe('FILE_TYPE');
  });

  const compound = (length: number, head = 0xd0): Uint8Array => {
    const whole = new Uint8Array(length);
    whole.set([head, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    const at = new DataView(whole.buffer);
    // Sectors of 64 bytes, of which the directory is the fourth behind the head.
    at.setUint16(30, 6, true);
    at.setUint32(48, 3, true);
    whole.set(
      [...'EncryptedPackage'].flatMap((c) => [c.charCodeAt(0), 0]),
      256,
    );
    return whole;
  };
  test.each([
    [511, 0xd0, false],
    [512, 0xd0, true],
    [513, 0xd0, true],
    [2048, 0xd1, false],
  ])(
    'a compound file of %i bytes that begins with %i is under a password: %s',
    async (size, head, expected) => {
      expect(await isEncryptedOffice(into(compound(size, head)), 'docx')).toBe(expected);
    },
  );

  it('every byte of the head of a compound file counts', () => {
    const head = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    expect(isCompound(Uint8Array.from(head))).toBe(true);
    for (const index of head.keys())
      expect(isCompound(Uint8Array.from(head, (byte, at) => (at === index ? byte + 1 : byte)))).toBe(false);
    expect(entry(docx())).toBeGreaterThan(0);
  });

  it('a compound file shorter than its first sector is none', async () => {
    const whole = new Uint8Array(511);
    whole.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect(await isEncryptedOffice(into(whole), 'docx')).toBe(false);
  });
});

describe('§12 what a file is by its beginning', () => {
  const head = (text: string): Uint8Array => bytes(text);
  test.each([
    ['pdf', `${' '.repeat(1019)}%PDF-`, true],
    ['pdf', `${' '.repeat(1020)}%PDF-`, false],
    ['jpg', '\u00ff\u00d8\u00ff', true],
    ['jpg', '\u00ff\u00d8\u00fe', false],
    ['jpg', '\u00fe\u00d8\u00ff', false],
    ['png', '\u0089PNG\r\n\u001a\n', true],
    ['png', '\u0089PNG\r\n\u001a\r', false],
    ['webm', '\u001a\u0045\u00df\u00a3', true],
    ['webm', '\u001a\u0045\u00df\u00a4', false],
    ['mp4', '....ftyp', true],
    ['mov', '....moov', true],
    ['mov', '....wide', true],
    ['mov', '....mdat', true],
    ['mov', '....free', false],
    ['mov', '...ftyp.', false],
    ['odt', 'mimetype application/vnd.oasis.opendocument.text', false],
    ['exe', 'MZ', false],
  ])('%s: %j', (type, text, expected) => expect(matchesType(head(text), type)).toBe(expected));

  it('an office document begins with a part of a package and holds no part of another format', () => {
    const zip = (...names: string[]): Uint8Array =>
      zipSync(Object.fromEntries(names.map((name) => [name, bytes('x')])));
    const long = `word/${'a'.repeat(300)}.xml`;
    expect(matchesType(zip(long), 'docx')).toBe(true);
    expect(matchesType(zip(`docProps/${'a'.repeat(600)}.xml`), 'pptx')).toBe(true);
    for (const [type, own] of [
      ['docx', 'word/'],
      ['xlsx', 'xl/'],
      ['pptx', 'ppt/'],
    ] as const) {
      expect(matchesType(zip('[Content_Types].xml', `${own}a.xml`), type)).toBe(true);
      expect(matchesType(zip(`a/${own}a.xml`), type)).toBe(false);
      expect(matchesType(zip(`${own}a.xml`, own === 'xl/' ? 'ppt/a.xml' : 'xl/a.xml'), type)).toBe(false);
    }
    const odt = zipSync({ mimetype: [bytes('application/vnd.oasis.opendocument.text'), { level: 0 }] });
    const other = zipSync({ mimetype: [bytes('application/vnd.oasis.opendocument.graphics'), { level: 0 }] });
    const named = zipSync({
      'mimetype.txt': [bytes('application/vnd.oasis.opendocument.text'), { level: 0 }],
    });
    expect([odt, other, named].map((one) => matchesType(one, 'odt'))).toEqual([true, false, false]);
  });

  it('an OpenDocument says what it is within its first 4,096 bytes', () => {
    const type = 'application/vnd.oasis.opendocument.text';
    const odt = (before: number): Uint8Array =>
      zipSync({ mimetype: [bytes(`${' '.repeat(before)}${type}`), { level: 0 }] });
    const most = 4096 - 30 - 'mimetype'.length - type.length;
    expect([matchesType(odt(most), 'odt'), matchesType(odt(most + 1), 'odt')]).toEqual([true, false]);
  });

  test.each([
    ['a.PDF', 'pdf'],
    ['a.jpeg', 'jpg'],
    ['a.b.docx', 'docx'],
    ['a.pdf ', ''],
    ['a.pdf.', ''],
    ['a.p', ''],
    ['a.abcdef', ''],
    ['pdf', ''],
  ])('%j claims to be %j', (name, type) => expect(claimedType(name)).toBe(type));
});

describe('§12 PDF', () => {
  const filler = 'x'.repeat(100_000);
  test.each([
    ['a whole one', '%PDF-1.7\n1 0 obj <</A 1>> endobj\nstartxref\n9\n%%EOF\n', null],
    ['one that broke off', `%PDF-1.7\n1 0 obj <</A 1>> endobj\n${filler}`, 'FILE_DAMAGED'],
    ['a password in the trailer', '%PDF-1.7\ntrailer <</Root 1 0 R /Encrypt 5 0 R>>\n%%EOF', 'FILE_PASSWORD'],
    ['a password in place', '%PDF-1.7\ntrailer <</Encrypt <</V 4>> >>\n%%EOF', 'FILE_PASSWORD'],
    [
      'a password in a cross-reference stream far from the end',
      `%PDF-1.7\n2 0 obj <</Type /XRef /Encrypt 5 0 R>> stream\n${filler}endstream\nstartxref\n9\n%%EOF\n`,
      'FILE_PASSWORD',
    ],
    [
      'a password at the end of the piece that is read of them',
      `%PDF${'x'.repeat(65_511)}<</Encrypt 5 0 R>>${filler}\nstartxref\n0\n%%EOF\n`,
      'FILE_PASSWORD',
    ],
    ['an end that stands alone', '%%EOF', null],
    ['an end long before the end', `%PDF-1.7\n%%EOF\n${filler}`, 'FILE_DAMAGED'],
    ['cross-references behind the end', `%PDF-1.7\nstartxref\n99999999\n%%EOF\n`, null],
    [
      'a password in cross-references of which the end is the end of the file',
      `${filler}<</Encrypt 5 0 R>>${'x'.repeat(65_480)}\nstartxref\n${filler.length}\n%%EOF\n`,
      'FILE_PASSWORD',
    ],
    [
      'a password behind the piece that is read of them',
      `%PDF${'x'.repeat(65_535)}<</Encrypt 5 0 R>>${filler}\nstartxref\n0\n%%EOF\n`,
      null,
    ],
    ['the word in a text', `%PDF-1.7\n(/Encryption is a word)\nstartxref\n9\n%%EOF\n`, null],
  ])('%s', async (_, text, expected) => {
    expect(await fault(bytes(text), 'pdf')).toBe(expected);
  });
});

test('pictures and videos are known by their beginning alone', async () => {
  expect(await fault(bytes('anything'), 'jpg')).toBeNull();
  expect(await fault(bytes('anything'), 'mp4')).toBeNull();
});
