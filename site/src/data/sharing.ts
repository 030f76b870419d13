// What is shown where a page is shared (Open Graph): the picture and the sentence of the publication that the page is about,
// found by the page's address; the contest's own picture on every other page.

import type { Language } from '#rules/application';
import { inForce, publisherOf } from '#rules/publication';
import type { NewsBody } from '#rules/publication';
import { headline } from '../press/headline.ts';
import { OF_CONTEST, packPath, pictureName, SIZES } from '../press/files.ts';
import type { ToldPublication } from '../press/files.ts';
import { edition, publications, regions } from './contest.ts';
import { summary } from './news-summary.ts';
import { told } from './press.ts';
import { words } from './texts.ts';

type Shared = {
  description: string;
  /** Path of the picture, pixels, what it shows in words. */
  picture: string;
  width: number;
  height: number;
  alt: string;
};

/** `path` is the page's after the language; `own` is its own description. */
export function shared(language: Language, path: string, own: string | undefined): Shared {
  const about = aboutOf(path);
  const { width, height } = SIZES.wide;
  return {
    description:
      own ?? (about === undefined ? words(language, 'site', 'about') : summary(about.body, language)),
    picture: packPath(edition.edition, about?.number ?? OF_CONTEST, pictureName(language, 'wide')),
    width,
    height,
    alt: about === undefined ? words(language, 'site', 'contest-name') : headline(about, language),
  };
}

/** The newest publication in force of the first of `kinds` that has one. */
function newest(kinds: readonly NewsBody['kind'][], publisher?: string): ToldPublication | undefined {
  const force = inForce(publications);
  const found = kinds.map((kind) =>
    told.findLast(
      (row) =>
        row.body.kind === kind &&
        force.includes(row) &&
        (publisher === undefined || publisherOf(row.body) === publisher),
    ),
  );
  return found.find((row) => row !== undefined);
}

function aboutOf(path: string): ToldPublication | undefined {
  if (path === 'announcement/') {
    return told.findLast(({ body: { kind } }) => kind === 'placement' || kind === 'extension');
  }
  const results = `results/${edition.edition}/`;
  if (!path.startsWith(results)) return undefined;
  const [first = '', number] = path.slice(results.length).split('/');
  if (first === '') return newest(['republican', 'list']);
  if (first === 'republic') return newest(['republican']);
  if (first === 'publications') return told.find((row) => String(row.number) === number);
  const region = regions.find(({ slug }) => slug === first);
  return region === undefined ? undefined : newest(['regional', 'selection'], region.code);
}
