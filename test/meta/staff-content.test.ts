// A wrong text of the staff stops the build with one sentence: file, line, what is wrong, what to do.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkStaffContent } from '../../host/staff-content.ts';

let content: string;
beforeEach(() => {
  content = mkdtempSync(join(tmpdir(), 'uzdik-staff-'));
  cpSync('content/2026', join(content, '2026'), { recursive: true });
});
afterEach(() => rmSync(content, { recursive: true }));

const NEWS = 'news/one-address.ru.mdx';
/** What the check says after `file` was changed; null where it takes it. */
function said(file: string, change: (text: string) => string): string | null {
  const path = join(content, '2026', file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`${file} was not changed`);
  writeFileSync(path, after);
  try {
    checkStaffContent(content);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
const swap = (from: string, to: string) => (text: string) => text.replace(from, to);

it('what is there is right', () => {
  expect(() => checkStaffContent('content')).not.toThrow();
});

describe('the head', () => {
  it.each([
    [
      '---\ntitle',
      'title',
      'line 1: the text has no head; begin with a line of ---, the fields, and a second line of ---.',
    ],
    [
      'title: У конкурса',
      'title: Конкурс: у',
      "line 2: this line of the head cannot be read; put a text with a colon or quotes in it between two straight apostrophes: '…'.",
    ],
    ['date:', 'дата:', 'line 3: there is no field «дата»; the fields are title, date, summary.'],
    [
      'date: 2026-08-24\n',
      '',
      'line 1: the field «date» is missing; write date: day on which it is published, in Astana, as year-month-day, the same in the three languages.',
    ],
    [
      '2026-08-24',
      '2026-02-30',
      'line 3: «2026-02-30» is no date; write date: day on which it is published, in Astana, as year-month-day, the same in the three languages.',
    ],
    [
      '2026-08-24',
      '24.08.2026',
      'line 3: «24.08.2026» is no date; write date: day on which it is published, in Astana, as year-month-day, the same in the three languages.',
    ],
    [
      'title: У конкурса один адрес',
      'title:',
      'line 2: «null» is no title; write title: what happened, as a headline of one line without a full stop.',
    ],
    [
      '2026-08-24',
      '2026-08-25',
      'line 3: the date is 2026-08-25, and 2026-08-24 in content/2026/news/one-address.kk.mdx; write the same day in the three languages.',
    ],
  ])('%j → %j', (from, to, sentence) => {
    expect(said(NEWS, swap(from, to))).toBe(`content/2026/${NEWS}, ${sentence}`);
  });
});

describe('the text', () => {
  const components =
    '<Criteria />, <Day of="…" />, <Deadline />, <Number of="…" />, <Rule n="…" />, <Term of="…" />';
  it.each([
    [
      '<Criteria />',
      '<Criterion />',
      `line 13: there is no component <Criterion>; the components are ${components}.`,
    ],
    [
      '<Deadline />',
      '<Deadline day="1" />',
      'line 7: <Deadline> has no attribute «day»; write <Deadline />.',
    ],
    [
      'of="check"',
      'of="tomorrow"',
      'line 11: <Day of="tomorrow" /> says nothing; of is one of placed, deadline, check, list, winners.',
    ],
    ['<Day of="check" />', '<Day />', 'line 11: <Day> does not say of what; write <Day of="…" />.'],
    [
      'terms.checkWorkingDays',
      'terms.checkDays',
      'line 11: <Term of="terms.checkDays" /> says nothing; of is one of terms.submissionWeeks, terms.checkWorkingDays, terms.inviteWorkingDays, terms.listWorkingDays, terms.handoverWorkingDays, objections.termMonths, objections.answerWorkingDays.',
    ],
    [
      '<Criteria />',
      '<Criteria>все</Criteria>',
      'line 13: <Criteria> has words in it; write <Criteria />, and the words beside it.',
    ],
    [
      '<Criteria />',
      '{criteria}',
      'line 13: «criteria» is code; a text has only words, links and the components of docs/editors.md.',
    ],
    [
      '<Criteria />',
      'import x from "y"',
      'line 13: «import x from "y"» is code; a text has only words, links and the components of docs/editors.md.',
    ],
    [
      '/ru/apply/',
      '/kk/apply/',
      'line 7: the link /kk/apply/ leads into another language; write /ru/apply/.',
    ],
    [
      '/ru/apply/',
      '/ru/rules/',
      'line 7: the link /ru/rules/ is not in content/2026/news/one-address.kk.mdx; write it there too, or take it out here.',
    ],
    [
      '<Criteria />',
      'Их 6.',
      'line 13: the number 6 is not in content/2026/news/one-address.kk.mdx; write it there too, or take it out here.',
    ],
    [
      '## Что',
      '### Что',
      'line 9: the heading ### is not in content/2026/news/one-address.kk.mdx; write it there too, or take it out here.',
    ],
  ])('%j → %j', (from, to, sentence) => {
    expect(said(NEWS, swap(from, to))).toBe(`content/2026/${NEWS}, ${sentence}`);
  });

  it.each([
    ['<Criteria />', '<Criteria', 13],
    ['<Criteria />', '<Criteria>', 13],
    ['<Criteria />', '{ criteria', 13],
  ])('broken: %j → %j', (from, to, line) => {
    expect(said(NEWS, swap(from, to))).toMatch(
      new RegExp(
        `^content/2026/${NEWS}, line ${line}: the text cannot be read from here on \\(.+\\); close every < with /> and write no \\{ or \\}\\.$`,
      ),
    );
  });

  it('a component that the Kazakh text has and another has not', () => {
    expect(said(NEWS, swap('<Day of="check" />', 'скоро'))).toBe(
      `content/2026/news/one-address.kk.mdx, line 11: the component <Day of="check" /> is not in content/2026/${NEWS}; write it there too, or take it out here.`,
    );
  });

  it('a number typed in the announcement', () => {
    expect(said('announcement.kk.mdx', swap('<Number of="voting.winners" />', '3'))).toBe(
      'content/2026/announcement.kk.mdx, line 25: the number 3 is typed; let <Number of="…" />, <Term of="…" /> or <Day of="…" /> say it.',
    );
  });
});

describe('the files', () => {
  it('a translation that is missing', () => {
    rmSync(join(content, '2026', NEWS));
    expect(() => checkStaffContent(content)).toThrow(
      `content/2026/${NEWS}, line 1: this translation is missing; write it after content/2026/news/one-address.kk.mdx.`,
    );
  });

  it('a name that is none', () => {
    writeFileSync(join(content, '2026/news/Жаңалық.mdx'), '');
    expect(() => checkStaffContent(content)).toThrow(
      'content/2026/news/Жаңалық.mdx, line 1: this is no name of a piece of news; write small Latin letters, digits and hyphens, then the language: first-day.kk.mdx.',
    );
  });

  it.each([
    [
      'winners: { value: 3,',
      'winners: { value: three,',
      'line 66: «three» is no value of voting.winners.value; write a whole number.',
    ],
    [
      'submissionWeeks: { value: 2,',
      'submissionWeeks: { ',
      'line 9: terms.submissionWeeks.value is missing; write it with its value and the paragraph that gives it.',
    ],
    [
      'keep: {',
      'keeps: {',
      'line 87: there is no place «keeps»; take it out, or write it as the edition before has it.',
    ],
    [
      "edition: '2026'",
      "edition: '2026",
      'line 5: this line cannot be read; compare it with the same place of the edition before.',
    ],
  ])('contest.yaml: %j → %j', (from, to, sentence) => {
    expect(said('contest.yaml', swap(from, to))).toBe(`content/2026/contest.yaml, ${sentence}`);
  });
});

describe('the guide for editors', () => {
  const guide = readFileSync('docs/editors.md', 'utf8');
  const examples = [...guide.matchAll(/`content\/2026\/(news\/[\w.-]+)`:\n\n```mdx\n([\s\S]*?)```/g)];
  const write = (of: (file: string, text: string) => string | null): void => {
    for (const [, file = '', text = ''] of examples) {
      const written = of(file, text);
      if (written !== null) writeFileSync(join(content, '2026', file), written);
    }
  };

  it('has an example in each language, right as it is written', () => {
    expect(examples.map(([, file]) => file)).toEqual(
      ['kk', 'ru', 'en'].map((language) => `news/first-day.${language}.mdx`),
    );
    write((_, text) => text);
    expect(() => checkStaffContent(content)).not.toThrow();
  });

  it('shows the sentences that a mistake gives', () => {
    const [first = '', second = ''] = /```\n(content[\s\S]*?)```/.exec(guide)?.[1]?.split('\n') ?? [];
    expect([first, second].map((one) => one.split(',')[0])).toEqual(
      ['ru', 'en'].map((language) => `content/2026/news/first-day.${language}.mdx`),
    );
    write((file, text) => (file.includes('.ru.') ? text.replace('/ru/', '/kk/') : text));
    expect(() => checkStaffContent(content)).toThrow(first);
    rmSync(join(content, '2026/news/first-day.en.mdx'));
    expect(() => checkStaffContent(content)).toThrow(second);
  });
});
