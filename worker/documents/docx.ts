// Packs a document so that the same text and instant give the same bytes: the library writes the time of packing.

import { Packer } from 'docx';
import type { Document } from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Zippable } from 'fflate';

// Zip knows local times from 1980 on; one and the same for all entries.
const ENTRY_TIME = '2026-01-01T00:00:00';

/** `at` in milliseconds becomes the document's time of creation and change. */
export async function docxOf(document: Document, at: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts = unzipSync(new Uint8Array(await Packer.toArrayBuffer(document)));
  const stamp = new Date(at).toISOString();
  const sorted: Zippable = {};
  for (const name of Object.keys(parts).sort()) {
    const bytes = parts[name] ?? new Uint8Array();
    const fixed =
      name === 'docProps/core.xml'
        ? strToU8(
            strFromU8(bytes).replace(
              /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g,
              (_, tag: string) => tag + stamp,
            ),
          )
        : bytes;
    sorted[name] = [fixed, { mtime: ENTRY_TIME }];
  }
  return zipSync(sorted);
}
