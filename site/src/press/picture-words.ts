// What stands on the pictures of a publication: few words, the day in words, and only names that the register has.

import type { Language } from '#rules/application';
import { formatDay, formatDeadline } from '#rules/dates-in-words';
import { localDay } from '#rules/days';
import { correctionOf, publisherOf } from '#rules/publication';
import type { Mode } from '#rules/publication';
import { nameIn, regionName } from '../data/regions.ts';
import { words } from '../data/texts.ts';
import type { ToldPublication } from './files.ts';
import { capital } from './headline.ts';
import { pressWords } from './words.ts';

export type PictureWords = {
  /** Beside the emblem: the contest and who holds it. */
  contest: string;
  agency: string;
  /** The line above everything; '' for none. */
  kicker: string;
  /** A smaller line that the headline answers; '' for none. */
  label: string;
  headline: string;
  /** Under the headline, in ordinary type; '' for none. */
  about: string;
  /** A term: what, and until when. */
  detail: { label: string; value: string } | null;
  figures: { value: number; label: string }[];
  list: { name: string; note: string }[];
  day: string;
  /** Host of the site; '' where it is not the real one. */
  host: string;
  /** What a demo and a rehearsal say of themselves; '' for the contest itself. */
  notReal: string;
};

type Frame = Pick<PictureWords, 'contest' | 'agency' | 'host' | 'notReal'>;
type Said = Pick<PictureWords, 'kicker' | 'headline'> &
  Partial<Pick<PictureWords, 'label' | 'detail' | 'figures' | 'list'>>;

const frame = (language: Language, mode: Mode, origin: string): Frame => ({
  contest: words(language, 'site', 'contest-name'),
  agency: words(language, 'site', 'agency'),
  host: mode === 'real' ? new URL(origin).host : '',
  notReal: mode === 'real' ? '' : pressWords(language, 'not-real'),
});
const NOTHING = { kicker: '', label: '', about: '', detail: null, figures: [], list: [] };

/** The picture of the contest as a whole. */
export const contestPicture = (language: Language, mode: Mode, origin: string): PictureWords => ({
  ...frame(language, mode, origin),
  ...NOTHING,
  headline: pressWords(language, 'head-contest'),
  about: words(language, 'site', 'about'),
  day: '',
});

export function publicationPicture(
  { body, at, mode }: ToldPublication,
  language: Language,
  origin: string,
): PictureWords {
  const { kicker, ...said } = saidOf(body, language);
  const corrected = correctionOf(body) !== undefined;
  return {
    ...frame(language, mode, origin),
    ...NOTHING,
    ...said,
    kicker: corrected ? pressWords(language, 'kicker-corrected', { kicker }) : kicker,
    day: formatDay(localDay(Date.parse(at)), language),
  };
}

function saidOf(body: ToldPublication['body'], language: Language): Said {
  const say = (key: Parameters<typeof pressWords>[1], values?: Record<string, string>): string =>
    pressWords(language, key, values);
  const term = (lastDay: string) => ({
    label: say('sub-deadline'),
    value: formatDeadline(lastDay, language),
  });
  const region = capital(regionName(publisherOf(body), language));
  switch (body.kind) {
    case 'placement':
      return {
        kicker: say('kicker-placement'),
        headline: say('head-placement'),
        detail: term(body.placement.lastDay),
      };
    case 'extension':
      return {
        kicker: say('kicker-extension'),
        headline: say('head-extension'),
        detail: term(body.lastDay),
      };
    case 'calendar': {
      const day = formatDay(body.date, language);
      return {
        kicker: say('kicker-calendar'),
        headline: say(body.working ? 'head-calendar-working' : 'head-calendar-off', { day }),
      };
    }
    case 'selection':
      return {
        kicker: region,
        headline: say('head-selection'),
        figures: [
          { value: body.received, label: say('figure-received') },
          { value: body.admitted.length, label: say('figure-admitted') },
          { value: body.admitted.filter(({ passed }) => passed).length, label: say('figure-passed') },
        ],
      };
    case 'regional':
      return body.finalist === null
        ? { kicker: region, headline: say('head-regional-none') }
        : {
            kicker: region,
            label: say('head-regional'),
            headline: nameIn(language, body.finalist.organisation),
          };
    case 'list':
      return {
        kicker: say('kicker-list'),
        headline: say('head-list'),
        figures: [{ value: body.finalists.length, label: say('figure-finalists') }],
      };
    case 'republican':
      return {
        kicker: say('kicker-republican'),
        headline: say(body.winners.length === 0 ? 'winners-none' : 'head-republican'),
        list: body.winners.map(({ commission, organisation }) => ({
          name: nameIn(language, organisation),
          note: regionName(commission, language),
        })),
      };
  }
}
