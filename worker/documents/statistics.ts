// The figures as tables in words: the page shows them with bars, the file has the same lines.

import type { Language } from '#rules/application';
import { csvText } from '#rules/csv';
import { formatDay } from '#rules/dates-in-words';
import type { Edition } from '#rules/edition';
import type { Count, Statistics } from '../db/statistics.ts';
import { commissionName } from '../pages/names.ts';
import { hasWords, words } from '../texts.ts';

export type Figure = {
  /** Text key of its heading under `stat.`. */
  key: string;
  lines: { label: string; n: number }[];
};
export type Figures = {
  figures: Figure[];
  /** §15: how often each mark was given, a row a criterion; empty before the sheets are opened. */
  marks: { label: string; counts: number[] }[];
  scale: number[];
  sittings: { label: string; day: string; present: number; members: number; quorate: boolean }[];
};

export function figuresOf(language: Language, given: Statistics, edition: Edition): Figures {
  const named = (area: 'apply' | 'desk', prefix: string) => (code: string) =>
    hasWords(area, `${prefix}${code}`) ? words(language, area, `${prefix}${code}`) : unsaid(code);
  const unsaid = (code: string): string => (code === '' ? words(language, 'tools', 'stat.unsaid') : code);
  const lines = (counts: Count[], label: (key: string) => string): Figure['lines'] =>
    counts.map(({ key, n }) => ({ label: label(key), n }));
  const { lowest, highest, criteria } = edition.marks;
  const scale = Array.from({ length: highest.value - lowest.value + 1 }, (_, index) => lowest.value + index);
  const marked = (criterion: number, mark: number): number =>
    given.marks.find((row) => row.criterion === criterion && row.mark === mark)?.n ?? 0;
  return {
    figures: [
      { key: 'standings', lines: lines(given.standings, named('desk', 'standing.')) },
      { key: 'by-day', lines: lines(given.byDay, (day) => formatDay(day, language)) },
      { key: 'by-kind', lines: lines(given.byKind, named('apply', 'kind.')) },
      { key: 'by-region', lines: lines(given.byRegion, (code) => commissionName(language, code)) },
      { key: 'findings', lines: lines(given.findings, (code) => findingWords(language, code)) },
      { key: 'grounds', lines: lines(given.grounds, named('desk', 'ground.')) },
      {
        key: 'days-to-decide',
        lines: lines(given.daysToDecide, (n) => words(language, 'tools', 'stat.days', { n: Number(n) })),
      },
    ],
    marks:
      given.marks.length === 0
        ? []
        : criteria.value.map((criterion, index) => ({
            label: words(language, 'terms', `criterion.${criterion}`),
            counts: scale.map((mark) => marked(index + 1, mark)),
          })),
    scale,
    sittings: given.sittings.map(({ commission, number, heldOn, present, members, quorate }) => ({
      label: `${commissionName(language, commission)}, № ${number}`,
      day: formatDay(heldOn, language),
      present,
      members,
      quorate: quorate === 1,
    })),
  };
}

/** A finding without its numbers: the criterion it is of does not matter to a count. */
const findingWords = (language: Language, code: string): string =>
  hasWords('findings', code) ? words(language, 'findings', code, { criterion: '…', n: 0, max: 0 }) : code;

/** Every line: what is counted, of what, how often. */
export function statisticsCsv(language: Language, figures: Figures): string {
  const say = (key: string): string => words(language, 'tools', key);
  return csvText([
    [say('stat.what'), say('stat.of'), say('stat.count')],
    ...figures.figures.flatMap(({ key, lines }) =>
      lines.map(({ label, n }) => [say(`stat.${key}`), label, n]),
    ),
    ...figures.marks.flatMap(({ label, counts }) =>
      counts.map((n, index) => [`${say('stat.marks')}: ${label}`, String(figures.scale[index]), n]),
    ),
    ...figures.sittings.map(({ label, day, present, members }) => [
      say('stat.sittings'),
      `${label}, ${day}`,
      `${present} / ${members}`,
    ]),
  ]);
}
