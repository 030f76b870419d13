// §12: a file that a commission could not open gets its reason at once: not whole, a password, macros, too large.

import { zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import { describe, expect, it, test } from 'vitest';
import { contentFault, isEncryptedOffice } from '#rules/file-content';
import type { Peek } from '#rules/file-content';

const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (c) => c.charCodeAt(0));
const into =
  (whole: Uint8Array): Peek =>
  (offset, length) =>
    Promise.resolve(whole.subarray(offset, offset + length));
const fault = (whole: Uint8Array, type: string, most = 1_000_000) =>
  contentFault(into(whole), whole.byteLength, type, most);

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
    ['the word in a text', `%PDF-1.7\n(/Encryption is a word)\nstartxref\n9\n%%EOF\n`, null],
  ])('%s', async (_, text, expected) => {
    expect(await fault(bytes(text), 'pdf')).toBe(expected);
  });
});

test('pictures and videos are known by their beginning alone', async () => {
  expect(await fault(bytes('anything'), 'jpg')).toBeNull();
  expect(await fault(bytes('anything'), 'mp4')).toBeNull();
});
