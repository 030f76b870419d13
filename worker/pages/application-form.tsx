// The form in steps: Appendix 1, the people, the report by criteria, the evidence. Each step is one form with one save,
// so that whichever button is pressed nothing typed and no file chosen is lost; it needs no script.

import type { Language } from '#rules/application';
import { completeness } from '#rules/completeness';
import { formatInstant } from '#rules/dates-in-words';
import type { Edition, Placement } from '#rules/edition';
import type { Finding } from '#rules/finding';
import type { Filed } from '../db/applications.ts';
import type { Draft } from '../db/drafts.ts';
import { words } from '../texts.ts';
import type { Arriving } from './application-fields.tsx';
import type { Notice } from './application.tsx';
import { Checklist, TermNotice } from './application-check.tsx';
import { STEP_FIELDS } from './application-steps.tsx';
import { Correcting } from './own-acts.tsx';
import { DraftLink } from './draft-link.tsx';
import { uploadWords } from './upload-words.ts';
import { STEPS, stepOf, stepPath } from './steps.ts';
import type { Step } from './steps.ts';

export type DraftProps = {
  language: Language;
  draft: Draft;
  edition: Edition;
  placement: Placement | null;
  /** Milliseconds. */
  now: number;
  findings: Finding[];
  /** Files of which only a part is here, and those that were refused. */
  uploads: Arriving[];
  /** What one consents to, its sentences. */
  consent: string[];
  other?: ReadonlyMap<string, string> | undefined;
};

/** All steps on one page: where the application stands, and the private link. */
export function OverviewView(
  props: DraftProps & { link: Parameters<typeof DraftLink>[0]; filed: Filed | null },
) {
  const { language, draft, edition, placement, now, link, filed } = props;
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'apply', key, values);
  const lacks = completeness(draft.form, draft.files, edition).filter(({ kind }) => kind === 'missing');
  const of = (step: Step): Finding[] => lacks.filter(({ field }) => stepOf(field) === step);
  const next = STEPS.find((step) => of(step).length > 0);
  const check = `/${language}/application/check/`;
  return (
    <div class="stack">
      <h1>{say('title')}</h1>
      <TermNotice language={language} placement={placement} now={now} />
      {filed === null ? null : <Correcting {...{ language, filed, placement, now }} />}
      <DraftLink {...link} />
      <p>
        <a href={`/${language}/application/my-data/`}>{say('my-data')}</a>
      </p>
      <section class="card stack">
        <h2>{say('steps')}</h2>
        <ol class="steps">
          {STEPS.map((step) => (
            <li>
              <a href={stepPath(language, step)}>{say(`step.${step}`)}</a>{' '}
              <span class="tag">
                {of(step).length === 0 ? say('step-complete') : say('step-lacks', { n: of(step).length })}
              </span>
            </li>
          ))}
          <li>
            <a href={check}>{say('step.check')}</a>
          </li>
        </ol>
        <p class="buttons">
          <a class="button" href={next === undefined ? check : stepPath(language, next)}>
            {say('go-on')}
          </a>
        </p>
      </section>
      <Lacks language={language} findings={lacks} />
    </div>
  );
}

function Lacks({ language, findings }: Parameters<typeof Checklist>[0]) {
  if (findings.length === 0) return null;
  return (
    <section class="card stack">
      <h2>{words(language, 'apply', 'still-missing')}</h2>
      <Checklist language={language} findings={findings} />
    </section>
  );
}

export function StepView(props: DraftProps & { step: Step; notice: Notice | null }) {
  const { language, draft, edition, placement, now, findings, notice, step } = props;
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'apply', key, values);
  const saved = formatInstant(new Date(draft.savedAt).toISOString(), language);
  const lacks = completeness(draft.form, draft.files, edition).filter(({ field }) => stepOf(field) === step);
  const Fields = STEP_FIELDS[step];
  const number = STEPS.indexOf(step) + 1;
  return (
    <div class="stack">
      <p>
        <a href={`/${language}/application/`}>← {say('all-steps')}</a>{' '}
        <span class="meta">{say('step', { n: number, of: STEPS.length + 1 })}</span>
      </p>
      <h1>{say(`step.${step}`)}</h1>
      <TermNotice language={language} placement={placement} now={now} />
      {notice === 'saved' ? (
        <p class="notice notice--ok" role="status">
          {say('saved')}: {saved}
        </p>
      ) : null}
      {notice === 'conflict' ? (
        <p class="notice notice--error" role="alert">
          {say('conflict')}
        </p>
      ) : null}
      {notice === 'filed' ? (
        <p class="notice notice--error" role="alert">
          {say('filed-meanwhile')} <a href={`/${language}/application/status/`}>{say('status-go')}</a>
        </p>
      ) : null}
      {findings.length === 0 ? null : (
        <div class="notice notice--error" role="alert">
          <p>{say('mend')}</p>
          <Checklist language={language} findings={findings} />
        </div>
      )}
      <form
        method="post"
        action="/api/drafts/save"
        enctype="multipart/form-data"
        class="stack"
        data-autosave={notice === 'conflict' || notice === 'filed' ? 'off' : 'on'}
        data-saved={say('autosave-saved', { time: '{time}' })}
        data-failed={say('autosave-failed')}
        data-conflict={say('autosave-conflict')}
        data-uploading={uploadWords(language)}
      >
        <input type="hidden" name="language" value={language} />
        <input type="hidden" name="step" value={step} />
        {/* A browser that fills in a form again after a reload must not bring back an old version. */}
        <input type="hidden" name="version" value={String(draft.version)} autocomplete="off" />
        {/* The script says here what it saved, and offers both texts when it may not. Its button, the first of the
            form, is the one that Enter presses: it only saves. */}
        <p class="autosave" role="status" hidden>
          <span></span> <button class="button button--quiet">{say('show-both')}</button>
        </p>
        <Fields {...props} />
        <p class="buttons">
          <button class="button" name="next" value={STEPS[number] ?? 'check'}>
            {say('save-and-go-on')}
          </button>{' '}
          <button class="button button--quiet">{say('save')}</button>
        </p>
      </form>
      <div id="lacks">
        <Lacks language={language} findings={lacks} />
      </div>
    </div>
  );
}
