// The next edition: its template from the last one, what a person decides, and the command that makes it.

import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { afterAll, describe, expect, it } from 'vitest';
import { interpretations, nextTemplate, nextYear, toDecide } from '#rules/next-edition';
import { templateSchema } from '#rules/edition.schema';
import { draftsKeptUntil, dataKeptUntil, forgottenBefore } from '#rules/keeping';
import { openEdition } from '../../host/edition.ts';
import { edition } from '../support/edition.ts';

const folder = mkdtempSync(join(tmpdir(), 'uzdik-edition-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the next template', () => {
  it('has the next year and no moved day of the last one', () => {
    const text =
      "# of 2026\nedition: '2026'\nmovedDays:\n  - { date: '2026-12-19' }\n  - { date: '2026-12-20' }\nkeep: 1\n";
    expect(nextTemplate(text, '2026', nextYear('2026'))).toBe(
      "# of 2027\nedition: '2027'\nmovedDays: []\nkeep: 1\n",
    );
    expect(nextTemplate('movedDays: []\n', '2026', '2027')).toBe('movedDays: []\n');
  });
});

describe('what a person decides', () => {
  it('every reading of ours by its place', () => {
    expect(
      interpretations({ a: { b: { value: 3, clause: '18', interpretation: true } }, c: { value: 1 } }),
    ).toEqual([{ place: 'a.b', value: '3', clause: '18' }]);
    expect(interpretations(edition).map(({ place }) => place)).toContain('handover.dossiers');
  });

  it('a calendar that is not there, a number of the operator', () => {
    const codes = (year: string, bin = ''): string[] =>
      toDecide({ ...edition, operator: { ...edition.operator, bin } }, year).map(({ code }) => code);
    expect(codes('2027')).toContain('NEXT_CALENDAR_CHECK');
    expect(codes('2039')).toContain('NEXT_CALENDAR_MISSING');
    expect(codes('2027')).toContain('NEXT_OPERATOR_BIN');
    expect(codes('2027', '971240001315')).not.toContain('NEXT_OPERATOR_BIN');
  });
});

describe('npm run edition', () => {
  const content = join(folder, 'content');
  const read = (path: string): string => readFileSync(join(content, path), 'utf8');

  it('makes the folder of the next edition from the last one, and writes over nothing', () => {
    cpSync('content', content, { recursive: true });
    openEdition(['2027'], content);
    expect(JSON.parse(read('editions.json'))).toEqual(['2026', '2027']);
    const template = templateSchema.parse(parse(read('2027/contest.yaml')));
    expect(template.edition).toBe('2027');
    expect(read('2027/contest.yaml')).not.toContain('2026');
    for (const language of ['kk', 'ru', 'en'])
      expect(read(`2027/announcement.${language}.mdx`)).toBe(read(`2026/announcement.${language}.mdx`));
    expect(() => openEdition(['2027'], content)).toThrow(/not written over/);
  });

  it('the one after it is made from it', () => {
    openEdition(['2028'], content);
    expect(read('2028/contest.yaml')).toBe(read('2027/contest.yaml').replaceAll('2027', '2028'));
  });

  it.each([[[]], [['27']], [['2027', 'x']], [['2020']]])('refuses %j in one sentence', (args) => {
    expect(() => openEdition(args, content)).toThrow(/next edition|no edition before/);
  });

  it('every folder of an edition is in the list, and the other way round', () => {
    const listed = JSON.parse(readFileSync('content/editions.json', 'utf8')) as string[];
    expect(listed.every((year) => existsSync(`content/${year}/contest.yaml`))).toBe(true);
    expect(listed).toContain(edition.edition);
  });
});

describe("how long people's data are kept", () => {
  const placement = { deadline: '2026-09-15T19:00:00.000Z' } as Parameters<typeof draftsKeptUntil>[0];
  it('thirty days after the deadline, and untouched for as long', () => {
    expect(new Date(draftsKeptUntil(placement, edition)).toISOString()).toBe('2026-10-15T19:00:00.000Z');
    expect(forgottenBefore(Date.parse('2026-10-15T19:00:00Z'), edition)).toBe(Date.parse(placement.deadline));
  });
  it('twelve months after the republican result, from the beginning of that local day', () => {
    expect(new Date(dataKeptUntil(Date.parse('2026-11-30T05:00:00Z'), edition)).toISOString()).toBe(
      '2027-11-29T19:00:00.000Z',
    );
  });
});

describe('what a person decides, one by one', () => {
  it('as remarks with their paragraph', () => {
    const bare = { ...edition, operator: { ...edition.operator, bin: '' } };
    const readings = interpretations({ ...edition, calendar: undefined });
    expect(toDecide(bare, '2039')).toStrictEqual([
      { clause: '11', code: 'NEXT_PLACEMENT_DAY', kind: 'remark', values: { year: '2039' } },
      { clause: '13', code: 'NEXT_CALENDAR_MISSING', kind: 'remark', values: { year: '2039' } },
      { clause: '9', code: 'NEXT_OPERATOR_BIN', kind: 'remark' },
      ...readings.map(({ clause, place, value }) => ({
        ...{ clause, code: 'NEXT_INTERPRETATION', kind: 'remark', values: { place, value } },
      })),
    ]);
    expect(toDecide(bare, '2026')[1]).toMatchObject({ clause: '13', code: 'NEXT_CALENDAR_CHECK' });
  });

  it('a reading is found at its place, in no list and in nothing', () => {
    const reading = { value: 1, clause: '5', interpretation: true };
    expect(interpretations({ a: reading, b: [reading], c: null, d: 'x' })).toEqual([
      { place: 'a', value: '1', clause: '5' },
    ]);
    expect([interpretations(null), interpretations('x'), interpretations([reading])]).toEqual([[], [], []]);
  });

  it('moved days are dropped where a line begins with them', () => {
    expect(nextTemplate('a: movedDays: [x]\n', '2026', '2027')).toBe('a: movedDays: [x]\n');
  });
});
