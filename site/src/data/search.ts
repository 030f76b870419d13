// What the search finds in one language: the rules, how they are read, what readers asked, the announcement, the
// commissions, and who advanced or won. Names of those who did not are nowhere on the site.

import announcementEn from '#edition/announcement.en.mdx?raw';
import announcementKk from '#edition/announcement.kk.mdx?raw';
import announcementRu from '#edition/announcement.ru.mdx?raw';
import type { Language } from '#rules/application';
import { GAPS } from '#rules/gaps';
import type { Organisation } from '#rules/publication';
import type { Entry } from '#rules/search';
import { questionAnchor, saidIn } from '#rules/site-content';
import en from '../../../content/regulation/en.mdx?raw';
import kk from '../../../content/regulation/kk.mdx?raw';
import ru from '../../../content/regulation/ru.mdx?raw';
import { regulationOf } from '../documents/regulation-text.ts';
import { commissionAddress } from '../results/addresses.ts';
import { bodiesOf, edition, nameIn, regionName, regions } from './contest.ts';
import { earlier } from './editions.ts';
import { writtenIn } from './news.ts';
import { anchorOf } from './regulation.ts';
import { siteContent } from './site-content.ts';
import { words } from './texts.ts';

const regulation = { kk, ru, en };
const announcement = { kk: announcementKk, ru: announcementRu, en: announcementEn };

export const KINDS = ['rule', 'gap', 'question', 'announcement', 'news', 'commission', 'result'] as const;

export const entriesIn = (language: Language): Entry[] => [
  ...rulesIn(language),
  ...gapsIn(language),
  ...questionsIn(language),
  ...announcementIn(language),
  ...newsIn(language),
  ...commissionsIn(language),
  ...resultsIn(language),
  ...formerWinnersIn(language),
];

function rulesIn(language: Language): Entry[] {
  return regulationOf(regulation[language]).blocks.flatMap((block): Entry[] => {
    if (block.kind !== 'clause') return [];
    const { n, lines } = block;
    const appendix = n.startsWith('A');
    const place = words(language, 'site', appendix ? 'appendix' : 'clause', { n: appendix ? n.slice(1) : n });
    const text = lines.map((line) => (line.kind === 'table' ? line.rows.flat().join(' ') : line.text));
    const title = `${words(language, 'terms', `clause.${n}`)}, ${place}`;
    // Lines to be filled in are no words.
    const said = text.join(' ').replace(/\s*_{3,}\s*/g, ' ');
    return [['rule', `/${language}/rules/#${anchorOf(n)}`, title, said]];
  });
}

const gapsIn = (language: Language): Entry[] =>
  GAPS.map(({ n }) => {
    const say = (part: string) => words(language, 'questions', `gap.${n}${part}`);
    return ['gap', `/${language}/questions/#g${n}`, say(''), `${say('.text')} ${say('.reading')}`];
  });

const questionsIn = (language: Language): Entry[] =>
  siteContent.questions.map(({ id, wording, answer, language: asked }) => [
    'question',
    `/${language}/questions/#${questionAnchor(id)}`,
    saidIn(wording, language, asked).text,
    saidIn(answer, language, asked).text,
  ]);

/** One entry a heading; what its components would print (dates, numbers, references) is left out. */
function announcementIn(language: Language): Entry[] {
  const [, , body = ''] = announcement[language].split(/^---$/m);
  return body.split(/^## /m).map((part, index) => {
    const text = part
      .replace(/<[^>]*>/g, '')
      .replace(/ ?\([\s,]*\)/g, '')
      .trim();
    const [heading = '', ...rest] = text.split('\n');
    const title = index === 0 ? words(language, 'site', 'menu-announcement') : heading;
    return [
      'announcement',
      `/${language}/announcement/`,
      title,
      (index === 0 ? text : rest.join(' ')).replace(/\s+/g, ' ').trim(),
    ];
  });
}

const newsIn = (language: Language): Entry[] =>
  writtenIn(language).map(({ path, title, summary }) => ['news', path, title, summary]);

const commissionsIn = (language: Language): Entry[] =>
  regions.map(({ code, slug, department, centre }) => {
    const people = siteContent.compositions.find(({ commission }) => commission === code)?.people ?? [];
    const named = people.map(({ name, position, employer }) => [name, position, employer].join(' '));
    const text = [department[language], centre?.[language] ?? '', ...named].filter(Boolean).join('. ');
    return ['commission', `/${language}/commissions/#${slug}`, regionName(code, language), text];
  });

/** An organisation that advanced or won, found under its names in both languages. */
function resultEntry(
  language: Language,
  year: string,
  standing: string,
  { commission, organisation }: { commission: string; organisation: Organisation },
): Entry {
  return [
    'result',
    commissionAddress(language, year, commission),
    nameIn(language, organisation),
    `${standing}. ${regionName(commission, language)}. ${organisation.kk} / ${organisation.ru}`,
  ];
}

/** Winners of earlier editions; who else advanced stands on the pages of their year. */
const formerWinnersIn = (language: Language): Entry[] =>
  earlier.flatMap(({ contest: year, winners }) =>
    winners.map((winner) =>
      resultEntry(language, year, `${words(language, 'site', 'winner')}, ${year}`, winner),
    ),
  );

function resultsIn(language: Language): Entry[] {
  const won = new Set(bodiesOf('republican').flatMap(({ winners }) => winners.map(({ filing }) => filing)));
  return bodiesOf('regional').flatMap(({ commission, finalist }) => {
    if (finalist === null) return [];
    const { filing, organisation } = finalist;
    const standing = words(language, 'site', won.has(filing) ? 'winner' : 'finalist');
    return [resultEntry(language, edition.edition, standing, { commission, organisation })];
  });
}
