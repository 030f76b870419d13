// The form: Appendix 1, the report by criteria, the files. One form with one save, so that whichever button is
// pressed nothing typed and no file chosen is lost; it needs no script.

import regions from '#content/regions.json';
import type { Language } from '#rules/application';
import { completeness } from '#rules/completeness';
import { formatInstant } from '#rules/dates-in-words';
import type { Edition, Placement } from '#rules/edition';
import type { Finding } from '#rules/finding';
import type { Draft } from '../db/drafts.ts';
import { words } from '../texts.ts';
import { Checklist, TermNotice } from './application-check.tsx';
import { DraftLink } from './draft-link.tsx';
import type { LinkSaid } from './draft-link.tsx';
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

type ViewProps = DraftProps & {
  notice: 'saved' | 'conflict' | null;
  link: { text: string; open: boolean; said: LinkSaid };
};

export function DraftView(props: ViewProps) {
  const { language, draft, edition, placement, now, findings, notice, link } = props;
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'apply', key, values);
  const saved = formatInstant(new Date(draft.savedAt).toISOString(), language);
  const check = completeness(draft.form, draft.files, edition);
  return (
    <div class="stack">
      <h1>{say('title')}</h1>
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
          <Checklist language={language} findings={findings} page="" />
        </div>
      )}
      <DraftLink
        language={language}
        link={link.text}
        email={draft.form.email}
        open={link.open}
        said={link.said}
      />
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
        {/* A browser that fills in a form again after a reload must not bring back an old version. */}
        <input type="hidden" name="version" value={String(draft.version)} autocomplete="off" />
        {/* The first button of a form is the one that Enter presses. */}
        <p>
          <button class="button button--quiet">{say('save')}</button>
        </p>
        {/* The script says here what it saved, and offers both texts when it may not. */}
        <p class="autosave" role="status" hidden>
          <span></span> <button class="button button--quiet">{say('show-both')}</button>
        </p>
        <Organisation {...props} />
        <People {...props} />
        <Report {...props} />
        <Signed {...props} />
        <p>
          <button class="button button--quiet">{say('save')}</button>{' '}
          <button class="button" name="next" value="check">
            {say('save-and-check')}
          </button>
        </p>
      </form>
      {check.length === 0 ? null : (
        <section class="card stack">
          <h2>{say('still-missing')}</h2>
          <Checklist language={language} findings={check} page="" />
        </section>
      )}
    </div>
  );
}

function Organisation({ language, draft: { form }, edition, findings, other }: DraftProps) {
  const say = (key: string) => words(language, 'apply', key);
  const shown = { language, findings, other };
  return (
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
      <LongText {...shown} name="services" hint={say('hint.services')} value={form.services} rows={3} />
      <Text {...shown} name="bin" value={form.bin} />
    </section>
  );
}

function People({ language, draft: { form }, findings, other }: DraftProps) {
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
      <section class="card stack" id="representatives">
        <h2>{say('representatives')}</h2>
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
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'apply', key, values);
  const shown = { language, findings, files: draft.files, edition };
  const { documents, video } = edition.files;
  return (
    <section class="card stack" id="files">
      <h2>{say('report')}</h2>
      <p>{say('hint.report')}</p>
      <p class="hint">
        {say('hint.files', {
          documents: documents.types.join(', '),
          documentsMax: sizeIn(language, documents.maxBytes),
          video: video.types.join(', '),
          videoMax: sizeIn(language, video.maxBytes),
        })}
      </p>
      <Files {...shown} kind="report" criterion={null} />
      <Files {...shown} kind="evidence" criterion={null} label={say('evidence-for-all')} />
      {edition.marks.criteria.value.map((criterion, index) => (
        <div class="stack">
          <h3>
            {index + 1}. {words(language, 'terms', `criterion.${criterion}`)}
          </h3>
          <LongText
            {...{ language, findings, other }}
            name={`report.${index}`}
            label={say('report-text')}
            value={draft.form.report[index] ?? ''}
            rows={4}
          />
          <Files {...shown} kind="evidence" criterion={index + 1} />
        </div>
      ))}
    </section>
  );
}

function Signed({ language, draft, edition, findings }: DraftProps) {
  const shown = { language, findings };
  return (
    <section class="card stack">
      <h2>{words(language, 'apply', 'file.form')}</h2>
      <Files {...shown} kind="form" criterion={null} files={draft.files} edition={edition} />
      <Tick {...shown} name="agreesToTerms" checked={draft.form.agreesToTerms} />
      <Tick {...shown} name="consents" checked={draft.form.consents} />
    </section>
  );
}
