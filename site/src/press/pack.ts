// The press pack of a publication: its text in three languages as HTML fragment, document and short post, its pictures, its
// data, and all of it in one archive. It follows from the register up to the publication, so it is the same bytes whenever it
// is made.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import { LANGUAGES } from '#rules/application';
import type { Language } from '#rules/application';
import { ENTRY_TIME } from '#rules/document-xml';
import type { Mode, SignedPublication } from '#rules/publication';
import { summary } from '../data/news-summary.ts';
import { csvOf, jsonOf } from './data.ts';
import { docxOf } from './docx.ts';
import { archiveName, isTold, OF_CONTEST, officialPath, pictureName, SIZE_NAMES, textName } from './files.ts';
import type { PackName, ToldPublication } from './files.ts';
import { headline } from './headline.ts';
import { htmlOf } from './html.ts';
import { pictureSvg } from './picture.ts';
import type { Faces } from './picture.ts';
import { contestPicture, publicationPicture } from './picture-words.ts';
import type { PictureWords } from './picture-words.ts';
import { pngOf } from './png.ts';
import { pressText } from './press-text.ts';
import { Typeface } from './typeface.ts';

const CONTENT = join(import.meta.dirname, '../../../content');
const encoder = new TextEncoder();

export type Files = Record<string, Uint8Array>;
/** What every pack of a house says of its contest. */
export type House = { contest: string; mode: Mode; origin: string };

/** The texts and the data of a publication's pack, without its pictures. */
export async function textFiles(
  publication: ToldPublication,
  publications: readonly SignedPublication[],
  origin: string,
): Promise<Files> {
  const before = publications.filter(({ number }) => number <= publication.number);
  const files: Files = {};
  for (const language of LANGUAGES) {
    const announcement = readFileSync(
      join(CONTENT, publication.contest, `announcement.${language}.mdx`),
      'utf8',
    );
    const blocks = pressText({ language, publication, before, announcement, origin });
    files[textName(language, 'html')] = encoder.encode(htmlOf(blocks, language));
    files[textName(language, 'docx')] = await docxOf(blocks, language, publication.at);
    files[textName(language, 'txt')] = encoder.encode(postOf(publication, language, origin));
  }
  files['publication.json'] = encoder.encode(jsonOf(publication));
  files['publication.csv'] = encoder.encode(csvOf(publication));
  return files;
}

/** Three lines for a social network: headline, what it says, where it is read. */
const postOf = (publication: ToldPublication, language: Language, origin: string): string =>
  [
    headline(publication, language),
    summary(publication.body, language),
    origin + officialPath(publication, language),
  ].join('\n\n') + '\n';

let faces: Faces | null = null;
const typefaces = (): Faces =>
  (faces ??= {
    regular: new Typeface(readFileSync(join(CONTENT, 'fonts/pt-sans-regular.ttf'))),
    bold: new Typeface(readFileSync(join(CONTENT, 'fonts/pt-sans-bold.ttf'))),
  });

/** The pictures as SVG, by the name of the file they become. */
export function pictures(words: (language: Language) => PictureWords): Record<string, string> {
  return Object.fromEntries(
    LANGUAGES.flatMap((language) =>
      SIZE_NAMES.map((size) => [pictureName(language, size), pictureSvg(words(language), size, typefaces())]),
    ),
  );
}

/** Every file of a pack by its name. */
export async function packOf(
  name: PackName,
  publications: readonly SignedPublication[],
  { contest, mode, origin }: House,
): Promise<Files> {
  const publication = publications.find(({ number }) => number === name);
  if (name !== OF_CONTEST && (publication === undefined || !isTold(publication)))
    throw new Error(`Publication ${name} has no press pack.`);
  const told = publication !== undefined && isTold(publication) ? publication : null;
  const drawn = pictures((language) =>
    told === null ? contestPicture(language, mode, origin) : publicationPicture(told, language, origin),
  );
  const [texts, ...rasters] = await Promise.all([
    told === null ? {} : textFiles(told, publications, origin),
    ...Object.entries(drawn).map(async ([file, svg]) => [file, await pngOf(svg)] as const),
  ]);
  const files: Files = { ...texts, ...Object.fromEntries(rasters) };
  return { ...files, [archiveName(contest, name)]: archive(files, archiveName(contest, name)) };
}

/** The files in a folder of the archive's name, in order of their names. Pictures are compressed already. */
function archive(files: Files, name: string): Uint8Array {
  const inside: Zippable = {};
  for (const file of Object.keys(files).sort())
    inside[`${name.replace('.zip', '')}/${file}`] = [
      files[file] ?? new Uint8Array(),
      { mtime: ENTRY_TIME, level: /\.(png|docx)$/.test(file) ? 0 : 9 },
    ];
  return zipSync(inside);
}
