// The receipt as a PDF: what the page and the JSON say, to print and to keep.

import type { Language } from '#rules/application';
import { formatInstant } from '#rules/dates-in-words';
import type { SignedReceipt } from '#rules/receipt';
import { sizeIn } from '../pages/application-fields.tsx';
import { commissionName } from '../pages/names.ts';
import { words } from '../texts.ts';
import { PdfText } from './pdf.ts';

/** `origin` is where the receipt can be checked. */
export async function receiptPdf(
  language: Language,
  receipt: SignedReceipt,
  origin: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'documents', `receipt.${key}`, values);
  const pdf = await PdfText.open();
  if (receipt.mode !== 'real') pdf.text(say('demo'), { bold: true, after: 8 });
  pdf.text(say('contest', { edition: receipt.contest }), { soft: true });
  pdf.text(say('title'), { size: 18, bold: true, after: 8 });
  pdf.text(say(receipt.late ? 'late' : 'in-time'), { bold: true, after: 12 });
  const { kk, ru } = receipt.organisation;
  const pairs: [string, string][] = [
    ['reference', receipt.reference],
    ['received', formatInstant(receipt.receivedAt, language)],
    ['organisation', (language === 'ru' ? ru : kk) || '–'],
    ['commission', commissionName(language, receipt.commission)],
    ['filing', receipt.filing],
    ['manifest', receipt.manifestSha256],
    ['head', `${receipt.register.number}:${receipt.register.hash}`],
    ['key', receipt.key],
    ['signature', receipt.signature],
  ];
  for (const [key, value] of pairs) pdf.pair(say(key), value);
  pdf.text(say('files'), { size: 13, bold: true, after: 4 });
  if (receipt.files.length === 0) pdf.text(say('no-files'));
  for (const { name, kind, criterion, size, sha256 } of receipt.files) {
    const place = words(language, 'apply', `file.${kind}`);
    pdf.text(`${name} – ${place}${criterion === null ? '' : ` (${criterion})`}, ${sizeIn(language, size)}`, {
      after: 0,
    });
    pdf.text(`SHA-256 ${sha256}`, { size: 8.5, soft: true, after: 6 });
  }
  pdf.text(say('check', { address: `${origin}/${language}/verify/` }), { soft: true });
  return pdf.bytes((n, of) => words(language, 'documents', 'page', { n, of }));
}
