// Mistakes in contest.yaml with their lines, before anything reads it.

import { LineCounter, parseDocument } from 'yaml';
import { templateSchema } from '#rules/edition.schema';
import type { Mistake } from './staff-text.ts';

type Placed = { range?: [number, number, number] };

/** Mistakes in the text of a contest.yaml, whose name is `file`; none where it can be placed. */
export function wrongTemplate(text: string, file: string): Mistake[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const at = (offset: number, what: string, remedy: string): Mistake => {
    return { file, line: lines.linePos(offset).line, what, remedy };
  };
  const [broken] = document.errors;
  if (broken !== undefined)
    return [
      at(broken.pos[0], 'this line cannot be read', 'compare it with the same place of the edition before'),
    ];
  const read = templateSchema.safeParse(document.toJS());
  if (read.success) return [];
  /** Where a place is written; the nearest one above it where it is not. */
  const offsetOf = (path: PropertyKey[]): number => {
    const { range } = (document.getIn(path, true) ?? {}) as Placed;
    return range?.[0] ?? (path.length === 0 ? 0 : offsetOf(path.slice(0, -1)));
  };
  // A key that is written wrongly is unknown and missing: it is told where it stands.
  const issues = read.error.issues.toSorted(
    (a, b) => Number(b.code === 'unrecognized_keys') - Number(a.code === 'unrecognized_keys'),
  );
  return issues.map((issue) => {
    const place = issue.path.join('.');
    if (issue.code === 'unrecognized_keys') {
      const [key = ''] = issue.keys;
      const what = `there is no place «${place === '' ? key : `${place}.${key}`}»`;
      return at(
        offsetOf([...issue.path, key]),
        what,
        'take it out, or write it as the edition before has it',
      );
    }
    const there = document.hasIn(issue.path);
    const value = document.getIn(issue.path);
    return there
      ? at(offsetOf(issue.path), `«${String(value)}» is no value of ${place}`, `${expected(issue)}`)
      : at(
          offsetOf(issue.path),
          `${place} is missing`,
          'write it with its value and the paragraph that gives it',
        );
  });
}

const expected = (issue: { code: string; expected?: string }): string =>
  issue.code === 'invalid_type' && issue.expected !== undefined
    ? `write ${issue.expected === 'int' || issue.expected === 'number' ? 'a whole number' : `a ${issue.expected}`}`
    : 'write it as the edition before has it';
