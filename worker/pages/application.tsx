// The application as the applicant sees it: the form, the report by criteria, the files, the check, and the receipt.

import regions from '#content/regions.json';
import type { FileKind, Language } from '#rules/application';
import { completeness } from '#rules/completeness';
import { formatDay, formatDeadline, formatInstant } from '#rules/dates-in-words';
import type { Edition, Placement } from '#rules/edition';
import type { Finding } from '#rules/finding';
import { receivingCommission } from '#rules/routing';
import { checkBy, isLate } from '#rules/terms';
import { newId } from '../acts/act.ts';
import type { Receipt } from '../db/applications.ts';
import type { Draft } from '../db/drafts.ts';
import { sentence, words } from '../texts.ts';
import { commissionName } from './names.ts';
import { Findings } from './parts.tsx';

type Props = {
  language: Language;
  draft: Draft;
  edition: Edition;
  placement: Placement | null;
  /** Milliseconds. */
  now: number;
  findings: Finding[];
  saved: boolean;
};

const UPLOADS: readonly FileKind[] = ['form', 'report', 'evidence'];

export function NoDraftPage({ language }: { language: Language }) {
  const say = (key: string) => words(language, 'apply', key);
  return (
    <div class="stack">
      <h1>{say('title')}</h1>
      <p>{say('no-draft')}</p>
      <form method="post" action="/api/drafts">
        <input type="hidden" name="language" value={language} />
        <button class="button">{say('start')}</button>
      </form>
    </div>
  );
}

export function ApplicationPage(props: Props) {
  const { language, draft, edition, placement, now, findings, saved } = props;
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'apply', key, values);
  const check = completeness(draft.form, draft.files, edition);
  const { commission } = receivingCommission(draft.form, edition);
  return (
    <div class="stack">
      <h1>{say('title')}</h1>
      <p class="notice">
        {placement === null
          ? say('not-open')
          : isLate(now, placement.deadline)
            ? say('is-late', { deadline: formatDeadline(placement.lastDay, language) })
            : `${say('deadline')}: ${formatDeadline(placement.lastDay, language)}`}
      </p>
      {saved ? <p class="notice notice--ok">{say('saved')}</p> : null}
      {findings.length === 0 ? null : (
        <div class="notice notice--error" role="alert">
          <p>{say('mend')}</p>
          <Findings language={language} findings={findings} />
        </div>
      )}
      <FormFields {...props} />
      <Uploads {...props} />
      <section class="card stack" id="check">
        <h2>{say('check')}</h2>
        {commission === '' ? null : (
          <p>
            {say('goes-to')}: <strong>{commissionName(language, commission)}</strong>
          </p>
        )}
        {check.length === 0 ? (
          <p class="notice notice--ok">{say('complete')}</p>
        ) : (
          <div class="notice notice--warning">
            <p>{say('lacks')}</p>
            <Findings language={language} findings={check} />
          </div>
        )}
        <form method="post" action="/api/applications" class="stack">
          <input type="hidden" name="key" value={newId()} />
          <input type="hidden" name="language" value={language} />
          <p>{say('file-hint')}</p>
          <button class="button">
            {say(check.some(({ kind }) => kind === 'missing') ? 'file-anyway' : 'file')}
          </button>
        </form>
      </section>
    </div>
  );
}

function FormFields({ language, draft, edition, findings }: Props) {
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'apply', key, values);
  const { form } = draft;
  const errorOf = (field: string) =>
    findings
      .filter((finding) => finding.field === field)
      .map((finding) => (
        <span class="error" id={`error-${field}`}>
          {sentence(language, finding)}
        </span>
      ));
  const Text = ({
    name,
    value,
    type,
    complete,
  }: {
    name: string;
    value: string;
    type?: string;
    complete?: string;
  }) => (
    <label class="field">
      <span>{say(`field.${name}`)}</span>
      {errorOf(name)}
      <input name={name} type={type ?? 'text'} value={value} autocomplete={complete ?? 'off'} />
    </label>
  );
  const Check = ({ name, checked }: { name: string; checked: boolean }) => (
    <div>
      <input type="hidden" name={`${name}:bool`} value="" />
      <label>
        <input type="checkbox" name={`${name}:bool`} value="1" checked={checked} /> {say(`field.${name}`)}
      </label>
    </div>
  );
  const people = [...form.representatives, { name: '', position: '' }].slice(0, 10);
  return (
    <form method="post" action="/api/drafts/save" class="stack" data-autosave="">
      <input type="hidden" name="language" value={language} />
      <input type="hidden" name="version" value={String(draft.version)} />
      <section class="card stack">
        <h2>{say('organisation')}</h2>
        <Text name="organisationKk" value={form.organisationKk} complete="organization" />
        <Text name="organisationRu" value={form.organisationRu} complete="organization" />
        <label class="field">
          <span>{say('field.kind')}</span>
          <span class="hint">{say('hint.kind')}</span>
          <select name="kind">
            <option value="">{say('choose')}</option>
            {edition.applicantKinds.value.map((kind) => (
              <option value={kind} selected={form.kind === kind}>
                {say(`kind.${kind}`)}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{say('field.region')}</span>
          {errorOf('region')}
          <select name="region">
            <option value="">{say('choose')}</option>
            {regions.map(({ code, name }) => (
              <option value={code} selected={form.region === code}>
                {name[language]}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{say('field.services')}</span>
          <span class="hint">{say('hint.services')}</span>
          <textarea name="services" rows={3}>
            {form.services}
          </textarea>
        </label>
        <Text name="bin" value={form.bin} />
      </section>
      <section class="card stack">
        <h2>{say('signatory')}</h2>
        <Text name="signatoryName" value={form.signatoryName} complete="name" />
        <Text name="signatoryPosition" value={form.signatoryPosition} complete="organization-title" />
        <label class="field">
          <span>{say('field.signatoryRole')}</span>
          <select name="signatoryRole">
            <option value="">{say('choose')}</option>
            {(['head', 'deputy_head'] as const).map((role) => (
              <option value={role} selected={form.signatoryRole === role}>
                {say(`role.${role}`)}
              </option>
            ))}
          </select>
        </label>
        <Text name="phone" value={form.phone} type="tel" complete="tel" />
        <Text name="email" value={form.email} type="text" complete="email" />
        <label class="field">
          <span>{say('field.letterLanguage')}</span>
          <select name="letterLanguage">
            <option value="kk" selected={form.letterLanguage === 'kk'}>
              Қазақша
            </option>
            <option value="ru" selected={form.letterLanguage === 'ru'}>
              Русский
            </option>
            <option value="en" selected={form.letterLanguage === 'en'}>
              English
            </option>
          </select>
        </label>
      </section>
      <section class="card stack">
        <h2>{say('representatives')}</h2>
        {people.map(({ name, position }, index) => (
          <div class="grid">
            <label class="field">
              <span>{say('field.representativeName')}</span>
              <input name={`representatives.${index}.name`} value={name} />
            </label>
            <label class="field">
              <span>{say('field.representativePosition')}</span>
              <input name={`representatives.${index}.position`} value={position} />
            </label>
          </div>
        ))}
      </section>
      <section class="card stack">
        <h2>{say('report')}</h2>
        <p>{say('hint.report')}</p>
        {edition.marks.criteria.value.map((criterion, index) => (
          <label class="field">
            <span>
              {index + 1}. {words(language, 'terms', `criterion.${criterion}`)}
            </span>
            {errorOf(`report.${index}`)}
            <textarea name={`report.${index}`} rows={4}>
              {form.report[index] ?? ''}
            </textarea>
          </label>
        ))}
      </section>
      <section class="card stack">
        <Check name="agreesToTerms" checked={form.agreesToTerms} />
        <Check name="consents" checked={form.consents} />
        <button class="button">{say('save')}</button>
      </section>
    </form>
  );
}

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(2);

function Uploads({ language, draft, edition }: Props) {
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'apply', key, values);
  const { documents, video } = edition.files;
  return (
    <section class="card stack" id="files">
      <h2>{say('files')}</h2>
      <p>
        {say('hint.files', {
          documents: documents.types.join(', '),
          documentsMax: documents.maxBytes / 2 ** 20,
          video: video.types.join(', '),
          videoMax: video.maxBytes / 2 ** 20,
        })}
      </p>
      {draft.files.length === 0 ? null : (
        <ul>
          {draft.files.map((file) => (
            <li>
              <strong>{file.name}</strong> – {say(`file.${file.kind}`)}
              {file.criterion === null ? '' : ` · ${file.criterion}`}{' '}
              <span class="meta">
                {megabytes(file.size)} {say('mb')} · SHA-256 {file.sha256}
              </span>
              <form method="post" action="/api/drafts/files/remove">
                <input type="hidden" name="language" value={language} />
                <input type="hidden" name="file" value={file.id} />
                <button class="button button--quiet">{say('remove')}</button>
              </form>
            </li>
          ))}
        </ul>
      )}
      {UPLOADS.map((kind) => (
        <form method="post" action="/api/drafts/files" enctype="multipart/form-data" class="stack">
          <input type="hidden" name="language" value={language} />
          <input type="hidden" name="kind" value={kind} />
          {kind === 'evidence' ? (
            <label class="field">
              <span>{say('criterion')}</span>
              <select name="criterion">
                <option value="">{say('all-criteria')}</option>
                {edition.marks.criteria.value.map((criterion, index) => (
                  <option value={String(index + 1)}>
                    {index + 1}. {words(language, 'terms', `criterion.${criterion}`)}
                  </option>
                ))}
              </select>
            </label>
          ) : null}
          <label class="field">
            <span>{say(`file.${kind}`)}</span>
            <input type="file" name="file" multiple required />
          </label>
          <button class="button button--quiet">{say('upload')}</button>
        </form>
      ))}
    </section>
  );
}

export function ReceiptPage(props: {
  language: Language;
  receipt: Receipt;
  edition: Edition;
  placement: Placement | null;
}) {
  const { language, receipt, edition } = props;
  const say = (key: string, values?: Record<string, string | number>) =>
    words(language, 'apply', key, values);
  const findings = completeness(receipt.form, receipt.files, edition);
  const standing = receipt.withdrawn
    ? 'standing.withdrawn'
    : receipt.decision === null
      ? 'standing.received'
      : receipt.decision.admitted
        ? 'standing.admitted'
        : 'standing.not-admitted';
  return (
    <div class="stack">
      <h1>{say('receipt')}</h1>
      <p class={receipt.late ? 'notice notice--warning' : 'notice notice--ok'}>
        {say(receipt.late ? 'received-late' : 'received-in-time')}
      </p>
      <section class="card stack">
        <dl>
          <dt>{say('reference')}</dt>
          <dd>
            <strong>{receipt.reference}</strong>
          </dd>
          <dt>{say('received-at')}</dt>
          <dd>{formatInstant(new Date(receipt.receivedAt).toISOString(), language)}</dd>
          <dt>{say('organisation')}</dt>
          <dd>{language === 'kk' ? receipt.form.organisationKk : receipt.form.organisationRu}</dd>
          <dt>{say('goes-to')}</dt>
          <dd>{commissionName(language, receipt.commission)}</dd>
          <dt>{say('public-number')}</dt>
          <dd class="meta">{receipt.filing}</dd>
          <dt>{say('manifest')}</dt>
          <dd class="meta">{receipt.manifestSha256}</dd>
          <dt>{say('state')}</dt>
          <dd>
            {words(language, 'desk', standing)}
            {receipt.decision === null || receipt.decision.admitted
              ? ''
              : `: ${receipt.decision.grounds.map((ground) => words(language, 'desk', `ground.${ground}`)).join('; ')} ${receipt.decision.reason}`}
          </dd>
        </dl>
      </section>
      <section class="card stack">
        <h2>{say('files')}</h2>
        <ul>
          {receipt.files.map((file) => (
            <li>
              {file.name}{' '}
              <span class="meta">
                {file.size} B · SHA-256 {file.sha256}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {findings.length === 0 ? null : (
        <section class="card stack">
          <h2>{say('lacked')}</h2>
          <Findings language={language} findings={findings} />
        </section>
      )}
      {props.placement === null ? null : (
        <p>{say('what-next', { day: formatDay(checkBy(props.placement.lastDay, edition), language) })}</p>
      )}
    </div>
  );
}
