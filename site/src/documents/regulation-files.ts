// The regulation as PDF and DOCX in each language. They change with the text alone, so they are made once for it and kept.
// Started by itself it makes them and says where they are.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Print } from './print.ts';
import type { Fonts } from './regulation-pdf.ts';
import { regulationOf } from './regulation-text.ts';

const ROOT = join(import.meta.dirname, '../../..');
const MAKERS = import.meta.dirname;
const KEPT = join(ROOT, 'node_modules/.cache/uzdik');
export const LANGUAGES = ['kk', 'ru', 'en'] as const;
export const ENDINGS = ['pdf', 'docx'] as const;

type Texts = Record<string, Record<string, string>>;
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
export const nameOf = (language: string, ending: string): string => `regulation-${language}.${ending}`;

/** Where the files of this text are kept: by the hash of what they are made from. */
export function folder(): string {
  const hash = createHash('sha256').update(read('package.json'));
  for (const name of readdirSync(MAKERS).sort()) hash.update(readFileSync(join(MAKERS, name)));
  for (const language of LANGUAGES) hash.update(read(`content/regulation/${language}.mdx`));
  hash.update(read('content/texts/keeping.json')).update(read('content/texts/site.json'));
  return join(KEPT, `regulation-${hash.digest('hex').slice(0, 12)}`);
}

/** What is printed in a language. */
export function printOf(language: (typeof LANGUAGES)[number]): Print {
  const site = JSON.parse(read('content/texts/site.json')) as Texts;
  const keeping = JSON.parse(read('content/texts/keeping.json')) as Texts;
  const regulation = regulationOf(read(`content/regulation/${language}.mdx`));
  const said = (text: string | undefined, values: Record<string, string | number> = {}): string =>
    (text ?? '').replace(/\{(\w+)\}/g, (_, key: string) => String(values[key]));
  return {
    language,
    regulation,
    note: regulation.unofficial ? said(site.unofficial?.[language]) : '',
    missing: (n) => said(site['missing-paragraph']?.[language], { n }),
    page: (n, of) => said(keeping.page?.[language], { n, of }),
  };
}

/** The typeface of the PDF. */
export const fonts = (): Fonts => ({
  regular: readFileSync(join(ROOT, 'content/fonts/pt-sans-regular.ttf')),
  bold: readFileSync(join(ROOT, 'content/fonts/pt-sans-bold.ttf')),
});

async function make(into: string): Promise<void> {
  const [{ regulationPdf }, { regulationDocx }] = await Promise.all([
    import('./regulation-pdf.ts'),
    import('./regulation-docx.ts'),
  ]);
  const typefaces = fonts();
  const making = `${into}.${process.pid}`;
  await mkdir(making, { recursive: true });
  for (const language of LANGUAGES) {
    const print = printOf(language);
    await writeFile(join(making, nameOf(language, 'pdf')), await regulationPdf(print, typefaces));
    await writeFile(join(making, nameOf(language, 'docx')), await regulationDocx(print));
  }
  // Two builds at once make the same files: who comes second drops theirs.
  await rename(making, into).catch(() => rm(making, { recursive: true }));
}

/** The folder in which the six files are. */
export async function regulationFiles(): Promise<string> {
  const kept = folder();
  if (!existsSync(kept)) await make(kept);
  return kept;
}

if (process.argv[1] === import.meta.filename) process.stdout.write(`${await regulationFiles()}\n`);
