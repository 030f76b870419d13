// The criteria of a mark sheet: a mark by a tap, and the switch of a violation, which sets the mark and asks what it is.

import type { Language } from '#rules/application';
import type { Edition } from '#rules/edition';
import { words } from '../texts.ts';

type Filled = { marks: (number | null)[]; violations: boolean[]; remarks: string[] };

export function Criteria({
  language,
  edition,
  filled,
}: {
  language: Language;
  edition: Edition;
  filled: Filled | null;
}) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const { criteria, lowest, highest, onViolation } = edition.marks;
  const range = { min: lowest.value, max: highest.value };
  const scale = Array.from({ length: range.max - range.min + 1 }, (_, index) => range.min + index);
  return (
    <>
      {criteria.value.map((criterion, index) => (
        <fieldset class="stack criterion">
          <legend>
            {index + 1}. {words(language, 'terms', `criterion.${criterion}`)}
          </legend>
          <div class="scale" role="radiogroup" aria-label={say('mark-range', range)}>
            {scale.map((mark) => (
              <label>
                <input
                  type="radio"
                  name={`marks.${index}`}
                  value={String(mark)}
                  required
                  checked={filled?.marks[index] === mark}
                />
                <span>{mark}</span>
              </label>
            ))}
          </div>
          <input type="hidden" name={`violations.${index}:bool`} value="" />
          <label class="choice">
            <input
              type="checkbox"
              name={`violations.${index}:bool`}
              value="1"
              checked={filled?.violations[index] === true}
            />{' '}
            {say('violation')}
          </label>
          <div class="stack on-violation">
            <p>{say('violation-forces', { mark: onViolation.value })}</p>
            <label class="field">
              <span>{say('violation-remark')}</span>
              <textarea name={`remarks.${index}`} rows={2}>
                {filled?.remarks[index] ?? ''}
              </textarea>
            </label>
          </div>
        </fieldset>
      ))}
    </>
  );
}
