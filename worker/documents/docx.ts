// Packs a document so that the same text and instant give the same bytes: the library writes the time of packing.

import { Packer } from 'docx';
import type { Document } from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Zippable } from 'fflate';

// Zip knows local times from 1980 on; one and the same for all entries.
const ENTRY_TIME = '2026-01-01T00:00:00';
/** What no XML may hold, escaped or not (XML 1.0, 2.2): one such sign and no program opens the document. */
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** `at` in milliseconds becomes the document's time of creation and change. */
export async function docxOf(document: Document, at: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts = unzipSync(new Uint8Array(await Packer.toArrayBuffer(document)));
  const stamp = new Date(at).toISOString();
  const sorted: Zippable = {};
  for (const name of Object.keys(parts).sort()) {
    const bytes = parts[name] ?? new Uint8Array();
    sorted[name] = [name.endsWith('.xml') ? cleaned(name, bytes, stamp) : bytes, { mtime: ENTRY_TIME }];
  }
  return zipSync(sorted);
}

function cleaned(name: string, bytes: Uint8Array, stamp: string): Uint8Array {
  const text = strFromU8(bytes).replace(NOT_XML, '');
  if (name !== 'docProps/core.xml') return strToU8(text);
  return strToU8(
    text.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, (_, tag: string) => tag + stamp),
  );
}
