// Packs a document so that the same text gives the same bytes: the library writes the time of packing and gives links
// random names.

import { Packer } from 'docx';
import type { Document } from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Zippable } from 'fflate';

/** Zip knows local times from 1980 on; one and the same for all entries. */
export const ENTRY_TIME = '2026-01-01T00:00:00';
/** Parts of the library's own have rId and a number. */
const RANDOM_LINK = /"rId([\w-]{21})"/g;

/** `stamp`, an ISO instant, becomes the document's time of creation and change. */
export async function docxBytes(document: Document, stamp: string): Promise<Uint8Array> {
  const parts = unzipSync(new Uint8Array(await Packer.toArrayBuffer(document)));
  const body = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
  const links = [...body.matchAll(RANDOM_LINK)].map(([, name]) => name);
  const numbered = (xml: string): string =>
    xml.replace(RANDOM_LINK, (_, name: string) => `"rIdLink${links.indexOf(name) + 1}"`);
  const stamped = (xml: string): string =>
    xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, (_, tag: string) => tag + stamp);
  const fixes: Record<string, (xml: string) => string> = {
    'docProps/core.xml': stamped,
    'word/document.xml': numbered,
    'word/_rels/document.xml.rels': numbered,
  };
  const sorted: Zippable = {};
  for (const name of Object.keys(parts).sort()) {
    const part = parts[name] ?? new Uint8Array();
    const fix = fixes[name];
    sorted[name] = [fix === undefined ? part : strToU8(fix(strFromU8(part))), { mtime: ENTRY_TIME }];
  }
  return zipSync(sorted);
}
