// A register in which every kind of publication stands once, and what its press texts say as lines.

import { LANGUAGES } from '#rules/application';
import type { Language } from '#rules/application';
import type { PublicationBody, Register } from '#rules/publication';
import { isTold } from '../../../site/src/press/files.ts';
import type { ToldPublication } from '../../../site/src/press/files.ts';
import { htmlOf } from '../../../site/src/press/html.ts';
import { pressText } from '../../../site/src/press/press-text.ts';
import { tiedContest } from '../contest.ts';
import { registerOf } from '../register.ts';

export const ORIGIN = 'https://uzdik.example';
const reason = { kk: 'Жүйе істен шықты.', ru: 'Сбой системы.', en: 'An outage.' };

/** A tie that the chair ended, a region where nobody passed, a correction; a longer term and a moved day before them. */
export async function toldRegister(): Promise<Register> {
  const [placement, ...rest] = await tiedContest();
  const more: PublicationBody[] = [
    { kind: 'extension', lastDay: '2026-09-18', deadline: '2026-09-18T19:00:00.000Z', reason },
    { kind: 'calendar', date: '2026-09-25', working: false, reason },
  ];
  const shifted = rest.map((body) =>
    'correction' in body && body.correction !== undefined
      ? { ...body, correction: { ...body.correction, supersedes: body.correction.supersedes + more.length } }
      : body,
  );
  return registerOf([...(placement === undefined ? [] : [placement]), ...more, ...shifted]);
}

/** One publication of each kind by a name of its own. */
export function oneOfEach({ publications }: Register): Record<string, ToldPublication> {
  const found: Record<string, ToldPublication> = {};
  for (const publication of publications.filter(isTold)) {
    const { body } = publication;
    const none = body.kind === 'regional' && body.finalist === null ? ' without a finalist' : '';
    const corrected = 'correction' in body && body.correction !== undefined ? ' corrected' : '';
    found[`${body.kind}${none}${corrected}`] ??= publication;
  }
  return found;
}

/** A fragment as lines: the element, its text, a link as [text](address). */
export function linesOf(html: string): string[] {
  const plain = (said: string): string =>
    said
      .replace(/<a href="([^"]*)">([^<]*)<\/a>/g, '[$2]($1)')
      .replace(/<strong>([^<]*)<\/strong>/g, '**$1**')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&');
  return [...html.matchAll(/<(h2|h3|p|li)>(.*?)<\/\1>/g)].map(
    ([, name, said]) => `${name} ${plain(said ?? '')}`,
  );
}

export type Expected = Record<Language, string[]>;
export const everyLanguage = <T>(of: (language: Language) => T): Record<Language, T> =>
  Object.fromEntries(LANGUAGES.map((language) => [language, of(language)])) as Record<Language, T>;

/** An announcement with everything that one may have, the same in each language. */
const ANNOUNCEMENT = `---
title: T
---

Words, «quoted» & **strong** ([a page](/kk/x/)).

## Heading

Until <Deadline /> (<Rule n="12" />, <Rule n="A2" />): <Number of="voting.winners" />,
<Number of="marks.criteria" />.

<Criteria />

- first
- second <Rule n="9" />
- <Day of="check" />, <Day of="winners" />, <Term of="terms.submissionWeeks" />, <Term of="terms.checkWorkingDays" />
`;

/** The lines of each of `oneOfEach` in each language; its own hash is HASH. */
export async function toldLines(): Promise<Record<string, Expected>> {
  const register = await toldRegister();
  return Object.fromEntries(
    Object.entries(oneOfEach(register)).map(([name, publication]) => [
      name,
      everyLanguage((language) => {
        const before = register.publications.filter(({ number }) => number <= publication.number);
        const telling = { language, publication, before, announcement: ANNOUNCEMENT, origin: ORIGIN };
        const lines = linesOf(htmlOf(pressText(telling), language));
        return lines.map((line) => line.replaceAll(publication.hash, 'HASH'));
      }),
    ]),
  );
}
