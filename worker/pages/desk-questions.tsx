// Readers' questions on the Agency's desk: those that wait, each with its answer to be written, and the last decided.

import { LANGUAGES } from '#rules/application';
import type { Language } from '#rules/application';
import { formatInstant } from '#rules/dates-in-words';
import { LONGEST_ANSWER } from '#rules/questions';
import type { PublishedQuestion } from '#rules/site-content';
import type { Asked } from '../db/questions.ts';
import { words } from '../texts.ts';
import { ActForm, Field } from './parts.tsx';

type Props = {
  language: Language;
  waiting: { list: Asked[]; all: number };
  decided: Asked[];
  here: string;
};

export function QuestionsPage({ language, waiting, decided, here }: Props) {
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'questions', key, values);
  return (
    <div class="stack">
      <p>{say('desk-about')}</p>
      <section class="stack">
        <h2>
          {say('desk-waiting')}: {waiting.all}
        </h2>
        {waiting.all === 0 ? <p class="meta">{say('desk-none')}</p> : null}
        {waiting.list.map((question) => (
          <DeskQuestion {...{ language, question, here }} open />
        ))}
      </section>
      {decided.length === 0 ? null : (
        <section class="stack">
          <h2>{say('desk-decided')}</h2>
          {decided.map((question) => (
            <DeskQuestion {...{ language, question, here }} />
          ))}
        </section>
      )}
    </div>
  );
}

function DeskQuestion(props: { language: Language; question: Asked; here: string; open?: boolean }) {
  const { language, question, here } = props;
  const { id, askedAt, clause, text, mail, decision } = question;
  const say = (key: string) => words(language, 'questions', key);
  const forms = (
    <>
      <AnswerForm {...{ language, question, here }} />
      {decision?.kind === 'declined' ? null : (
        <details>
          <summary>{words(language, 'desk', 'act.decline-question')}</summary>
          <ActForm language={language} commission="agency" act="decline-question" back={here} quiet>
            <input type="hidden" name="question" value={id} />
            <Field label={say('desk-reason')} name="reason" hint={say('desk-reason-hint')} required />
          </ActForm>
        </details>
      )}
    </>
  );
  return (
    <article class="card stack">
      <p class="meta">
        {formatInstant(new Date(askedAt).toISOString(), language)} · {say(`asked-in.${question.language}`)}
        {clause === '' ? null : ` · ${words(language, 'terms', `clause.${clause}`)}`}
        {mail === null ? null : ` · ${say('desk-mail')}`}
      </p>
      <p class="lines" lang={question.language}>
        {text}
      </p>
      {decision === null ? null : (
        <p>
          <span class="tag">{say(`desk-${decision.kind}`)}</span> {decision.reason}
        </p>
      )}
      {props.open === true ? (
        forms
      ) : (
        <details>
          <summary>{say('desk-again')}</summary>
          <div class="stack">{forms}</div>
        </details>
      )}
    </article>
  );
}

/** The asker's language first and required; the others are given where the Agency wants to. */
function AnswerForm({ language, question, here }: { language: Language; question: Asked; here: string }) {
  const say = (key: string) => words(language, 'questions', key);
  const { published, language: asked } = question;
  const before = published === null || published === '' ? null : (JSON.parse(published) as PublishedQuestion);
  const fields = (one: Language) => (
    <>
      <Area
        label={`${say('desk-wording')} (${say(`asked-in.${one}`)})`}
        name={`wording.${one}`}
        value={before?.wording[one] ?? (one === asked ? question.text : '')}
        hint={one === asked ? say('desk-wording-hint') : undefined}
        lang={one}
        required={one === asked}
      />
      <Area
        label={`${say('answer')} (${say(`asked-in.${one}`)})`}
        name={`answer.${one}`}
        value={before?.answer[one] ?? ''}
        lang={one}
        required={one === asked}
      />
    </>
  );
  return (
    <ActForm language={language} commission="agency" act="answer-question" back={here}>
      <input type="hidden" name="question" value={question.id} />
      {fields(asked)}
      <details>
        <summary>{say('desk-other-languages')}</summary>
        <div class="stack">{LANGUAGES.filter((one) => one !== asked).map(fields)}</div>
      </details>
    </ActForm>
  );
}

function Area(props: {
  label: string;
  name: string;
  value: string;
  lang: Language;
  required: boolean;
  hint?: string | undefined;
}) {
  return (
    <label class="field">
      <span>{props.label}</span>
      {props.hint === undefined ? null : <span class="hint">{props.hint}</span>}
      <textarea
        name={props.name}
        rows={4}
        lang={props.lang}
        maxlength={LONGEST_ANSWER}
        required={props.required}
      >
        {props.value}
      </textarea>
    </label>
  );
}
