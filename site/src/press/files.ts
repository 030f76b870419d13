// Which publications have a press pack, what files it is made of and where they lie.

import type { Language } from '#rules/application';
import { LANGUAGES } from '#rules/application';
import { isNews } from '#rules/publication';
import type { NewsBody, SignedPublication } from '#rules/publication';
import { commissionAddress, resultsAddress } from '../results/addresses.ts';

export type ToldPublication = SignedPublication & { body: NewsBody };

export const isTold = (publication: SignedPublication): publication is ToldPublication =>
  isNews(publication.body);

/** Pixels, as social networks take them: a card of a link, a post, a story. */
export const SIZES = {
  wide: { width: 1200, height: 630 },
  square: { width: 1080, height: 1080 },
  tall: { width: 1080, height: 1920 },
} as const;
export type Size = keyof typeof SIZES;
export const SIZE_NAMES = Object.keys(SIZES) as Size[];

/** The pack of the contest as a whole, which has pictures alone. */
export const OF_CONTEST = 'contest';
export type PackName = number | typeof OF_CONTEST;

export const pictureName = (language: Language, size: Size): string =>
  `picture-${SIZES[size].width}x${SIZES[size].height}-${language}.png`;
export const TEXT_ENDINGS = ['html', 'docx', 'txt'] as const;
/** The text of a pack; as .txt the short post. */
export const textName = (language: Language, ending: (typeof TEXT_ENDINGS)[number]): string =>
  `${ending === 'txt' ? 'post' : 'text'}-${language}.${ending}`;
export const DATA_NAMES = ['publication.json', 'publication.csv'] as const;

/** The archive's name says whose it is wherever it is saved. */
export const archiveName = (contest: string, name: PackName): string => `uzdik-${contest}-${name}.zip`;

/** Path of a file of a pack. */
export const packPath = (contest: string, name: PackName, file: string): string =>
  `/data/${contest}/press/${name}/${file}`;

/** All files of a publication's pack but the archive that holds them. */
export const packFiles = (): string[] => [
  ...LANGUAGES.flatMap((language) => [
    ...TEXT_ENDINGS.map((ending) => textName(language, ending)),
    ...SIZE_NAMES.map((size) => pictureName(language, size)),
  ]),
  ...DATA_NAMES,
];

/** The page of the site where readers find what a publication says. */
export function officialPath({ body, contest }: SignedPublication, language: Language): string {
  switch (body.kind) {
    case 'placement':
    case 'extension':
    case 'calendar':
      return `/${language}/announcement/`;
    case 'list':
      return `${resultsAddress(language, contest)}#list`;
    case 'republican':
    case 'commitments':
    case 'selection':
    case 'regional':
      return commissionAddress(language, contest, body.commission);
  }
}
