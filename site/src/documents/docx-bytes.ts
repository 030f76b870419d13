// Packs a document so that the same text gives the same bytes: the library writes the time of packing and gives links
// random names.

import { Packer } from 'docx';
import type { Document } from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import { documentXml, ENTRY_TIME } from '#rules/document-xml';

/** Parts of the library's own have rId and a number. */
const RANDOM_LINK = /"rId([\w-]{21})"/g;
const LINKED = new Set(['word/document.xml', 'word/_rels/document.xml.rels']);

/** `stamp`, an ISO instant, becomes the document's time of creation and change. */
export async function docxBytes(document: Document, stamp: string): Promise<Uint8Array> {
  const parts = unzipSync(new Uint8Array(await Packer.toArrayBuffer(document)));
  const body = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
  const links = [...body.matchAll(RANDOM_LINK)].map(([, name]) => name);
  const numbered = (xml: string): string =>
    xml.replace(RANDOM_LINK, (_, name: string) => `"rIdLink${links.indexOf(name) + 1}"`);
  const written = (name: string, bytes: Uint8Array): Uint8Array => {
    if (!/\.(xml|rels)$/.test(name)) return bytes;
    const xml = documentXml(name, strFromU8(bytes), stamp);
    return strToU8(LINKED.has(name) ? numbered(xml) : xml);
  };
  const sorted: Zippable = {};
  for (const name of Object.keys(parts).sort())
    sorted[name] = [written(name, parts[name] ?? new Uint8Array()), { mtime: ENTRY_TIME }];
  return zipSync(sorted);
}
