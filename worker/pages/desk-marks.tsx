// The mark sheet of who is looking at an application.

import type { Language } from '#rules/application';
import type { Desk } from '../acts/act.ts';
import { reached } from '../acts/act.ts';
import { eligibleMarkers } from '../acts/voters.ts';
import type { Application } from '../db/commission.ts';
import { words } from '../texts.ts';
import { ActForm } from './parts.tsx';

type Props = { language: Language; desk: Desk; row: Application; here: string };

export function Sheet({ language, desk, row, here }: Props) {
  const say = (key: string, values?: Record<string, string | number>) => words(language, 'desk', key, values);
  const { marks } = desk.edition;
  if (desk.stage !== 'regional' || row.decision?.admitted !== true || desk.seat.role === 'agency')
    return null;
  if (reached(desk.file, 'committed')) return null;
  const own = row.sheets.find(({ seat }) => seat === desk.seat.id);
  const secretary = desk.seat.role === 'secretary';
  if (!secretary && row.recused.includes(desk.seat.id)) return <p class="notice">{say('recused-here')}</p>;
  const range = { min: marks.lowest.value, max: marks.highest.value };
  const scale = Array.from({ length: range.max - range.min + 1 }, (_, index) => range.min + index);
  const most = range.max * marks.criteria.value.length;
  return (
    <section
      class="card stack"
      data-marks={say('marks-total', { sum: '{sum}', most })}
      data-on-violation={String(marks.onViolation.value)}
    >
      <h2>{say('act.mark')}</h2>
      <p>{say(secretary ? 'about.mark-paper' : own === undefined ? 'about.mark' : 'about.mark-again')}</p>
      <ActForm language={language} commission={desk.file.commission} act="mark" back={here}>
        <input type="hidden" name="application" value={row.id} />
        {secretary ? (
          <label class="field">
            <span>{say('seat')}</span>
            <select name="seat">
              {eligibleMarkers(desk.file, row).map((seat) => (
                <option value={String(seat.number)}>
                  {seat.number}. {seat.name}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        {marks.criteria.value.map((criterion, index) => (
          <fieldset class="stack">
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
                    checked={own?.marks[index] === mark}
                  />
                  <span>{mark}</span>
                </label>
              ))}
            </div>
            <input type="hidden" name={`violations.${index}:bool`} value="" />
            <label>
              <input
                type="checkbox"
                name={`violations.${index}:bool`}
                value="1"
                checked={own?.violations[index] === true}
              />{' '}
              {say('violation')}
            </label>
          </fieldset>
        ))}
        {/* The script adds up what is chosen. */}
        <p role="status" class="total" />
        <label class="field">
          <span>{say('mark-reason')}</span>
          <textarea name="reason" rows={3}>
            {own?.reason ?? ''}
          </textarea>
        </label>
      </ActForm>
    </section>
  );
}
