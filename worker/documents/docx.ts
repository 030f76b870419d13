// Packs a document so that the same text and instant give the same bytes: the library writes the time of packing.

import { Packer } from 'docx';
import type { Document } from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import { documentXml, ENTRY_TIME } from '#rules/document-xml';

/** `at` in milliseconds becomes the document's time of creation and change. */
export async function docxOf(document: Document, at: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts = unzipSync(new Uint8Array(await Packer.toArrayBuffer(document)));
  const stamp = new Date(at).toISOString();
  const sorted: Zippable = {};
  for (const name of Object.keys(parts).sort()) {
    const bytes = parts[name] ?? new Uint8Array();
    const part = name.endsWith('.xml') ? strToU8(documentXml(name, strFromU8(bytes), stamp)) : bytes;
    sorted[name] = [part, { mtime: ENTRY_TIME }];
  }
  return zipSync(sorted);
}
