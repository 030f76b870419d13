// Hostile texts as names of files and of organisations in the receipt as a PDF: the document is read back, and knows no
// kind of object that a harmless receipt does not know.

import { PDFArray, PDFDict, PDFDocument, PDFName, PDFStream } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import { Client, newKey } from '../../../host/rehearsal/client.ts';
import { pdfOf } from '../../../host/rehearsal/scene.ts';
import { fullForm } from '../edition.ts';
import type { TestHouse } from '../start.ts';

/** Every key of a dictionary in the document, and every name that is a value of one. */
async function namesIn(bytes: Uint8Array): Promise<Set<string>> {
  const document = await PDFDocument.load(bytes, { throwOnInvalidObject: true });
  const names = new Set<string>();
  const walk = (object: PDFObject | undefined): void => {
    if (object instanceof PDFStream) walk(object.dict);
    else if (object instanceof PDFArray) for (const one of object.asArray()) walk(one);
    else if (object instanceof PDFDict)
      for (const [key, value] of object.entries()) {
        names.add(key.asString());
        if (value instanceof PDFName) names.add(value.asString());
        walk(value);
      }
  };
  for (const [, object] of document.context.enumerateIndirectObjects()) walk(object);
  // Fonts are named by lot.
  return new Set([...names].filter((name) => !/^\/(?:[A-Z]{6}\+)?PTSans-/.test(name)));
}

/** The receipt of an application whose organisation and files are called `texts`. */
async function receiptNaming(house: TestHouse, texts: string[]): Promise<Uint8Array> {
  const client = new Client(house.origin);
  const [organisationKk = ''] = texts;
  const { body } = await client.json('/api/drafts', { form: fullForm({ organisationKk }) });
  const bearer = { authorization: `Bearer ${String(body.token)}` };
  for (const text of texts) {
    const name = encodeURIComponent(`${text.toWellFormed()}.pdf`);
    await client.bytes(`/api/drafts/files?kind=evidence&name=${name}`, pdfOf(text, 1000), bearer);
  }
  const { status } = await client.json('/api/applications', {}, { ...bearer, 'idempotency-key': newKey() });
  if (status !== 201) throw new Error(`not filed: ${status}`);
  const receipt = await client.fetch('/api/applications/receipt.pdf?language=kk', { headers: bearer });
  if (receipt.status !== 200) throw new Error(`no receipt: ${receipt.status}`);
  return new Uint8Array(await receipt.arrayBuffer());
}

/** What receipts that name `texts` know and a harmless one does not; nothing, where texts are only drawn. */
export async function strangersInReceipts(
  house: TestHouse,
  texts: string[],
  each: number,
): Promise<string[]> {
  const harmless = Array.from({ length: each }, (_, index) => `Мұрағат ${index}`);
  const known = await namesIn(await receiptNaming(house, harmless));
  const strangers = new Set<string>();
  for (let from = 0; from < texts.length; from += each) {
    const names = await namesIn(await receiptNaming(house, texts.slice(from, from + each)));
    for (const name of names) if (!known.has(name)) strangers.add(name);
  }
  return [...strangers];
}
