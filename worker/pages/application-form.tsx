// The form in steps: Appendix 1, the people, the report by criteria, the evidence. Each step is one form with one save,
// so that whichever button is pressed nothing typed and no file chosen is lost; it needs no script.

import regions from '#content/regions.json';
import type { Language } from '#rules/application';
import { completeness } from '#rules/completeness';
import { formatInstant } from '#rules/dates-in-words';
import type { Edition, Placement } from '#rules/edition';
import type { Finding } from '#rules/finding';
import type { Draft } from '../db/drafts.ts';
import { receivingCommission } from '#rules/routing';
import { sentence, words } from '../texts.ts';
import { Checklist, TermNotice } from './application-check.tsx';
import { DraftLink } from './draft-link.tsx';
import { commissionName } from './names.ts';
import { STEPS, stepOf, stepPath } from './steps.ts';
import type { Step } from './steps.ts';
import { Choice, Files, LongText, sizeIn, Text, Tick } from './application-fields.tsx';

export type DraftProps = {
  language: Language;
  draft: Draft;
  edition: Edition;
  placement: Placement | null;
  /** Milliseconds. */
  now: number;
  findings: Finding[];
  other?: ReadonlyMap<string, string> | undefined;
};

const MOST_PEOPLE = 10;
const SPARE_ROWS = 2;
const LANGUAGE_NAMES: [Language, string][] = [
  ['kk', 'Қазақша'],
  ['ru', 'Русский'],
  ['en', 'English'],
];

/** All steps on one page: where the application stands, and the private link. */
export function OverviewView(props: DraftProps & { link: Parameters<typeof DraftLink>[0] }) {
  const { language, draft, edition, placement, now, link } = props;
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
      <DraftLink {...link} />
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
        <p>
          <a class="button" href={next === undefined ? check : stepPath(language, next)}>
            {say('go-on')}
          </a>
        </p>
      </section>
      {lacks.length === 0 ? null : (
        <section class="card stack">
          <h2>{say('still-missing')}</h2>
          <Checklist language={language} findings={lacks} />
        </section>
      )}
    </div>
  );
}

const FIELDS = {
  organisation: Organisation,
  representatives: Representatives,
  report: Report,
  evidence: Evidence,
};

export function StepView(props: DraftProps & { step: Step; notice: 'saved' | 'conflict' | null }) {
  const { language, draft, edition, placement, now, findings, notice, step } = props;
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'apply', key, values);
  const saved = formatInstant(new Date(draft.savedAt).toISOString(), language);
  const lacks = completeness(draft.form, draft.files, edition).filter(({ field }) => stepOf(field) === step);
  const Fields = FIELDS[step];
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
        data-autosave={notice === 'conflict' ? 'off' : 'on'}
        data-saved={say('autosave-saved', { time: '{time}' })}
        data-failed={say('autosave-failed')}
        data-conflict={say('autosave-conflict')}
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
        <p>
          <button class="button" name="next" value={STEPS[number] ?? 'check'}>
            {say('save-and-go-on')}
          </button>{' '}
          <button class="button button--quiet">{say('save')}</button>
        </p>
      </form>
      {lacks.length === 0 ? null : (
        <section class="card stack">
          <h2>{say('still-missing')}</h2>
          <Checklist language={language} findings={lacks} />
        </section>
      )}
    </div>
  );
}

function Organisation({ language, draft: { form }, edition, findings, other }: DraftProps) {
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'apply', key, values);
  const shown = { language, findings, other };
  const { commission, findings: routed } = receivingCommission(form, edition);
  return (
    <>
      <p>{say('hint.step.organisation')}</p>
      <section class="card stack">
        <h2>{say('organisation')}</h2>
        <Text {...shown} name="organisationKk" value={form.organisationKk} complete="organization" />
        <Text {...shown} name="organisationRu" value={form.organisationRu} complete="organization" />
        <Choice
          {...shown}
          name="kind"
          hint={say('hint.kind')}
          value={form.kind}
          options={[
            ['', say('choose')],
            ...edition.applicantKinds.value.map((kind): [string, string] => [kind, say(`kind.${kind}`)]),
          ]}
        />
        <Choice
          {...shown}
          name="region"
          value={form.region}
          options={[
            ['', say('choose')],
            ...regions.map(({ code, name }): [string, string] => [code, name[language]]),
          ]}
        />
        {commission === '' || form.kind === '' ? null : (
          <p class="notice">
            {say('goes-to-because', { commission: commissionName(language, commission) })}{' '}
            {routed.map((finding) => sentence(language, finding)).join(' ')}
          </p>
        )}
        <LongText {...shown} name="services" hint={say('hint.services')} value={form.services} rows={3} />
        <Text {...shown} name="bin" value={form.bin} />
      </section>
      <section class="card stack">
        <h2>{say('signatory')}</h2>
        <Text {...shown} name="signatoryName" value={form.signatoryName} complete="name" />
        <Text
          {...shown}
          name="signatoryPosition"
          value={form.signatoryPosition}
          complete="organization-title"
        />
        <Choice
          {...shown}
          name="signatoryRole"
          value={form.signatoryRole}
          options={[
            ['', say('choose')],
            ['head', say('role.head')],
            ['deputy_head', say('role.deputy_head')],
          ]}
        />
        <Text {...shown} name="phone" value={form.phone} type="tel" complete="tel" />
        {/* Not type=email: what a browser would not send could not be kept either. */}
        <Text {...shown} name="email" value={form.email} complete="email" />
        <Choice {...shown} name="letterLanguage" value={form.letterLanguage} options={LANGUAGE_NAMES} />
      </section>
    </>
  );
}

function Representatives({ language, draft: { form }, findings, other }: DraftProps) {
  const say = (key: string) => words(language, 'apply', key);
  const shown = { language, findings, other };
  const rows = Array.from(
    {
      length: Math.max(
        form.representatives.length,
        Math.min(MOST_PEOPLE, form.representatives.length + SPARE_ROWS),
      ),
    },
    (_, index) => form.representatives[index] ?? { name: '', position: '' },
  );
  return (
    <>
      <p>{say('hint.step.representatives')}</p>
      <section class="card stack" id="representatives">
        {rows.map((row, index) => (
          <div class="grid">
            <Text
              {...shown}
              name={`representatives.${index}.name`}
              label={say('field.representativeName')}
              value={row.name}
            />
            <Text
              {...shown}
              name={`representatives.${index}.position`}
              label={say('field.representativePosition')}
              value={row.position}
            />
          </div>
        ))}
      </section>
    </>
  );
}

function Report({ language, draft, edition, findings, other }: DraftProps) {
  const shown = { language, findings, other };
  return (
    <>
      <p>{words(language, 'apply', 'hint.report')}</p>
      {edition.marks.criteria.value.map((criterion, index) => (
        <section class="card stack">
          <h2>
            {index + 1}. {words(language, 'terms', `criterion.${criterion}`)}
          </h2>
          <LongText
            {...shown}
            name={`report.${index}`}
            label={words(language, 'apply', 'report-text')}
            value={draft.form.report[index] ?? ''}
            rows={6}
          />
        </section>
      ))}
      <section class="card stack">
        <FilesHint language={language} edition={edition} />
        <Files
          language={language}
          findings={findings}
          files={draft.files}
          edition={edition}
          kind="report"
          criterion={null}
        />
      </section>
    </>
  );
}

function FilesHint({ language, edition }: { language: Language; edition: Edition }) {
  const { documents, video } = edition.files;
  return (
    <p class="hint">
      {words(language, 'apply', 'hint.files', {
        documents: documents.types.join(', '),
        documentsMax: sizeIn(language, documents.maxBytes),
        video: video.types.join(', '),
        videoMax: sizeIn(language, video.maxBytes),
      })}
    </p>
  );
}

function Evidence({ language, draft, edition, findings }: DraftProps) {
  const say = (key: string) => words(language, 'apply', key);
  const shown = { language, findings, files: draft.files, edition };
  return (
    <>
      <p>{say('hint.step.evidence')}</p>
      <FilesHint language={language} edition={edition} />
      {edition.marks.criteria.value.map((criterion, index) => (
        <section class="card stack">
          <h2>
            {index + 1}. {words(language, 'terms', `criterion.${criterion}`)}
          </h2>
          <p class="hint">{say(`hint.criterion.${index + 1}`)}</p>
          <Files {...shown} kind="evidence" criterion={index + 1} />
        </section>
      ))}
      <section class="card stack">
        <Files {...shown} kind="evidence" criterion={null} label={say('evidence-for-all')} />
      </section>
      <section class="card stack">
        <h2>{say('file.form')}</h2>
        <Files {...shown} kind="form" criterion={null} />
        <Tick
          language={language}
          findings={findings}
          name="agreesToTerms"
          checked={draft.form.agreesToTerms}
        />
        <Tick language={language} findings={findings} name="consents" checked={draft.form.consents} />
      </section>
    </>
  );
}
