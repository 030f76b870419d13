// What each step of the form asks.

import regions from '#content/regions.json';
import type { Language } from '#rules/application';
import type { Edition } from '#rules/edition';
import { receivingCommission } from '#rules/routing';
import { sentence, words } from '../texts.ts';
import { Choice, Files, LongText, sizeIn, Text, Tick } from './application-fields.tsx';
import type { DraftProps } from './application-form.tsx';
import { commissionName } from './names.ts';

const MOST_PEOPLE = 10;
const SPARE_ROWS = 2;
const LANGUAGE_NAMES: [Language, string][] = [
  ['kk', 'Қазақша'],
  ['ru', 'Русский'],
  ['en', 'English'],
];

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

function Report({ language, draft, uploads, edition, findings, other }: DraftProps) {
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
          uploads={uploads}
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

function Evidence({ language, draft, uploads, edition, findings, other, consent }: DraftProps) {
  const say = (key: string) => words(language, 'apply', key);
  const shown = { language, findings, files: draft.files, uploads, edition };
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
        <LongText
          {...{ language, findings, other }}
          name="links"
          hint={say('hint.links')}
          value={draft.form.links}
          rows={2}
        />
      </section>
      <section class="card stack">
        <h2>{say('file.form')}</h2>
        <p class="hint">{say('hint.form')}</p>
        <p>
          <a href={`/${language}/application/form/`}>{say('form-print')}</a>
        </p>
        <Files {...shown} kind="form" criterion={null} />
        <Tick
          language={language}
          findings={findings}
          name="agreesToTerms"
          checked={draft.form.agreesToTerms}
        />
        <blockquote class="hint">{consent.join(' ')}</blockquote>
        <Tick language={language} findings={findings} name="consents" checked={draft.form.consents} />
      </section>
    </>
  );
}

export const STEP_FIELDS = {
  organisation: Organisation,
  representatives: Representatives,
  report: Report,
  evidence: Evidence,
};
