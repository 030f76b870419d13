// Objections at the Agency's desk: each with its clock and a place for the answer.

import type { ApplicationForm, Language } from '#rules/application';
import { formatDay, formatInstant } from '#rules/dates-in-words';
import { workingDaysLeft } from '#rules/calendar';
import { localDay } from '#rules/days';
import type { Day } from '#rules/days';
import type { Edition } from '#rules/edition';
import { answerBy } from '#rules/objections';
import type { Filed } from '../db/materials.ts';
import { leftWords } from '../mail/due-value.ts';
import { words } from '../texts.ts';
import { commissionName } from './names.ts';
import { ActForm } from './parts.tsx';

/** Working days to the last one of the answer, or over it. */
function Left(props: { language: Language; edition: Edition; now: number; due: Day }) {
  const { language, edition, now, due } = props;
  const left = workingDaysLeft(due, localDay(now), edition.calendar);
  return <span class={left < 0 ? 'error' : 'meta'}>{leftWords(left, language)}</span>;
}

export function DeskObjections(props: {
  language: Language;
  objections: Filed[];
  edition: Edition;
  now: number;
}) {
  const { language, objections, edition, now } = props;
  const say = (key: string) => words(language, 'desk', key);
  if (objections.length === 0) return null;
  return (
    <section class="card stack" id="objections">
      <h2>{say('objections')}</h2>
      {objections.map(({ application, number, against, text, filedAt, late, answer, reference, ...row }) => {
        const form = JSON.parse(row.form) as ApplicationForm;
        const due = answerBy(localDay(filedAt), edition);
        return (
          <details open={answer === null}>
            <summary>
              {reference} · {language === 'kk' ? form.organisationKk : form.organisationRu} ·{' '}
              {commissionName(language, row.commission)}{' '}
              <span class="tag">
                {answer !== null
                  ? say('objection-answered')
                  : `${say('objection-due')}: ${formatDay(due, language)}`}
              </span>
              {answer === null ? <Left {...{ language, edition, now, due }} /> : null}
            </summary>
            <div class="stack">
              <p>
                {formatInstant(new Date(filedAt).toISOString(), language)} ·{' '}
                {words(language, 'apply', `standing.${against}`)}{' '}
                {late ? <span class="tag">{words(language, 'apply', 'objection-late')}</span> : null}
              </p>
              <p class="lines">{text}</p>
              {answer === null ? (
                <ActForm
                  language={language}
                  commission="agency"
                  act="answer-objection"
                  back={`/desk/${language}/`}
                >
                  <input type="hidden" name="application" value={application} />
                  <input type="hidden" name="number" value={String(number)} />
                  <label class="field">
                    <span>{say('objection-answer')}</span>
                    <textarea name="answer" rows={4} required />
                  </label>
                </ActForm>
              ) : (
                <p class="lines">{answer.text}</p>
              )}
            </div>
          </details>
        );
      })}
    </section>
  );
}
