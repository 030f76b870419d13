/** @jsxImportSource hono/jsx */
// What the pages of results are made of. They are JSX without a state of their own, so that the build and the desk's
// preview print the same markup (docs/decisions 20).

import type { Language } from '#rules/application';
import { formatInstant } from '#rules/dates-in-words';
import type { Edition } from '#rules/edition';
import { correctionOf, inForce, publisherOf } from '#rules/publication';
import type { PublicationBody, SignedPublication } from '#rules/publication';
import { anchorOf } from '../data/regulation.ts';
import { speaker } from '../data/texts.ts';
import { sourceAddress, supersededAddress } from './addresses.ts';

/** What a page of results is made from: the register as it stands, or as it would. */
export type View = {
  language: Language;
  edition: Edition;
  publications: readonly SignedPublication[];
};
type Of<K extends PublicationBody['kind']> = SignedPublication & {
  body: Extract<PublicationBody, { kind: K }>;
};

/** The publication in force of one kind; of one commission where it is named. */
export const standing = <K extends PublicationBody['kind']>(
  { publications }: View,
  kind: K,
  commission?: string,
): Of<K> | undefined =>
  inForce(publications).find(
    (row): row is Of<K> =>
      row.body.kind === kind && (commission === undefined || publisherOf(row.body) === commission),
  );

/** A paragraph of the regulation in words, leading to its text. */
export function Clause({ language, n }: { language: Language; n: string }) {
  const t = speaker(language);
  return (
    <a class="ref" href={`/${language}/rules/#${anchorOf(n)}`}>
      {n.startsWith('A') ? t('appendix', { n: n.slice(1) }) : t('clause', { n })}
    </a>
  );
}

/** Seats of a commission as numbers; the chair's is marked. */
export function Seats({ language, seats, chair }: { language: Language; seats: number[]; chair: number }) {
  const t = speaker(language);
  return (
    <ul class="seats">
      {seats.map((seat) => (
        <li class={seat === chair ? 'chair' : undefined}>
          {seat === chair ? `${seat}, ${t('chair')}` : seat}
        </li>
      ))}
    </ul>
  );
}

/** The publication that a number is from. */
export function Source({ language, publication }: { language: Language; publication: SignedPublication }) {
  const { contest, number } = publication;
  return (
    <a class="ref" href={sourceAddress(language, contest, number)}>
      {speaker(language)('publication-n', { n: number })}
    </a>
  );
}

/** That a publication corrects another, when and why, and where the other one stays; nothing where it corrects none. */
export function Corrected({
  language,
  publication,
}: {
  language: Language;
  publication?: SignedPublication | undefined;
}) {
  const correction = publication === undefined ? undefined : correctionOf(publication.body);
  if (publication === undefined || correction === undefined) return null;
  const t = speaker(language);
  return (
    <div class="notice">
      <p>
        {t('corrected-on')}: {formatInstant(publication.at, language)}. {t('correction-reason')}:{' '}
        {correction.reason[language]}
      </p>
      <p>
        <a href={supersededAddress(language, publication.contest, correction.supersedes)}>
          {t('earlier-publication', { n: correction.supersedes })}
        </a>
      </p>
    </div>
  );
}
